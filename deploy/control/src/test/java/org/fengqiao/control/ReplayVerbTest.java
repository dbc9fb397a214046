package org.fengqiao.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** {@code casectl replay} of a history in a file, as somebody types it who has no system. */
class ReplayVerbTest {

    private static final String FILE =
            Path.of("src/test/resources/histories/window-withdrawn.jsonl").toString();
    private static final String CASE = "01a22c15-f1e9-71d8-a990-a1498670d30e";
    private static final int EVENTS = 16;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int replay(String... options) {
        return Casectl.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("replay", CASE, "--from", FILE), Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void aSpreadsheetGetsALineForEachEvent() {
        assertThat(replay("-o", "csv")).isZero();
        var lines = out.toString().lines().toList();
        assertThat(lines).hasSize(1 + EVENTS);
        assertThat(lines.getFirst()).startsWith("step,service,version,type,eventId,recordedAt,effectiveAt,actor,role");
        assertThat(lines.get(1)).startsWith("1,intake,1,fengqiao.intake.case-registered.v1,");
    }

    @Test
    void itTellsWhatWasRecordedByATime() {
        assertThat(replay("--brief", "--as-of", "2024-03-11T12:00+08:00")).isZero();
        assertThat(out.toString())
                .contains("1/11  intake 1 case-registered.v1", "11/11  routing 7 deadline-warned.v1")
                .doesNotContain("case-withdrawn");
        assertThat(replay("--as-of", "2024-01-01T00:00:00Z")).isEqualTo(1);
        assertThat(err.toString()).contains("Nothing of case " + CASE + " was recorded by then.");
    }

    @Test
    void somebodyGoesThroughItForwardAndBack() {
        var keys = System.in;
        System.setIn(new ByteArrayInputStream("\n\nb\n5\n99\ns\nb\nq\nnever read\n".getBytes(UTF_8)));
        try {
            assertThat(replay("--interactive")).isZero();
        } finally {
            System.setIn(keys);
        }
        assertThat(out.toString().lines().filter(line -> line.matches(".*[0-9]+/" + EVENTS + "  .*")))
                .extracting(line -> line.replaceFirst(".*?([0-9]+)/.*", "$1"))
                .containsExactly("1", "2", "3", "2", "5", "4");
        assertThat(out.toString()).contains("There is no such step.");
    }

    @Test
    void forAProgramThereIsNothingToGoThrough() {
        assertThat(replay("--interactive", "-o", "json")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("--interactive goes with -o table.");
    }
}
