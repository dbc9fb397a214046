/** Records of topics as commands: the common log, and what partners say. */
@NullMarked
package org.fengqiao.kernel.inbox;

import org.jspecify.annotations.NullMarked;
