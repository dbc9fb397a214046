/** Reading topics, and what each record asks of the agency. */
@NullMarked
package org.fengqiao.petition.inbound;

import org.jspecify.annotations.NullMarked;
