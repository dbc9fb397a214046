package org.fengqiao.kernel.eventstore;

import java.util.UUID;

import org.fengqiao.kernel.decision.Cause;

/**
 * A command on its way to its case.
 *
 * @param caseId the case it is about
 * @param command what somebody wants
 * @param cause who wants it, when and because of what
 */
public record Order<C>(UUID caseId, C command, Cause cause) {}
