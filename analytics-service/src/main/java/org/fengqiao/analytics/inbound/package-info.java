/** Reading the log. */
@NullMarked
package org.fengqiao.analytics.inbound;

import org.jspecify.annotations.NullMarked;
