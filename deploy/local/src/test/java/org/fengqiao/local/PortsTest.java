package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports that {@code deploy/up} is told, before anything is started. */
class PortsTest {

    /** Stands for the output of {@code deploy/up} with these arguments, split at blanks. */
    private static String said(String arguments) {
        var err = new StringWriter();
        var code = CommandLines.of(new Up()).setErr(new PrintWriter(err, true)).execute(arguments.split(" "));
        assertThat(code).isNotZero();
        return err.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port intake=8081 --port routing=8081",
                "--port routing=8081",
                "--port intake=8082 --port analytics=9085",
                "--port kafka=8081",
                "--port postgres=9001 --port connect=9001"
            })
    void twoOnOnePortAreRefusedBeforeAnythingStarts(String arguments) {
        assertThat(said(arguments)).contains("Port ", "can't be that of both ", "Choose another with --port ");
    }

    @Test
    void bothAreNamed() {
        assertThat(said("--port routing=8081")).contains("Port 8081", "both intake and routing");
    }

    @Test
    void portsThatDifferAreFine() {
        assertThatCode(() -> Ports.requireDifferent(Map.of("intake", 8081, "routing", 8082)))
                .doesNotThrowAnyException();
    }

    @Test
    void theSecondIsToldToChooseAnother() {
        var wanted = new LinkedHashMap<String, Integer>();
        wanted.put("intake", 9000);
        wanted.put("kafka", 9000);
        assertThatThrownBy(() -> Ports.requireDifferent(wanted))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--port kafka=NUMBER");
    }

    @Test
    void aFreePortIsNoneThatSomebodyElseWasGiven() {
        var chosen = new java.util.ArrayList<Integer>();
        for (var number = 0; number < 20; number++) {
            chosen.add(Ports.free(chosen));
        }
        assertThat(chosen).doesNotHaveDuplicates().allMatch(port -> port >= 15_000 && port < 32_768);
    }

    @Test
    void aCaseloadIsPlayedInTheCheckoutOnly() {
        assertThat(said("--home somewhere --caseload small")).contains("leave --home out");
    }
}
