package org.fengqiao.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Part of {@code deploy/embedded}, such as its broker or its PostgreSQL, alone in a process of its own. It keeps
 * nothing, and ends with the process that started it.
 */
public final class EmbeddedPart implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final long LOOK = 50;

    private final Process process;
    private final Path folder;
    private final Properties endpoints;

    private EmbeddedPart(Process process, Path folder, Properties endpoints) {
        this.process = process;
        this.folder = folder;
        this.endpoints = endpoints;
    }

    /**
     * Starts a part, and returns when it is ready.
     *
     * @param target where {@code deploy/embedded} was built
     * @param part its name, such as {@code kafka}
     * @param heap the most memory that the process may use for objects, such as {@code 64m}
     * @param more further options
     * @throws UserError if it is not built or does not get ready
     */
    public static EmbeddedPart start(Path target, String part, String heap, String... more)
            throws IOException, InterruptedException {
        var built = target.toAbsolutePath().normalize();
        if (!Files.exists(built.resolve("embedded.jar"))) {
            throw new UserError(built + ": deploy/embedded is not built.");
        }
        var folder = Files.createTempDirectory("fengqiao-" + part + "-");
        var told = folder.resolve("endpoints.properties");
        var output = folder.resolve("output.log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                built.resolve("embedded.jar") + File.pathSeparator + built.resolve("lib") + "/*",
                "org.fengqiao.embedded.Embedded",
                "--throwaway",
                "--parts",
                part,
                "--endpoints",
                told.toString(),
                "--parent-pid",
                Long.toString(ProcessHandle.current().pid())));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var giveUpAt = System.nanoTime() + START.toNanos();
        while (!Files.exists(told)) {
            if (process.waitFor(LOOK, TimeUnit.MILLISECONDS) || System.nanoTime() > giveUpAt) {
                process.destroy();
                throw new UserError(part + " did not get ready: " + Files.readString(output));
            }
        }
        var endpoints = new Properties();
        try (var reader = Files.newBufferedReader(told)) {
            endpoints.load(reader);
        }
        return new EmbeddedPart(process, folder, endpoints);
    }

    /** Returns what the part tells about itself, such as {@code kafka.bootstrap}. */
    public String told(String what) {
        return endpoints.getProperty(what);
    }

    /** Stops it, with all that it kept. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        for (var file : List.of("endpoints.properties", "output.log")) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.deleteIfExists(folder);
    }
}
