package org.fengqiao.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Broker of {@code deploy/embedded} with all topics, in a process of its own. */
final class Broker implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);

    private final Process process;
    private final String bootstrap;

    Broker() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("fengqiao-conformance");
        var endpoints = folder.resolve("endpoints.properties");
        var embedded = Path.of("../embedded/target").toAbsolutePath();
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        embedded.resolve("embedded.jar") + File.pathSeparator + embedded.resolve("lib") + "/*",
                        "org.fengqiao.embedded.Embedded",
                        "--throwaway",
                        "--parts",
                        "kafka",
                        "--endpoints",
                        endpoints.toString(),
                        "--parent-pid",
                        Long.toString(ProcessHandle.current().pid())))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker.log").toFile())
                .start();
        var deadline = System.nanoTime() + START.toNanos();
        while (!Files.exists(endpoints)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(Files.readString(folder.resolve("broker.log")));
            }
            Thread.sleep(100);
        }
        var told = new Properties();
        try (var in = Files.newBufferedReader(endpoints)) {
            told.load(in);
        }
        bootstrap = told.getProperty("kafka.bootstrap");
    }

    String bootstrap() {
        return bootstrap;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
