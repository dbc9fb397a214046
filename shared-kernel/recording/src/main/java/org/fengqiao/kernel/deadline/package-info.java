/** The time everybody agrees on, the working-day calendar, and deadlines. */
@NullMarked
package org.fengqiao.kernel.deadline;

import org.jspecify.annotations.NullMarked;
