package org.fengqiao.kernel.legalclock;

import java.time.Instant;
import java.util.Objects;

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
        Instant extendedAt) {

    /**
     * Returns whether it is the same one, told again. The reason doesn't count: once it is recorded nobody here can
     * read it.
     */
    boolean isSameAs(GrantedExtension other) {
        return length.equals(other.length)
                && requestedBy.equals(other.requestedBy)
                && Objects.equals(approvedBy, other.approvedBy)
                && Objects.equals(partyToldAt, other.partyToldAt)
                && extendedAt.equals(other.extendedAt);
    }
}
