/** Policies on changes of the custody of a case. */
@NullMarked
package org.fengqiao.routing.policy;

import org.jspecify.annotations.NullMarked;
