package org.fengqiao.analytics.model;

import java.util.UUID;

/**
 * The profile of a case during a span of time.
 *
 * @param caseId the case
 * @param profile the values
 * @param known when they were the latest knowledge
 */
public record ProfileVersion(UUID caseId, CaseProfile profile, Known known) {}
