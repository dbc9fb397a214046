package org.fengqiao.control.reconcile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Differences as they are found: counted by kind, the first ones kept to be shown, all of them handed on in batches. So
 * memory holds one batch and what is shown, however many there are after a lost broker. Single-use, not thread-safe.
 */
public final class FoundDifferences {

    /** Number of differences that are looked at and handed on at once. */
    static final int AT_ONCE = 500;

    /** Record of a service, asked for events that were on the topic and not in what was read of it. */
    @FunctionalInterface
    public interface Known {
        /** Returns those of the events that the service has recorded by now. */
        Set<UUID> of(int service, List<UUID> events) throws IOException;
    }

    /** Use of differences, beside their count. */
    @FunctionalInterface
    public interface Use {
        /** Takes some differences, of one kind or several, in the order in which they were found. */
        void take(List<Difference> some) throws IOException, InterruptedException;
    }

    private final int most;
    private final Known known;
    private final Use use;
    private final List<Difference> batch = new ArrayList<>();
    private final List<Difference> shown = new ArrayList<>();
    private final Map<Difference.Kind, Long> counts = new EnumMap<>(Difference.Kind.class);

    /**
     * @param most how many are kept to be shown
     * @param known tells what was recorded while the topic was read
     * @param use gets all of them
     */
    public FoundDifferences(int most, Known known, Use use) {
        this.most = most;
        this.known = known;
        this.use = use;
    }

    /** Takes one. */
    public void add(Difference one) throws IOException, InterruptedException {
        batch.add(one);
        if (batch.size() == AT_ONCE) {
            handOn();
        }
    }

    /** Hands the last ones on. */
    public void end() throws IOException, InterruptedException {
        handOn();
    }

    private void handOn() throws IOException, InterruptedException {
        batch.removeAll(recordedMeanwhile());
        for (var one : batch) {
            counts.merge(one.kind(), 1L, Long::sum);
            if (shown.size() < most) {
                shown.add(one);
            }
        }
        if (!batch.isEmpty()) {
            use.take(List.copyOf(batch));
        }
        batch.clear();
    }

    /** Returns those that are on the topic since they were recorded behind our reading. */
    private List<Difference> recordedMeanwhile() throws IOException {
        var strange = batch.stream()
                .filter(one -> one.kind() == Difference.Kind.NOT_RECORDED && one.times() == 1)
                .collect(Collectors.groupingBy(Difference::service, TreeMap::new, Collectors.toList()));
        var found = new ArrayList<Difference>();
        for (var of : strange.entrySet()) {
            var recorded = known.of(
                    of.getKey(), of.getValue().stream().map(Difference::eventId).toList());
            of.getValue().stream()
                    .filter(one -> recorded.contains(one.eventId()))
                    .forEach(found::add);
        }
        return found;
    }

    /** Returns the first ones, in the order in which they were found. */
    public List<Difference> shown() {
        return Collections.unmodifiableList(shown);
    }

    /** Returns how many there are of each kind that there is. */
    public Map<Difference.Kind, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** Returns how many there are. */
    public long all() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
