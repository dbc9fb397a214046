package org.fengqiao.kernel.territory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.Territory;

/**
 * What one transaction tells about where cases belong, for the table {@code case_territory}, by which a service can tell by itself who may see a case. A
 * service learns it from the events it records and from those it follows, and keeps it from when it hears of the case's place; units alone are added to
 * cases that it knows (ADR 13). Of use once, by one caller at a time.
 */
public final class Territories {

    /** The district of a dispute that lies in none of those the centre serves: it is every district's, so that any desk can send it on. */
    private static final String ANY = "*";

    private static final String PLACE = """
            insert into case_territory as t (case_id, district, street, community, units)
            select case_id, district, street, community, string_to_array(units, ',')
            from unnest(cast(:cases as uuid[]), cast(:districts as text[]), cast(:streets as text[]),
              cast(:communities as text[]), cast(:units as text[])) as told (case_id, district, street, community, units)
            on conflict (case_id) do update set
              district = excluded.district, street = excluded.street, community = excluded.community,
              units = case when excluded.units <@ t.units then t.units else t.units || excluded.units end""";

    private static final String ADD_UNITS = """
            update case_territory t set units = t.units || string_to_array(told.units, ',')
            from unnest(cast(:cases as uuid[]), cast(:units as text[])) as told (case_id, units)
            where t.case_id = told.case_id and not string_to_array(told.units, ',') <@ t.units""";

    /** In one order for all transactions, so that two of them seldom wait for each other. */
    private final Map<UUID, Territory> byCase = new TreeMap<>();

    /** Notes what an event tells about a case; later events last. */
    public void add(UUID caseId, Territory territory) {
        byCase.merge(caseId, territory, Territory::then);
    }

    /** Writes all of it: one statement for the cases whose place is told, one for those that a unit got; nothing if nothing was told. */
    public Uni<Void> write(Mutiny.StatelessSession session) {
        var placed = new LinkedHashMap<UUID, Territory>();
        var given = new LinkedHashMap<UUID, Territory>();
        byCase.forEach((caseId, territory) -> (territory.place() == null ? given : placed).put(caseId, territory));
        return place(session, placed).chain(() -> addUnits(session, given));
    }

    private static Uni<Void> place(Mutiny.StatelessSession session, Map<UUID, Territory> placed) {
        return placed.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(PLACE)
                        .setParameter("cases", cases(placed))
                        .setParameter("districts", column(placed, place -> place.outside() ? ANY : place.district()))
                        .setParameter("streets", column(placed, place -> place.outside() ? null : place.street()))
                        .setParameter(
                                "communities", column(placed, place -> place.outside() ? null : place.community()))
                        .setParameter("units", units(placed))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private static Uni<Void> addUnits(Mutiny.StatelessSession session, Map<UUID, Territory> given) {
        return given.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(ADD_UNITS)
                        .setParameter("cases", cases(given))
                        .setParameter("units", units(given))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private static UUID[] cases(Map<UUID, Territory> told) {
        return told.keySet().toArray(UUID[]::new);
    }

    private static String[] units(Map<UUID, Territory> told) {
        return told.values().stream()
                .map(territory -> String.join(",", territory.units()))
                .toArray(String[]::new);
    }

    private static @Nullable String[] column(Map<UUID, Territory> placed, Function<Place, @Nullable String> value) {
        return placed.values().stream()
                .map(territory -> value.apply(Objects.requireNonNull(territory.place())))
                .toArray(String[]::new);
    }
}
