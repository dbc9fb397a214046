/** The clock a service goes by, real or simulated. */
@NullMarked
package org.fengqiao.kernel.time;

import org.jspecify.annotations.NullMarked;
