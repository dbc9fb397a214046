package org.fengqiao.kernel.deadline;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An extension of one deadline.
 *
 * @param length what it adds
 * @param reason why
 * @param approvedBy who approved; null if the parties agreed on it themselves
 * @param partyToldAt when the party was told; null if the rule does not ask for it
 * @param extendedAt when it was granted
 */
public record GrantedExtension(
        Length length,
        String reason,
        @Nullable String approvedBy,
        @Nullable Instant partyToldAt,
        Instant extendedAt) {}
