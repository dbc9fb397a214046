/**
 * The decisions of routing: who holds a case, by which path, and whether it is settled. Each slice has a decider of its
 * own; {@link org.fengqiao.routing.model.RoutingDecider} puts them together. No clock, no randomness, no I/O, no
 * framework: times and ids come in with the commands, decision table and units are data that come with the decider.
 */
@NullMarked
package org.fengqiao.routing.model;

import org.jspecify.annotations.NullMarked;
