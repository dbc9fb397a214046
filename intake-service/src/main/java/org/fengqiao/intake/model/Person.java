package org.fengqiao.intake.model;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * A person or organisation as named by whoever files the case.
 *
 * @param subject whose data it is from now on; made where the case comes in
 * @param name as given
 * @param idNumber as given; missing if it was not
 * @param numberKind the kind of the number; missing if there is none, or none that can be recognised
 * @param phone as given, one or several; missing if none was
 * @param unverified those of the numbers that break the rules of such numbers: nobody has looked at the document
 * @param kind what kind of party it is; missing if not said and not told by the number
 * @param born the day of birth that the number tells; missing if it tells none. It is not recorded
 * @param deputies who acts on its behalf; may be empty
 * @param profile what else was told of a person; missing if nothing was
 */
public record Person(
        SubjectId subject,
        @Personal(PersonalKind.NAME) PersonalText name,
        @Personal(PersonalKind.ID_NUMBER) @Nullable PersonalText idNumber,
        @Nullable NumberKind numberKind,
        @Personal(PersonalKind.PHONE) @Nullable PersonalText phone,
        List<PersonalKind> unverified,
        @Nullable PartyKind kind,
        @Nullable LocalDate born,
        List<Deputy> deputies,
        @Nullable Profile profile) {

    public Person {
        unverified = List.copyOf(unverified);
        deputies = List.copyOf(deputies);
    }

    /**
     * Returns a person just named, with nothing sealed yet, for whom nobody else acts.
     *
     * @param today the day after which nobody is born yet
     */
    public static Person named(SubjectId subject, String name, GivenNumbers numbers, LocalDate today) {
        return named(subject, name, numbers, null, List.of(), null, today);
    }

    /**
     * Returns a party just named, with nothing sealed yet.
     *
     * @param kind null to go by the number
     * @param today the day after which nobody is born yet
     */
    public static Person named(
            SubjectId subject,
            String name,
            GivenNumbers numbers,
            @Nullable PartyKind kind,
            List<Deputy> deputies,
            @Nullable Profile profile,
            LocalDate today) {
        var numberKind = numbers.recognised(today);
        return new Person(
                subject,
                PersonalText.of(subject, name),
                numbers.idNumber() == null ? null : PersonalText.of(subject, numbers.idNumber()),
                numberKind,
                numbers.phone() == null ? null : PersonalText.of(subject, numbers.phone()),
                List.copyOf(numbers.faults(today).keySet()),
                kind == null ? kindBy(numberKind) : kind,
                numbers.born(today).orElse(null),
                deputies,
                profile);
    }

    /** Returns the kind of party that has such a number; null if the number does not tell. */
    static @Nullable PartyKind kindBy(@Nullable NumberKind numberKind) {
        return switch (numberKind) {
            case IDENTITY_NUMBER -> PartyKind.NATURAL_PERSON;
            case ORGANISATION_CODE -> PartyKind.ORGANISATION;
            case OTHER_DOCUMENT -> null;
            case null -> null;
        };
    }

    /**
     * Returns the party as it is registered.
     *
     * @param partyId the number it keeps within the case
     * @param rules tell until which age somebody is a minor
     * @param today the day on which that is judged
     */
    RegisteredParty as(String partyId, IntakeRules.PartyRules rules, LocalDate today) {
        return new RegisteredParty(
                partyId,
                subject,
                name,
                idNumber,
                numberKind,
                phone,
                unverified,
                kind,
                rules.minors().covers(born, today) ? true : null,
                deputies,
                profile);
    }
}
