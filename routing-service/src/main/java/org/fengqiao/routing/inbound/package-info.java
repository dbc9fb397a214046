/** Reading the common log, and what each record asks of a case's custody. */
@NullMarked
package org.fengqiao.routing.inbound;

import org.jspecify.annotations.NullMarked;
