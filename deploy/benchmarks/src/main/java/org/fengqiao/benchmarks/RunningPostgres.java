package org.fengqiao.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/** The PostgreSQL that {@code deploy/embedded} runs, set up as it is for the services, over data that is thrown away. */
final class RunningPostgres implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Process process;
    private final Path folder;
    private final Properties endpoints;

    private RunningPostgres(Process process, Path folder, Properties endpoints) {
        this.process = process;
        this.folder = folder;
        this.endpoints = endpoints;
    }

    /**
     * Starts it, and returns when it is ready.
     *
     * @throws UserError if it does not get ready
     */
    static RunningPostgres start(Workplace workplace) throws IOException, InterruptedException {
        var target = workplace.module("deploy/embedded/target");
        var folder = Files.createTempDirectory("fengqiao-benchmark-");
        var endpoints = folder.resolve("endpoints.properties");
        var output = folder.resolve("postgres.log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        target.resolve("embedded.jar") + ":" + target.resolve("lib") + "/*",
                        "org.fengqiao.embedded.Embedded",
                        "--throwaway",
                        "--parts",
                        "postgres",
                        "--endpoints",
                        endpoints.toString(),
                        "--parent-pid",
                        Long.toString(ProcessHandle.current().pid()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var giveUpAt = System.nanoTime() + START.toNanos();
        while (!Files.exists(endpoints)) {
            if (!process.isAlive() || System.nanoTime() > giveUpAt) {
                process.destroy();
                throw new UserError("PostgreSQL did not get ready: " + Files.readString(output));
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        var told = new Properties();
        try (Reader reader = Files.newBufferedReader(endpoints)) {
            told.load(reader);
        }
        return new RunningPostgres(process, folder, told);
    }

    /** Where a service's database is. */
    String url(String service) {
        return "jdbc:postgresql://%s:%s/%s"
                .formatted(told("postgres.host"), told("postgres.port"), told(service + ".database"));
    }

    /** What it tells about itself, such as {@code intake.owner.user}. */
    String told(String what) {
        return endpoints.getProperty(what);
    }

    /** Stops it, with all its data. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(folder.resolve("endpoints.properties"));
        Files.deleteIfExists(folder.resolve("postgres.log"));
        Files.deleteIfExists(folder);
    }
}
