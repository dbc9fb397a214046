package org.fengqiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import org.awaitility.core.ConditionTimeoutException;

/** The program, started as others start it: as a process of its own. */
final class EmbeddedProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;
    private final Path endpoints;

    private EmbeddedProcess(Process process, Path output, Path endpoints) {
        this.process = process;
        this.output = output;
        this.endpoints = endpoints;
    }

    /** Starts it and returns at once; it ends with the process of the tests. */
    static EmbeddedProcess launch(Path folder, String... arguments) {
        return launchFollowing(ProcessHandle.current(), folder, arguments);
    }

    /** Starts it and returns at once; it ends with the process it follows. */
    static EmbeddedProcess launchFollowing(ProcessHandle followed, Path folder, String... arguments) {
        try {
            Files.createDirectories(folder);
            var output = Files.createTempFile(folder, "process-", ".out");
            var endpoints = folder.resolve(output.getFileName() + ".endpoints");
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    // Quick to start; figures are measured without it.
                    System.getProperty("embedded.compiler", "-XX:TieredStopAtLevel=1"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.fengqiao.embedded.Embedded",
                    "--endpoints",
                    endpoints.toString(),
                    "--parent-pid",
                    Long.toString(followed.pid())));
            command.addAll(List.of(arguments));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new EmbeddedProcess(process, output, endpoints);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /** Starts parts over the data in a folder and returns when they are ready. */
    static EmbeddedProcess start(Path folder, String parts) {
        return launch(folder, "--data", folder.resolve("data").toString(), "--parts", parts)
                .awaitReady();
    }

    EmbeddedProcess awaitReady() {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> Files.exists(endpoints) || !process.isAlive());
            assertThat(endpoints).exists();
            return this;
        } catch (ConditionTimeoutException | AssertionError notReady) {
            var told = output();
            kill();
            throw new AssertionError("Not ready; it told:\n" + told, notReady);
        }
    }

    /** Waits until it has told this; records may flow before the line that announces them is written. */
    void awaitOutput(String line) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(output()).contains(line));
    }

    /** What it has told so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Properties endpoints() {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(endpoints)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties;
    }

    Path endpointsFile() {
        return endpoints;
    }

    long pid() {
        return process.pid();
    }

    /** Collects its garbage, which happens sooner or later. */
    void collectGarbage() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        assertThat(new ProcessBuilder(jcmd, Long.toString(pid()), "GC.run")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code kill} does; returns the exit code. */
    int stop() {
        process.destroy();
        return awaitEnd();
    }

    int awaitEnd() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        stop();
    }
}
