package org.fengqiao.caseload.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingFileTest {

    private static final List<String> LINES = Samples.SMALL.lines().toList();

    @ParameterizedTest
    @ValueSource(strings = {"traffic-fines", "neighbours"})
    void whatIsShippedIsValidAndNamesItsSchema(String name) throws IOException {
        var file = Path.of("mappings", name + ".yaml");

        assertThatCode(() -> MappingFile.read(file)).doesNotThrowAnyException();
        var first = Files.readAllLines(file).getFirst();
        assertThat(file.resolveSibling(first.substring(first.indexOf("$schema=") + "$schema=".length())))
                .exists();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
            format: CSV      § format: PDF        § 4  § log/format: does not have a value in the enumeration
            name: small      § name: Small Log    § 2  § log/name: does not match the regex pattern
            forms: [yyyy-MM-dd] § forms: [yyyy-QQQQQQQQ-dd] § 8 § is no form of a time
            case: id         § cases: id          § 5  § log knows no cases
            days: 30         § days: 300          § 25 § must have a maximum value of 180
            days: 30         § days: soon         § 25 § integer expected
            path: ADMINISTRATIVE § path: MEDIATE  § 23 § does not have a value in the enumeration
            ${amount|money}  § ${amount|mony}     § 19 § there is no filter mony
            pick:streets     § pick:roads         § 22 § there is no list roads
            - leaveOut: of no consequence § - {} § 33 § has to have exactly one of do and leaveOut
            rows: { paid: 1 }§ rows: { pay: 1 }   § 35 § there is no activity pay here
            - refer:         § - reefer:          § 17 § knows no reefer
            """)
    void aFaultIsToldInItsLine(String right, String wrong, int line, String what) {
        var mistaken = LINES.stream()
                .map(each -> each.replace(right, wrong))
                .reduce((one, other) -> one + "\n" + other)
                .orElseThrow();

        var faulty = catchThrowableOfType(MappingFile.Faulty.class, () -> MappingFile.read("m.yaml", mistaken));

        assertThat(faulty.faults()).anySatisfy(fault -> {
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.what()).contains(what);
        });
        assertThat(faulty).hasMessageContaining("m.yaml:" + line + ": ");
    }

    @Test
    void aKeyThatIsThereTwiceIsTold() {
        assertThatExceptionOfType(MappingFile.Faulty.class)
                .isThrownBy(() -> MappingFile.read("m.yaml", Samples.SMALL + "district: 青山区\n"))
                .withMessage("m.yaml:36: district is there twice");
    }

    @Test
    void aMappingThatBringsNoCaseInIsRefused() {
        assertThatExceptionOfType(MappingFile.Faulty.class)
                .isThrownBy(() -> MappingFile.read("m.yaml", """
                        log: { name: a, title: a, format: XES, case: c, activity: a, time: { column: t, forms: [ISO] } }
                        district: 昆都仑区
                        activities:
                          paid: [do: [perform: {}]]
                        """))
                .withMessage("m.yaml:3: no activity brings a case in: one of them has to refer or register it");
    }

    @Test
    void aColumnThatTheLogHasNotIsToldWithTheLineThatNamesIt() {
        var file = MappingFile.read("m.yaml", Samples.SMALL);

        file.requireColumns(List.of("id", "what", "at", "n", "amount"));
        assertThatExceptionOfType(MappingFile.Faulty.class)
                .isThrownBy(() -> file.requireColumns(List.of("id", "what", "at", "n")))
                .withMessage("m.yaml:19: the log has no column amount; it has id, what, at, n");
    }
}
