package org.fengqiao.kernel.clock;

import java.time.Instant;
import java.util.UUID;

/**
 * A deadline that has passed.
 *
 * @param caseId the case
 * @param name as it was set, such as {@code claim-2}
 * @param rule the rule's id
 * @param dueAt when it was due
 * @param now the time at which it was found past
 */
public record DueDeadline(UUID caseId, String name, String rule, Instant dueAt, Instant now) {}
