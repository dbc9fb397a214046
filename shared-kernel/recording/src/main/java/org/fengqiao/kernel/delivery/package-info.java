/** Delivery to and from partners that both sides can check: sums of each day, and messages once more on request. */
@NullMarked
package org.fengqiao.kernel.delivery;

import org.jspecify.annotations.NullMarked;
