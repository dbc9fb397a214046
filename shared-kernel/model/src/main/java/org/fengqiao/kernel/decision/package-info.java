/** Deciding: the shape of a pure decider and of its answer. No framework, no I/O. */
@NullMarked
package org.fengqiao.kernel.decision;

import org.jspecify.annotations.NullMarked;
