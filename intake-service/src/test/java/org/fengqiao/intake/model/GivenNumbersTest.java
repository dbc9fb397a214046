package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.model.Histories.LI_HIMSELF;
import static org.fengqiao.intake.model.Histories.TODAY;
import static org.fengqiao.intake.model.NumberKind.IDENTITY_NUMBER;
import static org.fengqiao.intake.model.NumberKind.ORGANISATION_CODE;
import static org.fengqiao.intake.model.NumberKind.OTHER_DOCUMENT;
import static org.fengqiao.kernel.number.NumberFault.WRONG_CHECK_DIGIT;
import static org.fengqiao.kernel.number.NumberFault.WRONG_FORM;
import static org.fengqiao.kernel.sealing.PersonalKind.ID_NUMBER;
import static org.fengqiao.kernel.sealing.PersonalKind.PHONE;

import java.util.Map;

import org.junit.jupiter.api.Test;

/** A number that somebody mistyped is told from a right one, and an organisation's from a citizen's. */
class GivenNumbersTest {

    static final String RIGHT = "11010519491231002X";
    static final String COMPANY = "91330100799655058B";

    @Test
    void aNumberIsOfTheKindWhoseRulesItKeeps() {
        assertThat(kindOf(RIGHT, null)).isEqualTo(IDENTITY_NUMBER);
        assertThat(kindOf("110105491231002", null)).isEqualTo(IDENTITY_NUMBER);
        assertThat(kindOf(COMPANY, null)).isEqualTo(ORGANISATION_CODE);
        assertThat(kindOf("E12345678", OTHER_DOCUMENT)).isEqualTo(OTHER_DOCUMENT);
        assertThat(kindOf("E12345678", null)).isNull();
    }

    private static NumberKind kindOf(String number, NumberKind said) {
        return Person.named(LI_HIMSELF, "李某", new GivenNumbers(number, said, null), TODAY)
                .numberKind();
    }

    @Test
    void whatIsWrongIsToldByKind() {
        assertThat(new GivenNumbers("110105194912310021", null, "139").faults(TODAY))
                .isEqualTo(Map.of(ID_NUMBER, WRONG_CHECK_DIGIT, PHONE, WRONG_FORM));
        assertThat(new GivenNumbers("91330100799655058C", null, null).faults(TODAY))
                .isEqualTo(Map.of(ID_NUMBER, WRONG_CHECK_DIGIT));
        assertThat(new GivenNumbers("E12345678", null, null).faults(TODAY)).isEqualTo(Map.of(ID_NUMBER, WRONG_FORM));
        assertThat(new GivenNumbers(COMPANY, IDENTITY_NUMBER, null).faults(TODAY))
                .isEqualTo(Map.of(ID_NUMBER, WRONG_FORM));
        assertThat(new GivenNumbers(RIGHT, ORGANISATION_CODE, null).faults(TODAY))
                .isEqualTo(Map.of(ID_NUMBER, WRONG_FORM));
        assertThat(new GivenNumbers("E12345678", OTHER_DOCUMENT, "13912345678、0472-5151234转8").faults(TODAY))
                .isEmpty();
        assertThat(GivenNumbers.NONE.faults(TODAY)).isEmpty();
    }

    @Test
    void whatAPartnerMistypedIsTakenAndShownAsUnverified() {
        var person = Person.named(LI_HIMSELF, "李某", new GivenNumbers("110105194912310021", null, "不详"), TODAY);
        assertThat(person.unverified()).containsExactly(ID_NUMBER, PHONE);
        assertThat(person.numberKind()).isNull();
        assertThat(person.idNumber()).isNotNull();
    }
}
