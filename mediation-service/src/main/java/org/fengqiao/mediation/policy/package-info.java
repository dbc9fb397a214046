/** What follows from an event, and the data by which the service decides. Pure. */
@NullMarked
package org.fengqiao.mediation.policy;

import org.jspecify.annotations.NullMarked;
