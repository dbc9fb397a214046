/**
 * What intake decides, and nothing else: no clock, no randomness, no I/O, no framework. Times and ids come in with the commands, rules as data with
 * the decider.
 */
@NullMarked
package org.fengqiao.intake.model;

import org.jspecify.annotations.NullMarked;
