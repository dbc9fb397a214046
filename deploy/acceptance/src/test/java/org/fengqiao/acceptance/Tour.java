package org.fengqiao.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tour on a page of the documents: its shell blocks, run one after another in one shell against a running stack, and
 * the answers shown behind them.
 *
 * <p>A block that only reads is repeated until its answer is as shown, since other services hear of an event a moment
 * later.
 */
final class Tour {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^```sh\\n(.*?)^```\\n(?:\\n```(json|http)\\n(.*?)^```\\n)?");

    private final RunningStack stack;
    private final List<Step> steps;

    /**
     * Reads a tour as it is written, for this stack.
     *
     * @param page the page, from the folder of the checkout
     */
    Tour(RunningStack stack, String page) throws IOException {
        this.stack = stack;
        var steps = new ArrayList<Step>();
        var block = BLOCK.matcher(Files.readString(Checkout.folder().resolve(page)));
        while (block.find()) {
            steps.add(new Step(block.group(1), block.group(3)));
        }
        this.steps = List.copyOf(steps);
    }

    /**
     * Commands to type, and the answer shown.
     *
     * @param answer null if nothing is shown
     */
    private record Step(String commands, @Nullable String answer) {

        boolean onlyReads() {
            return commands.contains("curl") && !commands.contains("--json") && !commands.contains("-X ");
        }
    }

    /** Goes the whole way, and fails at the first answer that is not the one shown. */
    void walk() throws IOException {
        assertThat(steps).hasSizeGreaterThan(10);
        try (var shell = new Shell()) {
            for (var step : steps) {
                if (step.answer() == null) {
                    shell.run(here(step.commands()));
                } else if (step.onlyReads()) {
                    await(step.commands())
                            .atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(200))
                            .untilAsserted(() -> take(shell, step));
                } else {
                    take(shell, step);
                }
            }
        }
    }

    private void take(Shell shell, Step step) {
        assertThat(Answer.of(shell.run(here(step.commands()))))
                .as(step.commands())
                .satisfies(given -> given.requireAsShown(Answer.of(step.answer())));
    }

    /** The commands with the ports and the installation of this stack. */
    private String here(String commands) {
        var here = commands.replace("deploy/token", stack.tokenCommand());
        for (var service : RunningStack.SERVICES) {
            here = here.replace(
                    RunningStack.usualAddress(service), stack.address(service).replace("http://", ""));
        }
        return here;
    }

    /** One shell, whose variables live as long as it does. */
    private static final class Shell implements AutoCloseable {

        private final Process bash;
        private final BufferedReader printed;

        Shell() throws IOException {
            bash = new ProcessBuilder("bash", "--norc", "--noprofile")
                    .redirectErrorStream(true)
                    .start();
            printed = bash.inputReader(UTF_8);
        }

        /** Runs commands, and returns what they print. */
        String run(String commands) {
            var end = "end-" + UUID.randomUUID();
            try {
                var typed = bash.outputWriter(UTF_8);
                typed.write("{\n" + commands + "\n}; echo; echo " + end + " $?\n");
                typed.flush();
                var lines = new StringBuilder();
                for (var line = printed.readLine(); line != null; line = printed.readLine()) {
                    if (line.startsWith(end)) {
                        assertThat(line).as("%s%n%s", commands, lines).isEqualTo(end + " 0");
                        return lines.toString();
                    }
                    lines.append(line).append('\n');
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new AssertionError("the shell ended in\n" + commands);
        }

        @Override
        public void close() {
            bash.destroy();
        }
    }
}
