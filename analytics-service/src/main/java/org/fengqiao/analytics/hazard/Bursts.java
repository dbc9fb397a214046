package org.fengqiao.analytics.hazard;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.hazard.HazardRules.BurstRule;

/** Bursts: categories of disputes of which a place has more than its own history lets expect. */
public final class Bursts {

    private Bursts() {}

    /**
     * Counted cases of a window.
     *
     * @param grid null where none was told
     * @param window 0 for the last one, 1 for the one before
     */
    record Counted(
            String district,
            @Nullable String street,
            @Nullable String grid,
            String category,
            int window,
            long cases) {}

    /**
     * A place and a category.
     *
     * @param grid null for the whole street
     */
    public record Cell(
            String district, String street, @Nullable String grid, String category) {}

    /**
     * A burst.
     *
     * @param observed cases in the window
     * @param before cases in all windows before
     * @param windows how many windows before
     * @param probability that so many or more come by chance
     */
    public record Burst(Cell cell, long observed, long before, int windows, double probability) {

        /** Returns how many cases a window had before, on the average. */
        public double mean() {
            return (double) before / windows;
        }
    }

    /** Finds bursts, the least likely one first. Empty if the log knows too few windows. */
    static List<Burst> find(BurstRule rule, List<Counted> counted) {
        var oldest = counted.stream().mapToInt(Counted::window).max().orElse(0);
        // The window in which the log begins is not whole, unless it began before what is looked at.
        var windows = oldest >= rule.windows() ? rule.windows() : oldest - 1;
        if (windows < rule.leastWindows()) {
            return List.of();
        }
        var cells = new LinkedHashMap<Cell, long[]>();
        counted.stream()
                .filter(one -> one.window() <= windows)
                .forEach(one -> cellsOf(one)
                        .forEach(cell -> cells.computeIfAbsent(cell, _ -> new long[2])[one.window() == 0 ? 0 : 1] +=
                                one.cases()));
        var looked =
                cells.entrySet().stream().map(entry -> burst(entry, windows)).toList();
        var limit = Chance.limit(looked.stream().map(Burst::probability).toList(), rule.falseDiscoveries());
        return looked.stream()
                .filter(burst -> burst.observed() >= rule.leastCases() && burst.probability() <= limit)
                .sorted(Comparator.comparingDouble(Burst::probability)
                        .thenComparing(burst -> burst.cell().toString()))
                .toList();
    }

    private static Burst burst(Map.Entry<Cell, long[]> entry, int windows) {
        var counts = entry.getValue();
        return new Burst(entry.getKey(), counts[0], counts[1], windows, Chance.ofSoMany(counts[0], counts[1], windows));
    }

    private static Stream<Cell> cellsOf(Counted one) {
        return one.street() == null
                ? Stream.empty()
                : Stream.of(null, one.grid())
                        .distinct()
                        .map(grid ->
                                new Cell(one.district(), Objects.requireNonNull(one.street()), grid, one.category()));
    }
}
