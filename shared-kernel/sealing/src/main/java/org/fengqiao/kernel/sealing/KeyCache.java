package org.fengqiao.kernel.sealing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Unwrapped keys, kept for a while so that neither the key database nor the device is asked for each event. Bounded in number (the least recently used
 * goes first) and in time, counted from when a key was loaded and not from its last use: that is how long another process may still know a key that
 * was destroyed here. May be used by several threads.
 */
public final class KeyCache {

    private final int most;
    private final Duration longest;
    private final InstantSource clock;
    private final SequencedMap<SubjectId, Entry> entries = new LinkedHashMap<>();

    /**
     * An empty cache.
     *
     * @param most subjects it keeps
     * @param longest time it keeps a subject's keys
     * @param clock real time, even where the service's clock is simulated
     */
    public KeyCache(int most, Duration longest, InstantSource clock) {
        this.most = most;
        this.longest = longest;
        this.clock = clock;
    }

    private record Entry(List<SubjectKey> keys, Instant until) {}

    /** Of the subjects asked for, those whose keys are known, each with all its keys. The others are to be loaded. */
    public synchronized Map<SubjectId, List<SubjectKey>> find(Collection<SubjectId> subjects) {
        var now = clock.instant();
        var found = new LinkedHashMap<SubjectId, List<SubjectKey>>();
        for (var subject : subjects) {
            var entry = entries.get(subject);
            if (entry == null) {
                continue;
            }
            if (!now.isBefore(entry.until)) {
                entries.remove(subject);
                continue;
            }
            entries.putLast(subject, entry);
            found.put(subject, entry.keys);
        }
        return found;
    }

    /** Keeps a subject's keys, all of them, in the place of those it had. */
    public synchronized void keep(SubjectId subject, Collection<SubjectKey> keys) {
        entries.putLast(
                subject, new Entry(new ArrayList<>(keys), clock.instant().plus(longest)));
        while (entries.size() > most) {
            entries.pollFirstEntry();
        }
    }

    /** Forgets subjects' keys at once, since they are being erased. */
    public synchronized void forget(Collection<SubjectId> subjects) {
        subjects.forEach(entries::remove);
    }

    /** The number of subjects whose keys are kept, also beyond their time. */
    public synchronized int size() {
        return entries.size();
    }
}
