/** The routing service: who holds a case now, by which path, and whether it is settled. */
@NullMarked
package org.fengqiao.routing;

import org.jspecify.annotations.NullMarked;
