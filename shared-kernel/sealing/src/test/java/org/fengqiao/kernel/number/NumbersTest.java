package org.fengqiao.kernel.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.number.NumberFault.WRONG_CHECK_DIGIT;
import static org.fengqiao.kernel.number.NumberFault.WRONG_FORM;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistyped number is told from a right one before it stands in the record. */
class NumbersTest {

    static final LocalDate TODAY = LocalDate.of(2024, 3, 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The example of GB 11643-1999, its old form, and ways to write it.
                "11010519491231002X",
                "110105491231002",
                "11010519491231002x",
                "１１０１０５ 19491231-002X",
                // Residents of Hong Kong and of Taiwan, and a foreigner with permanent residence.
                "810000199408230021",
                "830000199201300022"
            })
    void aCitizensNumber(String number) {
        assertThat(IdentityNumber.fault(number, TODAY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12345",
                "11010519491231002",
                "11010519491231002XX",
                "1101051949123100X2",
                "990105194912310021", // no such province
                "110105194913310021", // no such month
                "110105200302290024", // no such day
                "110105202403020024", // not born yet
                "110105184912310021", // nobody is that old
                "1101054902300021",
                "一一〇一〇五一九四九一二三一"
            })
    void whatIsNoCitizensNumber(String number) {
        assertThat(IdentityNumber.fault(number, TODAY)).contains(WRONG_FORM);
    }

    @Property
    void everyMistypedDigitIsSeen(@ForAll @IntRange(max = 17) int at, @ForAll @IntRange(max = 9) int digit) {
        var number = "11010519491231002X";
        var mistyped = number.substring(0, at) + digit + number.substring(at + 1);
        if (!mistyped.equals(number)) {
            assertThat(IdentityNumber.fault(mistyped, TODAY)).isPresent();
        }
        assertThat(IdentityNumber.fault("110105194912310021", TODAY)).contains(WRONG_CHECK_DIGIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"91330100799655058B", "9144030071526726XG", "914403001922038216", "91 4403 0071526726xg"})
    void anOrganisationsCode(String code) {
        assertThat(OrganisationCode.fault(code)).isEmpty();
        assertThat(IdentityNumber.fault(code, TODAY)).as("it is another kind").isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "91330100799655058C,WRONG_CHECK_DIGIT",
        "91330100799655058I,WRONG_FORM", // there is no I, which looks like 1
        "Z1330100799655058B,WRONG_FORM",
        "91990100799655058B,WRONG_FORM",
        "11010519491231002X,WRONG_FORM",
        "9133010079965505,WRONG_FORM"
    })
    void whatIsNoOrganisationsCode(String code, NumberFault fault) {
        assertThat(OrganisationCode.fault(code)).contains(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "139 1234 5678, 13912345678,",
        "+86-13912345678, 13912345678,",
        "0086 13912345678, 13912345678,",
        "13912345678转8, 13912345678, 8",
        "010-62331234, 01062331234,",
        "(0472) 5151234, 04725151234,",
        "0472-5151234-801, 04725151234, 801",
        "0472—5151234转801, 04725151234, 801",
        "0472-5151234 分机 801, 04725151234, 801",
        "+86 472 5151234 ext.801, 04725151234, 801",
        "5151234, 5151234,",
        "400-820-8820, 4008208820,",
        "12345, 12345,",
        "95588, 95588,",
        "+44 20 7946 0958, +442079460958,",
        "００４４２０７９４６０９５８, +442079460958,"
    })
    void aTelephone(String written, String plain, String extension) {
        assertThat(PhoneNumber.read(written)).contains(List.of(new PhoneNumber(plain, extension)));
        assertThat(PhoneNumber.plainOf(written)).containsExactly(plain);
    }

    @Test
    void severalTelephones() {
        assertThat(PhoneNumber.read("13912345678、0472-5151234转8；5151235 / 13812345678")
                        .orElseThrow())
                .extracting(PhoneNumber::plain)
                .containsExactly("13912345678", "04725151234", "5151235", "13812345678");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "、", "unknown", "1391234567", "139123456789", "12", "13912345678、不详", "1e10"})
    void whatIsNoTelephone(String written) {
        assertThat(PhoneNumber.read(written)).isEmpty();
    }

    @Test
    void ofWhatIsNoTelephoneTheDigitsAreFound() {
        assertThat(PhoneNumber.plainOf("宅电 1391234")).containsExactly("1391234");
        assertThat(Arrays.asList(PhoneNumber.plainOf("不详"), PhoneNumber.plainOf("")))
                .containsOnly(List.of());
    }
}
