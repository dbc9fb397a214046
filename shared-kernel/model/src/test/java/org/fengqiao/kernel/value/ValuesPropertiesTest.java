package org.fengqiao.kernel.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import org.fengqiao.kernel.value.Texts.Form;

/** Texts, times and amounts, whatever is written in their place. */
class ValuesPropertiesTest {

    private static final long FIRST_SECOND = -62_167_219_200L;
    private static final long LAST_SECOND = 253_402_300_799L;

    /** Any text, and more often one of the characters that times and amounts are written with. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(30),
                Arbitraries.strings().withChars("0123456789-+:.,TtZzeE ５\u0661").ofMaxLength(30));
    }

    @Property
    void whatIsNotForbiddenCanBeStoredAndSent(@ForAll String text) throws CharacterCodingException {
        if (!Texts.isForbidden(text, Form.LINES)) {
            assertThat(text).doesNotContain("\u0000");
            var bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            assertThat(UTF_8.newDecoder().decode(bytes).toString()).isEqualTo(text);
        }
        if (!Texts.isForbidden(text, Form.LINE)) {
            assertThat(Texts.isForbidden(text, Form.LINES))
                    .as("what may be one line may be in several")
                    .isFalse();
            assertThat(text.lines()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Property
    void whatIsTrimmedStaysTrimmedAndLosesNothingThatIsSeen(@ForAll String text) {
        var trimmed = Texts.trimmed(text);
        assertThat(Texts.trimmed(trimmed)).isEqualTo(trimmed);
        assertThat(text).contains(trimmed);
        assertThat(Texts.isVisible(trimmed)).isEqualTo(Texts.isVisible(text));
    }

    @Property
    void aTimeIsReadAsItIsWritten(
            @ForAll @LongRange(min = FIRST_SECOND, max = LAST_SECOND) long second,
            @ForAll @IntRange(max = 999_999_999) int nanosecond,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes) {
        var time = OffsetDateTime.of(
                LocalDateTime.ofEpochSecond(second, nanosecond, ZoneOffset.UTC),
                ZoneOffset.ofTotalSeconds(minutes * 60));
        assertThat(Times.time(time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)))
                .contains(time);
        assertThat(Times.date(time.toLocalDate().toString())).contains(time.toLocalDate());
    }

    @Property
    void whatIsReadAsATimeIsOfFourDigitsYearAndNothingElseIs(@ForAll("texts") String text) {
        Times.time(text).ifPresent(time -> {
            assertThat(time.getYear()).isBetween(0, 9999);
            assertThat(text).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt].*");
        });
        Times.date(text).ifPresent(date -> assertThat(text).isEqualTo(date.toString()));
    }

    @Property
    void aDayLiesBetweenOthersOrNot(@ForAll @IntRange(min = -800_000, max = 3_000_000) int day) {
        var date = LocalDate.ofEpochDay(day);
        assertThat(Times.isBetween(date, LocalDate.of(2024, 3, 1)))
                .isEqualTo(
                        date.compareTo(LocalDate.of(1949, 9, 30)) > 0 && date.compareTo(LocalDate.of(2024, 3, 2)) < 0);
    }

    @Property
    void whatIsAnAmountHasTwoDecimalsAndFitsItsColumn(@ForAll("texts") String text) {
        if (Money.isAmount(text)) {
            var amount = Money.yuan(text).amount();
            assertThat(amount.scale()).isEqualTo(2);
            assertThat(amount.precision()).isLessThanOrEqualTo(17);
            assertThat(amount.signum()).isNotNegative();
        }
    }

    @Property
    void everyAmountOfCentsIsRead(@ForAll @LongRange(min = 0, max = 99_999_999_999_999_999L) long cents) {
        var text = "%d.%02d".formatted(cents / 100, cents % 100);
        assertThat(Money.isAmount(text)).isTrue();
        assertThat(Money.yuan(text).amount()).hasToString(text);
    }
}
