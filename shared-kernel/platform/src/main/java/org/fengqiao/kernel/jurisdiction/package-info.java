/** Who may see and do what about which case: one filter, by the place and unit in the caller's token. */
@NullMarked
package org.fengqiao.kernel.jurisdiction;

import org.jspecify.annotations.NullMarked;
