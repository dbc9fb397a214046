/** Reading topics with exactly-once effect, parking what cannot be read, and answering partners. */
@NullMarked
package org.fengqiao.kernel.messaging;

import org.jspecify.annotations.NullMarked;
