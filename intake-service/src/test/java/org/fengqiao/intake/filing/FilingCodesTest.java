package org.fengqiao.intake.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.UUID;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.data.DataFile;

class FilingCodesTest {

    static final FilingCodes CODES = new FilingCodes("a-secret-that-only-tests-know-0123456789");

    @Property
    void aCodeHasItsDigitsAndIsTheFilingsAlone(@ForAll long number, @ForAll @IntRange(min = 4, max = 9) int digits) {
        var filing = new UUID(7, number);
        var code = CODES.of(filing, digits);
        assertThat(code).matches("[0-9]{" + digits + "}");
        assertThat(CODES.matches(code, filing, digits)).isTrue();
        assertThat(CODES.matches(" " + code.substring(0, 3) + " " + code.substring(3), filing, digits))
                .isTrue();
        assertThat(CODES.matches(code + "0", filing, digits)).isFalse();
        assertThat(CODES.matches("", filing, digits)).isFalse();
    }

    @Test
    void hardlyTwoFilingsHaveTheSame() {
        var codes = new HashSet<String>();
        for (var n = 0; n < 1_000; n++) {
            codes.add(CODES.of(new UUID(0, n), 6));
        }
        assertThat(codes).hasSizeGreaterThan(990);
    }

    @Test
    void aTelephoneIsCountedWithoutItsNumber() {
        assertThat(CODES.digestOf("13900000001"))
                .matches("[0-9a-f]{64}")
                .isEqualTo(CODES.digestOf("13900000001"))
                .isNotEqualTo(CODES.digestOf("13900000002"))
                .isNotEqualTo(new FilingCodes("another-secret-that-only-tests-know-456").digestOf("13900000001"));
        assertThatThrownBy(() -> new FilingCodes("short")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRulesAreWhole() {
        var rules = DataFile.read("filing-rules.yaml", FilingRules.class);
        assertThat(rules.versions())
                .isNotEmpty()
                .allSatisfy(version -> assertThat(
                                version.message().zh() + version.message().en())
                        .contains("{code}", "{minutes}"));
    }
}
