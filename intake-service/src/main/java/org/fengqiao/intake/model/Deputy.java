package org.fengqiao.intake.model;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * A person who acts on behalf of a party and is none themselves: nobody asks for their consent, and what they sign they
 * sign for the party.
 *
 * @param capacity as what
 * @param subject whose data it is
 * @param name as given
 * @param idNumber missing if not given
 * @param numberKind the kind of the number; missing if there is none, or none that can be recognised
 * @param phone one or several; missing if none was given
 * @param unverified those of the numbers that break the rules of such numbers; missing if none does
 * @param authority the number of the power of attorney or other document that shows it; missing if none was shown
 */
public record Deputy(
        Capacity capacity,
        SubjectId subject,
        @Personal(PersonalKind.NAME) PersonalText name,
        @Personal(PersonalKind.ID_NUMBER) @Nullable PersonalText idNumber,
        @Nullable NumberKind numberKind,
        @Personal(PersonalKind.PHONE) @Nullable PersonalText phone,
        @Nullable List<PersonalKind> unverified,
        @Nullable String authority) {

    public Deputy {
        unverified = unverified == null || unverified.isEmpty() ? null : List.copyOf(unverified);
    }

    /**
     * Returns a deputy just named, with nothing sealed yet.
     *
     * @param today the day after which nobody is born yet
     */
    public static Deputy named(
            Capacity capacity,
            SubjectId subject,
            String name,
            GivenNumbers numbers,
            @Nullable String authority,
            LocalDate today) {
        return new Deputy(
                capacity,
                subject,
                PersonalText.of(subject, name),
                numbers.idNumber() == null ? null : PersonalText.of(subject, numbers.idNumber()),
                numbers.recognised(today),
                numbers.phone() == null ? null : PersonalText.of(subject, numbers.phone()),
                List.copyOf(numbers.faults(today).keySet()),
                authority);
    }
}
