/** Operators' command: replays, looks at and mends cases, on a running system or on files alone. */
@NullMarked
package org.fengqiao.control;

import org.jspecify.annotations.NullMarked;
