/** Views for units and dispatchers: their queues, and one case as it stands. */
@NullMarked
package org.fengqiao.routing.view;

import org.jspecify.annotations.NullMarked;
