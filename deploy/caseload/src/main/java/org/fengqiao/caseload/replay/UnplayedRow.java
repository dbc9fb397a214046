package org.fengqiao.caseload.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Row of a log of which nothing comes.
 *
 * @param line its line
 * @param caseId its case; null if the row cannot be read
 * @param activity its activity; null if the row cannot be read
 * @param reason why nothing comes of it
 */
public record UnplayedRow(
        long line,

        @JsonProperty("case") @Nullable String caseId,

        @Nullable String activity,
        String reason) {}
