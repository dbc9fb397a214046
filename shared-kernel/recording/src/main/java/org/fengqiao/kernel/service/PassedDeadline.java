package org.fengqiao.kernel.service;

import java.time.Instant;
import java.util.UUID;

import org.fengqiao.kernel.legalclock.Deadline;

/**
 * A deadline that has just been found passed, and was recorded so.
 *
 * @param caseId the case
 * @param deadline as it stands: breached, or lapsed if it gave a right
 * @param now the time at which it was found
 */
public record PassedDeadline(UUID caseId, Deadline deadline, Instant now) {}
