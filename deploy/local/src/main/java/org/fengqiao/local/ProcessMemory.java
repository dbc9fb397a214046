package org.fengqiao.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Memory that a process holds, as the operating system counts it. */
public final class ProcessMemory {

    private ProcessMemory() {}

    /** The resident set of the process in bytes; empty if there is no such process. */
    public static OptionalLong residentBytes(long pid) throws IOException {
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
                .redirectErrorStream(true)
                .start();
        var answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return answer.chars().allMatch(Character::isDigit) && !answer.isEmpty()
                ? OptionalLong.of(Long.parseLong(answer) << 10)
                : OptionalLong.empty();
    }

    /**
     * The memory of the PostgreSQL server whose data is below this folder, in bytes: what its processes share is
     * counted once. 0 if none runs.
     */
    public static long ofPostgres(Path data) throws IOException {
        var server = postgres(data);
        if (server.isEmpty()) {
            return 0;
        }
        var sum = proportionalBytes(server.get().pid());
        for (var worker : server.get().children().toList()) {
            sum += proportionalBytes(worker.pid());
        }
        return sum;
    }

    /** Returns the PostgreSQL server whose data is below this folder; empty if none runs. */
    static Optional<ProcessHandle> postgres(Path data) throws IOException {
        if (!Files.exists(data)) {
            return Optional.empty();
        }
        try (var files = Files.find(data, 3, (file, _) -> file.endsWith("postmaster.pid"))) {
            var note = files.findFirst();
            return note.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(
                            Files.readAllLines(note.get()).getFirst().strip()));
        }
    }

    /**
     * Returns what a process uses alone, and its share of what it uses together with others; its resident set where the
     * system does not say.
     */
    private static long proportionalBytes(long pid) throws IOException {
        var rollup = Path.of("/proc/%d/smaps_rollup".formatted(pid));
        if (!Files.isReadable(rollup)) {
            return residentBytes(pid).orElse(0);
        }
        try (var lines = Files.lines(rollup)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        }
    }
}
