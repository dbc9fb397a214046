/**
 * Cases folded again by today's code: compared with what views hold, or in its place (ADR 32). Runs beside live
 * traffic, one at a time, and goes on where it was after a restart.
 */
@NullMarked
package org.fengqiao.kernel.refold;

import org.jspecify.annotations.NullMarked;
