package org.fengqiao.intake.model;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.number.IdentityNumber;
import org.fengqiao.kernel.number.NumberFault;
import org.fengqiao.kernel.number.OrganisationCode;
import org.fengqiao.kernel.number.PhoneNumber;
import org.fengqiao.kernel.sealing.PersonalKind;

/**
 * The numbers that somebody gave for a person or organisation, as they wrote them.
 *
 * @param idNumber missing if not given
 * @param kind what kind of number it is said to be; missing if not said: then it is a citizen's or an organisation's
 * @param phone one telephone number or several; missing if not given
 */
public record GivenNumbers(
        @Nullable String idNumber,
        @Nullable NumberKind kind,
        @Nullable String phone) {

    /** Nothing was given. */
    public static final GivenNumbers NONE = new GivenNumbers(null, null, null);

    /** Returns the numbers of somebody of whom only a telephone is known. */
    public static GivenNumbers phone(String phone) {
        return new GivenNumbers(null, null, phone);
    }

    /**
     * Returns what is wrong with which of them; empty if nothing is.
     *
     * @param today the day after which nobody is born yet
     */
    public Map<PersonalKind, NumberFault> faults(LocalDate today) {
        var faults = new EnumMap<PersonalKind, NumberFault>(PersonalKind.class);
        if (idNumber != null) {
            idFault(idNumber, today).ifPresent(fault -> faults.put(PersonalKind.ID_NUMBER, fault));
        }
        if (phone != null && PhoneNumber.read(phone).isEmpty()) {
            faults.put(PersonalKind.PHONE, NumberFault.WRONG_FORM);
        }
        return faults;
    }

    private Optional<NumberFault> idFault(String number, LocalDate today) {
        return switch (kind) {
            case IDENTITY_NUMBER -> IdentityNumber.fault(number, today);
            case ORGANISATION_CODE -> OrganisationCode.fault(number);
            case OTHER_DOCUMENT -> Optional.empty();
            case null ->
                IdentityNumber.fault(number, today)
                        .flatMap(asCitizens -> OrganisationCode.fault(number)
                                // Whichever it has the form of is what it was meant to be.
                                .map(asCode -> asCode == NumberFault.WRONG_CHECK_DIGIT ? asCode : asCitizens));
        };
    }

    /**
     * Returns the kind of the number: the one it is said to be, else the one whose rules it keeps; null if there is no
     * number, or none that can be recognised.
     */
    @Nullable
    NumberKind recognised(LocalDate today) {
        if (idNumber == null || kind != null) {
            return idNumber == null ? null : kind;
        }
        if (IdentityNumber.fault(idNumber, today).isEmpty()) {
            return NumberKind.IDENTITY_NUMBER;
        }
        return OrganisationCode.fault(idNumber).isEmpty() ? NumberKind.ORGANISATION_CODE : null;
    }

    /** Returns the day of birth that the number tells; empty if there is none, or it tells none. */
    Optional<LocalDate> born(LocalDate today) {
        return idNumber != null && recognised(today) == NumberKind.IDENTITY_NUMBER
                ? IdentityNumber.born(idNumber, today)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "GivenNumbers";
    }
}
