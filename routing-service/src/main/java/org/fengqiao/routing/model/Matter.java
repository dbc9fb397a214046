package org.fengqiao.routing.model;

import java.time.Instant;

/**
 * Start of a matter on one path. What a law counts from either time runs on whoever has the case: a return, an
 * escalation and a new judgement on the same path start nothing anew, and the reopening of a closed case starts another
 * matter.
 *
 * @param receivedAt when it was received: by the centre, or on this path if it came by another one
 * @param acceptedAt when it was accepted: by the centre, or on this path if it came by another one
 */
public record Matter(Instant receivedAt, Instant acceptedAt) {}
