package org.fengqiao.kernel.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Numbers of people and organisations, whatever is written in their place. */
class NumbersPropertiesTest {

    private static final LocalDate TODAY = NumbersTest.TODAY;
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    /** Numbers of 18 characters, with the check character that GB 11643 prescribes. */
    @Provide
    Arbitrary<String> identityNumbers() {
        return Combinators.combine(
                        Arbitraries.of("110105", "150203", "650104", "810000", "830000"),
                        Arbitraries.longs()
                                .between(LocalDate.of(1850, 1, 1).toEpochDay(), TODAY.toEpochDay())
                                .map(LocalDate::ofEpochDay),
                        Arbitraries.integers().between(0, 999))
                .as((region, born, order) -> {
                    var seventeen = "%s%s%03d".formatted(region, born.toString().replace("-", ""), order);
                    var sum = IntStream.range(0, WEIGHTS.length)
                            .map(at -> WEIGHTS[at] * (seventeen.charAt(at) - '0'))
                            .sum();
                    return seventeen + "10X98765432".charAt(sum % 11);
                });
    }

    /** Any text, and more often one of the characters that such numbers are written with. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(40),
                Arbitraries.strings()
                        .withChars("0123456789xX+-()（）转ext#、/,;　 \n\u200b８".toCharArray())
                        .ofMaxLength(40));
    }

    @Property
    void aNumberWithItsCheckCharacterIsRightHoweverItIsWritten(
            @ForAll("identityNumbers") String number, @ForAll @IntRange(max = 17) int at) {
        assertThat(IdentityNumber.fault(number, TODAY)).isEmpty();
        var apart = number.substring(0, at) + " - " + number.substring(at).toLowerCase(java.util.Locale.ROOT);
        assertThat(IdentityNumber.fault(apart, TODAY)).isEmpty();
        assertThat(IdentityNumber.normal(apart)).isEqualTo(number);
        assertThat(OrganisationCode.fault(number)).as("it is another kind").isPresent();
    }

    @Property
    void anOldNumberIsFoundByItsNewOne(@ForAll("identityNumbers") String number) {
        if (number.startsWith("19", 6)) {
            var fifteen = number.substring(0, 6) + number.substring(8, 17);
            assertThat(IdentityNumber.normal(fifteen)).isEqualTo(number);
        }
    }

    @Property
    void whateverIsWrittenHasAnAnswer(@ForAll("texts") String text) {
        assertThat(IdentityNumber.fault(text, TODAY)).isNotNull();
        assertThat(OrganisationCode.fault(text)).isNotNull();
        var normal = IdentityNumber.normal(text);
        assertThat(IdentityNumber.normal(normal)).isEqualTo(normal);
        assertThat(PhoneNumber.read(text).orElse(List.of()))
                .allSatisfy(number -> assertThat(PhoneNumber.plainOf(text)).contains(number.plain()));
        assertThat(PhoneNumber.plainOf(text)).allSatisfy(plain -> {
            assertThat(plain).matches("\\+?[0-9]+");
            assertThat(PhoneNumber.plainOf(plain)).containsExactly(plain);
        });
    }

    @Property(tries = 20)
    void lengthDoesNoHarm(@ForAll("texts") String text) {
        whateverIsWrittenHasAnAnswer(text.repeat(5_000));
    }
}
