/** Tests against the real programs, run as the processes that others run. */
@NullMarked
package org.fengqiao.embedded;

import org.jspecify.annotations.NullMarked;
