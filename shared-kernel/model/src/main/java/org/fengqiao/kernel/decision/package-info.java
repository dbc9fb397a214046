/** Deciders and their decisions: pure, without framework or I/O. */
@NullMarked
package org.fengqiao.kernel.decision;

import org.jspecify.annotations.NullMarked;
