package org.fengqiao.caseload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.fengqiao.local.CommandLines;
import org.fengqiao.local.Workplace;

class PlayTest {

    @BeforeEach
    void thisCheckout() {
        System.setProperty(
                Workplace.PROPERTY,
                Path.of("../..").toAbsolutePath().normalize().toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(Workplace.PROPERTY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                            | 2 | Name a profile, or a log with --log and --mapping. (--help shows all options)
            small --log x --mapping y     | 2 | Name a profile, or a log with --log and --mapping. (--help shows all options)
            small --patience 0            | 2 | --patience and --at-once are at least 1. (--help shows all options)
            small --at-once some          | 2 | Invalid value for option '--at-once': 'some' is not an int (--help shows all options)
            nowhere                       | 1 | There is no profile "nowhere". There are: glance, kundulun-2024, qingshan-2024, small.
            --log nowhere.gz --mapping mappings/traffic-fines.yaml | 1 | There is no readable file nowhere.gz.
            --log nowhere.gz --mapping no.yaml | 1 | There is no readable file no.yaml.
            """)
    void aWrongArgumentIsToldInOneLine(String arguments, int exitCode, String line) {
        var told = new StringWriter();
        var commandLine = CommandLines.of(new Play());
        commandLine.setErr(new PrintWriter(told));

        assertThat(commandLine.execute(arguments.isBlank() ? new String[0] : arguments.split(" +")))
                .isEqualTo(exitCode);
        assertThat(told.toString().strip()).isEqualTo(line);
    }
}
