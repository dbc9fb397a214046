package org.fengqiao.kernel.sealing;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * A cache of unwrapped keys, so that neither the key database nor the device is asked for each event. It is bounded in
 * number, keeping rather what is used often and lately, and in time, counted from when a key was loaded and not from
 * its last use: that is how long another process may still know a key that was destroyed here. Thread-safe.
 */
public final class KeyCache {

    private final Cache<SubjectId, List<SubjectKey>> keys;

    /**
     * Creates an empty cache.
     *
     * @param most how many subjects' keys it keeps
     * @param longest how long it keeps a subject's keys
     * @param clock real time, even where the service's clock is simulated
     */
    public KeyCache(int most, Duration longest, InstantSource clock) {
        var begin = clock.instant();
        this.keys = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(longest)
                .ticker(() -> ChronoUnit.NANOS.between(begin, clock.instant()))
                // In the caller's thread, so that the bounds hold as soon as a method returns.
                .executor(Runnable::run)
                .build();
    }

    /** Returns all keys of those subjects whose keys are cached. The others are to be loaded. */
    public Map<SubjectId, List<SubjectKey>> find(Collection<SubjectId> subjects) {
        return keys.getAllPresent(subjects);
    }

    /** Keeps all keys of a subject, in the place of those that were kept. */
    public void keep(SubjectId subject, Collection<SubjectKey> all) {
        keys.put(subject, List.copyOf(all));
    }

    /** Forgets the keys of subjects at once, since they are being erased. */
    public void forget(Collection<SubjectId> subjects) {
        keys.invalidateAll(subjects);
    }

    /** Returns the number of subjects whose keys are cached. */
    public int size() {
        keys.cleanUp();
        return Math.toIntExact(keys.estimatedSize());
    }
}
