/** Territory of each case: the place it was registered in and the unit that holds it, as the log tells. */
@NullMarked
package org.fengqiao.kernel.territory;

import org.jspecify.annotations.NullMarked;
