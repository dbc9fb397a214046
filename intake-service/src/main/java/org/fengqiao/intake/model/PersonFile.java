package org.fengqiao.intake.model;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * Data by which a court tells a party from others and reaches it.
 *
 * @param idNumber missing if not given
 * @param phone missing if not given
 * @param address missing if not given
 */
public record PersonFile(
        String partyId,
        @Personal(PersonalKind.ID_NUMBER) @Nullable PersonalText idNumber,
        @Personal(PersonalKind.PHONE) @Nullable PersonalText phone,
        @Personal(PersonalKind.ADDRESS) @Nullable PersonalText address) {

    static PersonFile of(RegisteredParty party) {
        var profile = party.profile();
        return new PersonFile(
                party.partyId(), party.idNumber(), party.phone(), profile == null ? null : profile.address());
    }
}
