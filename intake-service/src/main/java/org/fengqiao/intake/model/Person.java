package org.fengqiao.intake.model;

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
 * @param idNumber identity card or organisation number; missing if not given
 * @param phone missing if not given
 */
public record Person(
        SubjectId subject,
        @Personal(PersonalKind.NAME) PersonalText name,
        @Personal(PersonalKind.ID_NUMBER) @Nullable PersonalText idNumber,
        @Personal(PersonalKind.PHONE) @Nullable PersonalText phone) {

    /** Returns a person just named, with nothing sealed yet. */
    public static Person named(SubjectId subject, String name, @Nullable String idNumber, @Nullable String phone) {
        return new Person(
                subject,
                PersonalText.of(subject, name),
                idNumber == null ? null : PersonalText.of(subject, idNumber),
                phone == null ? null : PersonalText.of(subject, phone));
    }
}
