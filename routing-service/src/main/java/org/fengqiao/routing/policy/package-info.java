/** What else follows when the custody of a case changes. */
@NullMarked
package org.fengqiao.routing.policy;

import org.jspecify.annotations.NullMarked;
