package org.fengqiao.kernel.legalclock;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All deadlines of one case, ended ones included, by name. Immutable. */
public final class Deadlines {

    /** First by the custody, then by what is counted within it; a name with a number more comes later. */
    private static final Comparator<List<Integer>> IN_ORDER =
            (one, other) -> Arrays.compare(one.toArray(Integer[]::new), other.toArray(Integer[]::new));

    private static final Deadlines NONE = new Deadlines(Map.of());

    private final Map<DeadlineName, Deadline> byName;

    private Deadlines(Map<DeadlineName, Deadline> byName) {
        this.byName = byName;
    }

    /** Returns a case without deadlines. */
    public static Deadlines none() {
        return NONE;
    }

    /** Returns what these events, oldest first, add up to. */
    public static Deadlines of(List<? extends DeadlineEvent> history) {
        var deadlines = NONE;
        for (var event : history) {
            deadlines = deadlines.evolve(event);
        }
        return deadlines;
    }

    /** Returns the deadline of that name; empty if there never was one. */
    public Optional<Deadline> find(DeadlineName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Returns the latest deadline of the same matter under another name: of the same kind, rule and start. Empty if
     * there is none.
     */
    Optional<Deadline> sameMatter(DeadlineName name, String rule, Instant startedAt) {
        return byName.values().stream()
                .filter(deadline -> !deadline.name().equals(name)
                        && deadline.name().kind().equals(name.kind())
                        && deadline.rule().equals(rule)
                        && deadline.startedAt().equals(startedAt))
                .max(Comparator.comparing(deadline -> deadline.name().numbers(), IN_ORDER));
    }

    /** Returns every deadline, by name. */
    public Collection<Deadline> all() {
        return byName.values();
    }

    /**
     * Returns the deadlines after the event.
     *
     * @throws IllegalStateException if something happens to a deadline that was never set: such a history was never
     *     written
     */
    public Deadlines evolve(DeadlineEvent event) {
        var before = byName.get(event.name());
        Deadline after;
        if (event instanceof DeadlineEvent.DeadlineSet set) {
            after = Deadline.of(set, set.continues() == null ? null : byName.get(set.continues()));
        } else if (before != null) {
            after = before.evolve(event);
        } else {
            throw new IllegalStateException(event.getClass().getSimpleName() + " of a deadline that was never set");
        }
        var next = new TreeMap<>(byName);
        next.put(event.name(), after);
        return new Deadlines(java.util.Collections.unmodifiableMap(next));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Deadlines deadlines && byName.equals(deadlines.byName);
    }

    @Override
    public int hashCode() {
        return byName.hashCode();
    }

    @Override
    public String toString() {
        return byName.values().toString();
    }
}
