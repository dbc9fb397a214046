/** Who sees how much of what is personal, and the record of who did. */
@NullMarked
package org.fengqiao.kernel.disclosure;

import org.jspecify.annotations.NullMarked;
