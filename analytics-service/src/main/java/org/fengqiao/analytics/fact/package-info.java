/** Facts of cases and events, as files and SQL hand them out: what their columns are, and how they are read. */
@NullMarked
package org.fengqiao.analytics.fact;

import org.jspecify.annotations.NullMarked;
