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
 */
public record Person(
        SubjectId subject,
        @Personal(PersonalKind.NAME) PersonalText name,
        @Personal(PersonalKind.ID_NUMBER) @Nullable PersonalText idNumber,
        @Nullable NumberKind numberKind,
        @Personal(PersonalKind.PHONE) @Nullable PersonalText phone,
        List<PersonalKind> unverified) {

    public Person {
        unverified = List.copyOf(unverified);
    }

    /**
     * Returns a person just named, with nothing sealed yet.
     *
     * @param today the day after which nobody is born yet
     */
    public static Person named(SubjectId subject, String name, GivenNumbers numbers, LocalDate today) {
        return new Person(
                subject,
                PersonalText.of(subject, name),
                numbers.idNumber() == null ? null : PersonalText.of(subject, numbers.idNumber()),
                numbers.recognised(today),
                numbers.phone() == null ? null : PersonalText.of(subject, numbers.phone()),
                List.copyOf(numbers.faults(today).keySet()));
    }
}
