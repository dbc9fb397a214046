package org.fengqiao.kernel.value;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Place and units that an event says a case belongs to.
 *
 * @param place where the dispute is; null if the event does not say
 * @param units those it says the case was assigned to; empty if it does not say
 * @param tasks those that have something to do in it for a time; none if it does not say
 * @param keptFrom the units from which it is kept from now on, whoever else may see it; null if it does not say
 */
public record Territory(
        @Nullable Place place,
        Set<String> units,
        Tasks tasks,
        @Nullable Set<String> keptFrom) {
    public Territory {
        units = Set.copyOf(units);
        keptFrom = keptFrom == null ? null : Set.copyOf(keptFrom);
    }

    /** Creates the territory of a case in which no unit has a task. */
    public Territory(@Nullable Place place, Set<String> units) {
        this(place, units, Tasks.NONE, null);
    }

    /**
     * Changes of the tasks that units have in a case, such as a review: a unit belongs to it as long as one lasts.
     *
     * @param ended names of tasks that have ended, for all units or for one ({@code <name> <unit>})
     * @param begun tasks that have begun after that, each as {@code <name> <unit>}
     */
    public record Tasks(Set<String> ended, Set<String> begun) {

        /** No change. */
        public static final Tasks NONE = new Tasks(Set.of(), Set.of());

        public Tasks {
            ended = Set.copyOf(ended);
            begun = Set.copyOf(begun);
        }

        /** Returns whether nothing changes. */
        public boolean areNone() {
            return ended.isEmpty() && begun.isEmpty();
        }

        private Tasks then(Tasks later) {
            var allEnded = new TreeSet<>(ended);
            allEnded.addAll(later.ended);
            var allBegun = new TreeSet<>(later.begun);
            begun.stream().filter(task -> !later.ends(task)).forEach(allBegun::add);
            return new Tasks(allEnded, allBegun);
        }

        private boolean ends(String task) {
            return ended.contains(task) || ended.contains(task.substring(0, task.indexOf(' ')));
        }
    }

    /** Returns the territory of a dispute at that place. */
    public static Territory of(Place place) {
        return new Territory(place, Set.of());
    }

    /** Returns the territory of a dispute at that place, with the unit that has the case. */
    public static Territory of(Place place, String unit) {
        return new Territory(place, Set.of(unit));
    }

    /** Returns the territory of a case that was assigned to the unit. */
    public static Territory ofUnit(String unit) {
        return new Territory(null, Set.of(unit));
    }

    /**
     * Returns the territory of a case in which these units got a task.
     *
     * @param name of the task, without spaces, such as {@code duty/2}
     */
    public static Territory ofTask(String name, Collection<String> units) {
        return new Territory(
                null,
                Set.of(),
                new Tasks(
                        Set.of(), units.stream().map(unit -> name + " " + unit).collect(Collectors.toSet())),
                null);
    }

    /** Returns the territory of a case in which a task ended for all units. */
    public static Territory afterTask(String name) {
        return new Territory(null, Set.of(), new Tasks(Set.of(name), Set.of()), null);
    }

    /** Returns the territory of a case in which a task ended for one unit. */
    public static Territory afterTask(String name, String unit) {
        return afterTask(name + " " + unit);
    }

    /** Returns the territory of a case that is kept from these units, and from no others. */
    public static Territory keptFrom(Collection<String> units) {
        return new Territory(null, Set.of(), Tasks.NONE, Set.copyOf(units));
    }

    /**
     * Returns this territory with a later one added: the later place, if it has one, the units of both, and the later
     * word on whom it is kept from.
     */
    public Territory then(Territory later) {
        var all = new TreeSet<>(units);
        all.addAll(later.units);
        return new Territory(
                later.place == null ? place : later.place,
                all,
                tasks.then(later.tasks),
                later.keptFrom == null ? keptFrom : later.keptFrom);
    }
}
