package org.fengqiao.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** How much memory a process holds, as the operating system counts it. */
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
}
