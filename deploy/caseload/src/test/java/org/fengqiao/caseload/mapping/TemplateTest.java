package org.fengqiao.caseload.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    private static final Mapping MAPPING =
            MappingFile.read("test.yaml", Samples.SMALL).mapping();
    private static final Template.Scope ROW = new Template.Scope(
            "A1",
            "paid",
            LocalDate.parse("2024-03-01"),
            Map.of("amount", "35.0", "town", "N", "word", "x"),
            Map.of("amount", "35.0", "article", "157"));

    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '~', textBlock = """
            ~fine of ${amount|money} yuan~ = fine of 35.00 yuan
            ~${amount|whole}~              = 35
            ~${@case} on ${@day}~          = A1 on 2024-03-01
            ~${missing|or:nobody}~         = nobody
            ~${article|carried}~           = 157
            ~${town|in:towns}~             = north
            ~plain~                        = plain
            """)
    void aTemplateIsFilledFromTheRow(String template, String text) {
        assertThat(Template.of(template, MAPPING).filled(ROW)).isEqualTo(text);
    }

    @Test
    void madeUpDigitsAreTheSameForTheSameText() {
        var digits = Template.of("${@case|digits:8}", MAPPING);

        assertThat(digits.filled(ROW)).matches("\\d{8}").isEqualTo(digits.filled(ROW));
    }

    @Test
    void aChoiceIsOneOfTheListAndAlwaysTheSame() {
        var choice = Template.of("${@case|pick:streets}", MAPPING);

        assertThat(choice.filled(ROW)).isIn("one", "two").isEqualTo(choice.filled(ROW));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '~', textBlock = """
            ~${missing}~      = the column missing is empty
            ~${word|money}~   = the column word is no number: x
            ~${word|in:towns}~= the table towns has no "x"
            """)
    void whatARowLacksIsNamed(String template, String why) {
        assertThatExceptionOfType(Template.Unfilled.class)
                .isThrownBy(() -> Template.of(template, MAPPING).filled(ROW))
                .withMessage(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '~', textBlock = """
            ~${amount~            = ${ is not closed by }
            ~${}~                 = ${} names no column
            ~${@line}~            = there is no @line; there are @case, @activity and @day
            ~${a|pick:towns}~     = there is no list towns
            ~${a|in:streets}~     = there is no table streets
            ~${a|digits:0}~       = digits:0: 1 to 18 digits can be made
            ~${a|round}~          = there is no filter round; there are carried, or, money, whole, digits, pick and in
            """)
    void aMistakeIsToldBeforeAnyRowIsRead(String template, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.of(template, MAPPING))
                .withMessage(fault);
    }
}
