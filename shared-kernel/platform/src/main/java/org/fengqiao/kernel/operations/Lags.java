package org.fengqiao.kernel.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import jakarta.inject.Singleton;

/**
 * Lags of this service's consumers over time: a lag that goes down now and then is work under way, one that stays is
 * not.
 */
@Singleton
public class Lags {

    private final AtomicReference<Map<String, Lag>> lags = new AtomicReference<>(Map.of());

    /**
     * Lag of a topic.
     *
     * @param records how many records wait now
     * @param lowest how many waited when it was least, since there was any
     * @param since when that was found, in real time
     */
    public record Lag(String topic, long records, long lowest, Instant since) {

        private Lag then(long now, Instant at) {
            return now < lowest ? new Lag(topic, now, now, at) : new Lag(topic, now, lowest, since);
        }
    }

    /** Notes what was measured, by topic. */
    void found(Map<String, Long> records, Instant at) {
        lags.updateAndGet(before -> {
            var now = new HashMap<String, Lag>();
            records.forEach((topic, waiting) -> {
                if (waiting > 0) {
                    var one = before.get(topic);
                    now.put(topic, one == null ? new Lag(topic, waiting, waiting, at) : one.then(waiting, at));
                }
            });
            return Map.copyOf(now);
        });
    }

    /** Returns the lags that have not become smaller for that long, longest first. */
    public List<Lag> standing(Duration patience, Instant at) {
        return lags.get().values().stream()
                .filter(lag -> !lag.since().plus(patience).isAfter(at))
                .sorted(java.util.Comparator.comparing(Lag::since).thenComparing(Lag::topic))
                .toList();
    }
}
