/** Reading topics, and what each record asks of a mediation. */
@NullMarked
package org.fengqiao.mediation.inbound;

import org.jspecify.annotations.NullMarked;
