/** Timeline of one case across all services: who holds it, what is due next, and where nothing happened. Pure. */
@NullMarked
package org.fengqiao.analytics.timeline;

import org.jspecify.annotations.NullMarked;
