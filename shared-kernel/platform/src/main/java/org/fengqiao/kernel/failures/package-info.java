/** Words for failures: their kind and place, never what a database or a parser quotes. */
@NullMarked
package org.fengqiao.kernel.failures;

import org.jspecify.annotations.NullMarked;
