/**
 * The decisions of intake: what comes in, what a partner is told of it, and how long personal data is kept. Each slice
 * has a decider of its own; {@link org.fengqiao.intake.model.IntakeDecider} puts them together. No clock, no
 * randomness, no I/O, no framework: times and ids come in with the commands, rules as data with the decider.
 */
@NullMarked
package org.fengqiao.intake.model;

import org.jspecify.annotations.NullMarked;
