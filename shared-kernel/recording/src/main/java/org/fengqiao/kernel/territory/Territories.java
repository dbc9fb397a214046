package org.fengqiao.kernel.territory;

import static java.util.stream.Collectors.partitioningBy;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.texts;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.Territory;

/**
 * Table {@code case_territory}, by which a service can tell by itself who may see a case. A service learns it from the
 * events it records and from those it follows, and keeps it from when it hears of the case's place; units and tasks
 * alone are added to cases that it knows (ADR 13).
 */
public final class Territories {

    /**
     * The district of a dispute that lies in none of those the centre serves: it is every district's, so that any desk
     * can send it on.
     */
    private static final String ANY = "*";

    private static final Upsert<Told> PLACES = Upsert.<Told>into("case_territory")
            .key(uuid("case_id", Told::caseId))
            .set(text("district", told -> told.outside() ? ANY : told.place().district()))
            .set(text("street", told -> told.outside() ? null : told.place().street()))
            .set(text("community", told -> told.outside() ? null : told.place().community()))
            .merged(
                    texts("units", Told::units),
                    "case when excluded.units <@ t.units then t.units else t.units || excluded.units end")
            .build();

    private static final Columns<Told> UNITS =
            Columns.of("told", uuid("case_id", Told::caseId), texts("units", Told::units));

    private static final Statement ADD_UNITS =
            Statement.of("""
                update case_territory t set units = t.units || u.units from (select %s from %s) as u (%s)
                where t.case_id = u.case_id and not u.units <@ t.units\
                """.formatted(UNITS.values(), UNITS.table(), UNITS.names()));

    private static final Columns<Told> TASKS = Columns.of(
            "told",
            uuid("case_id", Told::caseId),
            texts("ended", told -> List.copyOf(told.territory().tasks().ended())),
            texts("begun", told -> List.copyOf(told.territory().tasks().begun())));

    private static final Statement CHANGE_TASKS =
            Statement.of("""
                update case_territory t set tasks = array(
                  select kept.task from unnest(t.tasks) as kept (task)
                  where not kept.task = any(c.ended) and not split_part(kept.task, ' ', 1) = any(c.ended)
                  union select new.task from unnest(c.begun) as new (task) order by 1)
                from (select %s from %s) as c (%s) where t.case_id = c.case_id\
                """.formatted(TASKS.values(), TASKS.table(), TASKS.names()));

    private static final Columns<Told> KEPT_FROM =
            Columns.of("told", uuid("case_id", Told::caseId), texts("kept_from", told -> List.copyOf(told.keptFrom())));

    private static final Statement KEEP_FROM =
            Statement.of("""
                update case_territory t set kept_from = k.kept_from from (select %s from %s) as k (%s)
                where t.case_id = k.case_id and t.kept_from <> k.kept_from\
                """.formatted(KEPT_FROM.values(), KEPT_FROM.table(), KEPT_FROM.names()));

    /** Territory told of one case. */
    private record Told(UUID caseId, Territory territory) {

        /** Only of a territory that has a place. */
        Place place() {
            return Objects.requireNonNull(territory.place());
        }

        boolean outside() {
            return place().outside();
        }

        /** Only of a territory that says it, in one order. */
        List<String> keptFrom() {
            return Objects.requireNonNull(territory.keptFrom()).stream()
                    .sorted()
                    .toList();
        }

        List<String> units() {
            return List.copyOf(territory.units());
        }
    }

    private Territories() {}

    /**
     * Writes what one transaction tells of cases: one statement for the cases whose place is told, one for those that a
     * unit got, one for those in which tasks began or ended, one for those that are kept from somebody; nothing if
     * nothing was told.
     */
    public static Uni<Void> write(Mutiny.StatelessSession session, Map<UUID, Territory> byCase) {
        // In one order for all transactions, so that two of them seldom wait for each other.
        var told = new TreeMap<>(byCase)
                .entrySet().stream()
                        .map(one -> new Told(one.getKey(), one.getValue()))
                        .toList();
        var placed = told.stream().collect(partitioningBy(one -> one.territory().place() != null));
        return Pipeline.of(
                PLACES.write(session, placed.get(true)),
                addUnits(
                        session,
                        placed.get(false).stream()
                                .filter(one -> !one.units().isEmpty())
                                .toList()),
                changeTasks(
                        session,
                        told.stream()
                                .filter(one -> !one.territory().tasks().areNone())
                                .toList()),
                keepFrom(
                        session,
                        told.stream()
                                .filter(one -> one.territory().keptFrom() != null)
                                .toList()));
    }

    private static Uni<Void> keepFrom(Mutiny.StatelessSession session, List<Told> given) {
        return given.isEmpty()
                ? Uni.createFrom().voidItem()
                : KEEP_FROM.bind(KEPT_FROM, given).execute(session).replaceWithVoid();
    }

    private static Uni<Void> changeTasks(Mutiny.StatelessSession session, List<Told> given) {
        return given.isEmpty()
                ? Uni.createFrom().voidItem()
                : CHANGE_TASKS.bind(TASKS, given).execute(session).replaceWithVoid();
    }

    private static Uni<Void> addUnits(Mutiny.StatelessSession session, List<Told> given) {
        return given.isEmpty()
                ? Uni.createFrom().voidItem()
                : ADD_UNITS.bind(UNITS, given).execute(session).replaceWithVoid();
    }
}
