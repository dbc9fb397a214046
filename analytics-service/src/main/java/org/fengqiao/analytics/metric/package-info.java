/** The numbers: their formulas, what can be asked of them, and how they are counted. */
@NullMarked
package org.fengqiao.analytics.metric;

import org.jspecify.annotations.NullMarked;
