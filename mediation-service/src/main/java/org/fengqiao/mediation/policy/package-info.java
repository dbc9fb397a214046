/** Policy on mediation's events, and the rules by which the service decides. Pure. */
@NullMarked
package org.fengqiao.mediation.policy;

import org.jspecify.annotations.NullMarked;
