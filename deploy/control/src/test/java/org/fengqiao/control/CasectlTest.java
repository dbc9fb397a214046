package org.fengqiao.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as somebody types it, without a system. */
class CasectlTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path empty;

    private int run(String... arguments) {
        return Casectl.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void everyVerbTellsWhatItDoesAndItsOptions() {
        var verbs = Casectl.commandLine().getSubcommands();
        assertThat(verbs).isNotEmpty().allSatisfy((name, verb) -> {
            assertThat(verb.getCommandSpec().usageMessage().description())
                    .as(name)
                    .isNotEmpty();
            assertThat(verb.getUsageMessage(CommandLine.Help.Ansi.OFF)).contains("--help");
        });
    }

    @Test
    void withoutAVerbItIsNotUnderstood() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Name a verb.");
    }

    @Test
    void anUnknownServiceIsNotUnderstood() {
        assertThat(run("parked", "list", "--service", "nobody")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no service \"nobody\"; the services are intake, routing");
    }

    @Test
    void withoutASystemItSaysHowToStartOne() {
        assertThat(run("parked", "list", "--home", empty.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("Fengqiao does not run in %s. Start it with deploy/up.".formatted(empty));
    }

    @Test
    void aServiceThatIsAwayIsNamedInOneLine() {
        assertThat(run(
                        "parked",
                        "list",
                        "--home",
                        empty.toString(),
                        "--service",
                        "routing",
                        "--services",
                        "*=http://localhost:1/{service}"))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("http://localhost:1/routing/parked?limit=200 does not answer");
    }

    @Test
    void theShellCompletesVerbsAndServices() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).contains("complete -F _complete_casectl", "set-aside", "\"petition\"");
    }
}
