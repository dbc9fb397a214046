/** Words of Chinese accounts, told apart by Lucene, and how alike two accounts are by them. In memory only. */
@NullMarked
package org.fengqiao.kernel.words;

import org.jspecify.annotations.NullMarked;
