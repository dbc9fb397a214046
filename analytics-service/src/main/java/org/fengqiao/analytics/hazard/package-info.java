/** Hidden trouble: bursts, cases likely to escalate, records that look wrong, and the work of units and staff. */
@NullMarked
package org.fengqiao.analytics.hazard;

import org.jspecify.annotations.NullMarked;
