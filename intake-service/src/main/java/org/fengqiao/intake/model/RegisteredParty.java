package org.fengqiao.intake.model;

import java.util.List;
import java.util.stream.Stream;

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
 * @param kind missing if nobody said, and in old events
 * @param minor true if it was a minor by its identity number when it was named; missing otherwise, and in old events
 * @param deputies who acts on its behalf; missing if nobody does, and in old events
 * @param profile what else was told of a person; missing if nothing was, and in old events
 */
public record RegisteredParty(
        String partyId,
        SubjectId subject,
        @Personal(PersonalKind.NAME) PersonalText name,
        @Personal(PersonalKind.ID_NUMBER) @Nullable PersonalText idNumber,
        @Nullable NumberKind numberKind,
        @Personal(PersonalKind.PHONE) @Nullable PersonalText phone,
        @Nullable List<PersonalKind> unverified,
        @Nullable PartyKind kind,
        @Nullable Boolean minor,
        @Nullable List<Deputy> deputies,
        @Nullable Profile profile) {

    public RegisteredParty {
        unverified = unverified == null || unverified.isEmpty() ? null : List.copyOf(unverified);
        deputies = deputies == null || deputies.isEmpty() ? null : List.copyOf(deputies);
    }

    /** Returns whether this party is named and can be identified or reached, by itself or through a deputy. */
    boolean isReachable() {
        return hasName() && (isGiven(idNumber) || isGiven(phone) || actors().anyMatch(one -> isGiven(one.phone())));
    }

    /** Returns whether the party has a name. */
    public boolean hasName() {
        return isGiven(name);
    }

    /** Returns whether somebody acts for the party who has to: a minor needs a guardian. */
    boolean isGuardedIfMinor() {
        return !Boolean.TRUE.equals(minor) || has(Capacity.GUARDIAN);
    }

    boolean has(Capacity capacity) {
        return actors().anyMatch(deputy -> deputy.capacity() == capacity);
    }

    /** Returns who acts on its behalf. */
    public Stream<Deputy> actors() {
        return deputies == null ? Stream.empty() : deputies.stream();
    }

    /** Returns whose data is in this: the party's, and that of those who act for it. */
    Stream<SubjectId> subjects() {
        return Stream.concat(Stream.of(subject), actors().map(Deputy::subject));
    }

    /** Returns whether the text was given; text that is sealed or erased was given once. */
    private static boolean isGiven(@Nullable PersonalText text) {
        return text != null && !text.revealOr("given").isBlank();
    }
}
