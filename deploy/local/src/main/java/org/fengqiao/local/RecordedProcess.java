package org.fengqiao.local;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process that a run has noted. The time of its start tells it from a later process that was given the same id.
 *
 * @param name what it runs
 * @param pid its id
 * @param startedAt when it started, as the operating system says
 */
record RecordedProcess(String name, long pid, Instant startedAt) {

    /** The note about a process that runs now. */
    static RecordedProcess of(String name, ProcessHandle process) {
        return new RecordedProcess(
                name, process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The noted process of that name, if there is one. */
    static Optional<RecordedProcess> in(Map<String, String> notes, String name) {
        var pid = notes.get(name + ".pid");
        return pid == null
                ? Optional.empty()
                : Optional.of(
                        new RecordedProcess(name, Long.parseLong(pid), Instant.parse(notes.get(name + ".started"))));
    }

    /** All noted processes. */
    static List<RecordedProcess> allIn(Map<String, String> notes) {
        var all = new ArrayList<RecordedProcess>();
        for (var key : notes.keySet()) {
            if (key.endsWith(".pid")) {
                in(notes, key.substring(0, key.length() - ".pid".length())).ifPresent(all::add);
            }
        }
        return all;
    }

    /** Adds this note to others. */
    void noteIn(Map<String, String> notes) {
        notes.put(name + ".pid", Long.toString(pid));
        notes.put(name + ".started", startedAt.toString());
    }

    /** The process itself, if it still runs. */
    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().startInstant().equals(Optional.of(startedAt)));
    }

    /** Returns whether it still runs. */
    boolean runs() {
        return handle().isPresent();
    }
}
