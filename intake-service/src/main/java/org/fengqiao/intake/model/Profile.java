package org.fengqiao.intake.model;

import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * Optional data of a person in the form of GB/T 31000. Nobody has to give any of it, and nothing is decided by it. The
 * codes are those of {@link Gbt31000}.
 *
 * @param sex a code of GB/T 2261.1
 * @param ethnicity a code of GB/T 3304
 * @param education a code of GB/T 4658
 * @param personKind what kind of resident
 * @param documentType what kind of document the number is of
 * @param address where the person lives, in words
 */
public record Profile(
        @Personal(PersonalKind.TRAIT) @Nullable PersonalText sex,
        @Personal(PersonalKind.TRAIT) @Nullable PersonalText ethnicity,
        @Personal(PersonalKind.TRAIT) @Nullable PersonalText education,
        @Personal(PersonalKind.TRAIT) @Nullable PersonalText personKind,
        @Personal(PersonalKind.TRAIT) @Nullable PersonalText documentType,
        @Personal(PersonalKind.ADDRESS) @Nullable PersonalText address) {

    /** Returns a profile just told, with nothing sealed yet; null if nothing is told. */
    public static @Nullable Profile told(
            SubjectId subject,
            @Nullable String sex,
            @Nullable String ethnicity,
            @Nullable String education,
            @Nullable String personKind,
            @Nullable String documentType,
            @Nullable String address) {
        return Stream.of(sex, ethnicity, education, personKind, documentType, address)
                        .allMatch(Objects::isNull)
                ? null
                : new Profile(
                        text(subject, sex),
                        text(subject, ethnicity),
                        text(subject, education),
                        text(subject, personKind),
                        text(subject, documentType),
                        text(subject, address));
    }

    /** Returns the same as told of this person; what is sealed stays as it is. */
    Profile of(SubjectId person) {
        return new Profile(
                of(person, sex),
                of(person, ethnicity),
                of(person, education),
                of(person, personKind),
                of(person, documentType),
                of(person, address));
    }

    private static @Nullable PersonalText of(SubjectId person, @Nullable PersonalText text) {
        return text instanceof PersonalText.Known known ? PersonalText.of(person, known.reveal()) : text;
    }

    private static @Nullable PersonalText text(SubjectId subject, @Nullable String text) {
        return text == null ? null : PersonalText.of(subject, text);
    }
}
