/**
 * Proofs of the record: a hash chain over each stream as it is stored, a tree over the heads of all streams, signed
 * checkpoints of the tree, and verifiers that name the first event that is not as it was. Pure: no clock, no I/O; it
 * never opens a box, so it holds when keys are destroyed.
 */
@NullMarked
package org.fengqiao.kernel.proof;

import org.jspecify.annotations.NullMarked;
