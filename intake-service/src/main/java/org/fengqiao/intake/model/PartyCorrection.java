package org.fengqiao.intake.model;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * Correction of a party. What is null stays as it is.
 *
 * @param name the right name
 * @param numbers the right numbers; one of them that is missing stays as it is
 * @param kind the right kind
 * @param deputies all who act on its behalf from now on
 * @param profile all else that is told of the person from now on; whose it says it is does not count
 * @param today the day after which nobody is born yet
 */
public record PartyCorrection(
        @Nullable String name,
        GivenNumbers numbers,
        @Nullable PartyKind kind,
        @Nullable List<Deputy> deputies,
        @Nullable Profile profile,
        LocalDate today) {

    public PartyCorrection {
        deputies = deputies == null ? null : List.copyOf(deputies);
    }

    /** Returns whether there is nothing to be set right. */
    boolean isEmpty() {
        return name == null
                && numbers.idNumber() == null
                && numbers.phone() == null
                && kind == null
                && deputies == null
                && profile == null;
    }

    /** Returns the party set right. What is new is the same person's data as what was there. */
    RegisteredParty of(RegisteredParty party, IntakeRules.PartyRules rules) {
        var subject = party.subject();
        var renumbered = numbers.idNumber() != null;
        var numberKind = renumbered ? numbers.recognised(today) : party.numberKind();
        return new RegisteredParty(
                party.partyId(),
                subject,
                text(subject, name, party.name()),
                textOrNull(subject, numbers.idNumber(), party.idNumber()),
                numberKind,
                textOrNull(subject, numbers.phone(), party.phone()),
                // A caller's numbers keep the rules; a partner's that did not may be among those that stay.
                party.unverified() == null
                        ? null
                        : party.unverified().stream()
                                .filter(one -> switch (one) {
                                    case ID_NUMBER -> numbers.idNumber() == null;
                                    case PHONE -> numbers.phone() == null;
                                    case NAME, ADDRESS, TRAIT, STATEMENT, NARRATIVE, RECEIPT_CODE -> true;
                                })
                                .toList(),
                kind != null ? kind : renumbered ? Person.kindBy(numberKind) : party.kind(),
                renumbered
                        ? rules.minors().covers(numbers.born(today).orElse(null), today) ? true : null
                        : party.minor(),
                deputies == null ? party.deputies() : deputies,
                profile == null ? party.profile() : profile.of(subject));
    }

    private static PersonalText text(SubjectId subject, @Nullable String right, PersonalText present) {
        return right == null ? present : PersonalText.of(subject, right);
    }

    private static @Nullable PersonalText textOrNull(
            SubjectId subject, @Nullable String right, @Nullable PersonalText present) {
        return right == null ? present : PersonalText.of(subject, right);
    }

    @Override
    public String toString() {
        return "PartyCorrection";
    }
}
