/** The audit of the log: signed checkpoints of all streams, and what a verifier says of one (ADR 0012). */
@NullMarked
package org.fengqiao.kernel.audit;

import org.jspecify.annotations.NullMarked;
