package org.fengqiao.intake.wire;

import java.time.LocalDate;
import java.util.List;

import org.fengqiao.intake.model.GivenNumbers;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.number.NumberFault;
import org.fengqiao.kernel.sealing.PersonalKind;

/** Faults of numbers of people, as the fields of a body that break the rules of such numbers. */
final class NumberFaults {

    private static final String NO_PHONE =
            "Telephone numbers are needed: mobile, or with area code; several are separated by commas.";
    private static final String NO_ID_NUMBER = "An identity number or an organisation's code is needed, with its"
            + " check digit; of another document say numberKind OTHER_DOCUMENT.";

    private NumberFaults() {}

    /**
     * Returns the offending fields; empty if there are none.
     *
     * @param path of the object that has the numbers, with a dot behind it; empty for the body itself
     */
    static List<OffendingField> of(GivenNumbers numbers, String path, LocalDate today) {
        return numbers.faults(today).entrySet().stream()
                .map(fault -> {
                    var isPhone = fault.getKey() == PersonalKind.PHONE;
                    return new OffendingField(
                            path + (isPhone ? "phone" : "idNumber"),
                            codeOf(fault.getValue()),
                            isPhone ? NO_PHONE : NO_ID_NUMBER);
                })
                .toList();
    }

    private static String codeOf(NumberFault fault) {
        return switch (fault) {
            case WRONG_FORM -> "wrong-form";
            case WRONG_CHECK_DIGIT -> "wrong-check-digit";
        };
    }
}
