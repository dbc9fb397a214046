package org.fengqiao.intake.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * A party as registered, with the number it keeps within the case.
 *
 * @param partyId {@code applicant-1}, {@code respondent-1}, …
 * @param subject whose data it is
 * @param name as given
 * @param idNumber missing if not given
 * @param numberKind the kind of the number; missing if there is none, or none that can be recognised
 * @param phone one or several; missing if none was given
 * @param unverified those of the numbers that break the rules of such numbers, as a partner's may; missing if none does
 */
public record RegisteredParty(
        String partyId,
        SubjectId subject,
        @Personal(PersonalKind.NAME) PersonalText name,
        @Personal(PersonalKind.ID_NUMBER) @Nullable PersonalText idNumber,
        @Nullable NumberKind numberKind,
        @Personal(PersonalKind.PHONE) @Nullable PersonalText phone,
        @Nullable List<PersonalKind> unverified) {

    public RegisteredParty {
        unverified = unverified == null || unverified.isEmpty() ? null : List.copyOf(unverified);
    }

    /** Returns whether this party is named and can be identified or reached. */
    boolean isReachable() {
        return hasName() && (isGiven(idNumber) || isGiven(phone));
    }

    /** Returns whether the party has a name. */
    public boolean hasName() {
        return isGiven(name);
    }

    /** Returns whether the text was given; text that is sealed or erased was given once. */
    private static boolean isGiven(@Nullable PersonalText text) {
        return text != null && !text.revealOr("given").isBlank();
    }
}
