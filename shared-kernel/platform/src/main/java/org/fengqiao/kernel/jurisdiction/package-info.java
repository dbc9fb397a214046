/** The limits of what callers may see and do: one filter, by the place and unit in the caller's token. */
@NullMarked
package org.fengqiao.kernel.jurisdiction;

import org.jspecify.annotations.NullMarked;
