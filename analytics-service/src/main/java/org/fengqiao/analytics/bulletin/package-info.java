/** Weekly sortings, monthly judgements and quarterly bulletins: figures that stay as issued, with their cases. */
@NullMarked
package org.fengqiao.analytics.bulletin;

import org.jspecify.annotations.NullMarked;
