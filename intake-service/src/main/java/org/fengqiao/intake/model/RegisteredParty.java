package org.fengqiao.intake.model;

import org.jspecify.annotations.Nullable;

/**
 * A party as registered, with the number it keeps within the case. Never written to a log: {@link #toString()} names the number only.
 *
 * @param partyId {@code applicant-1}, {@code respondent-1}, …
 * @param name as given
 * @param idNumber missing if not given
 * @param phone missing if not given
 */
public record RegisteredParty(
        String partyId,
        String name,
        @Nullable String idNumber,
        @Nullable String phone) {

    @Override
    public String toString() {
        return partyId;
    }
}
