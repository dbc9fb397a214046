package org.fengqiao.kernel.legalclock;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * An extension of one deadline.
 *
 * @param length what it adds
 * @param reason why
 * @param requestedBy who asked for it, or recorded what the parties agreed on
 * @param approvedBy who approved; null if the parties agreed on it themselves
 * @param partyToldAt when the party was told; null if the rule does not ask for it
 * @param extendedAt when it was granted
 */
public record GrantedExtension(
        Length length,
        @Personal(PersonalKind.NARRATIVE) PersonalText reason,
        String requestedBy,
        @Nullable String approvedBy,
        @Nullable Instant partyToldAt,
        Instant extendedAt) {}
