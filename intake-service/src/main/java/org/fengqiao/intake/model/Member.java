package org.fengqiao.intake.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * A member of a group for whom representatives speak: no party, so that nobody asks for consent or a signature.
 *
 * @param memberId {@code member-1}, {@code member-2}, …; not given twice in a case
 * @param subject whose data it is
 * @param name as given
 * @param idNumber missing if not given
 * @param numberKind the kind of the number; missing if there is none, or none that can be recognised
 * @param phone one or several; missing if none was given
 * @param unverified those of the numbers that break the rules of such numbers; missing if none does
 */
public record Member(
        String memberId,
        SubjectId subject,
        @Personal(PersonalKind.NAME) PersonalText name,
        @Personal(PersonalKind.ID_NUMBER) @Nullable PersonalText idNumber,
        @Nullable NumberKind numberKind,
        @Personal(PersonalKind.PHONE) @Nullable PersonalText phone,
        @Nullable List<PersonalKind> unverified) {

    public Member {
        unverified = unverified == null || unverified.isEmpty() ? null : List.copyOf(unverified);
    }

    static Member of(String memberId, Person person) {
        return new Member(
                memberId,
                person.subject(),
                person.name(),
                person.idNumber(),
                person.numberKind(),
                person.phone(),
                person.unverified());
    }

    /** Returns the member as a party of the case: the same person, under a number of its side. */
    RegisteredParty as(String partyId) {
        return new RegisteredParty(
                partyId,
                subject,
                name,
                idNumber,
                numberKind,
                phone,
                unverified,
                Person.kindBy(numberKind),
                null,
                null,
                null);
    }
}
