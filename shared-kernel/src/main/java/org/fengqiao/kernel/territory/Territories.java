package org.fengqiao.kernel.territory;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.territory.Territory.Locality;

/**
 * Keeps in every service where each case belongs (table {@code case_territory}), so that each can tell by itself who may see it. A service learns it
 * from the events it records, in their transaction, and from those it follows, in the poll's (ADR 13).
 */
public final class Territories {

    private static final String REGISTERED = "fengqiao.intake.case-registered.v1";
    private static final String ASSIGNED = "fengqiao.routing.case-assigned.v1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String WRITE = """
            insert into case_territory as t (case_id, district, street, community, units)
            select case_id, district, street, community, string_to_array(units, ',')
            from unnest(cast(:cases as uuid[]), cast(:districts as text[]), cast(:streets as text[]),
              cast(:communities as text[]), cast(:units as text[])) as told (case_id, district, street, community, units)
            on conflict (case_id) do update set
              district = coalesce(excluded.district, t.district),
              street = case when excluded.district is null then t.street else excluded.street end,
              community = case when excluded.district is null then t.community else excluded.community end,
              units = case when excluded.units <@ t.units then t.units else t.units || excluded.units end""";

    private Territories() {}

    /** Whether events of this type tell where a case belongs. */
    public static boolean tells(@Nullable String type) {
        return REGISTERED.equals(type) || ASSIGNED.equals(type);
    }

    /**
     * What an event tells.
     *
     * @param type its full name
     * @param data its value, JSON
     * @return empty if events of this type do not tell where a case belongs
     * @throws IOException if it should, and cannot be read
     */
    public static Optional<Territory> of(String type, String data) throws IOException {
        if (!tells(type)) {
            return Optional.empty();
        }
        var event = JSON.readTree(data);
        return Optional.of(
                REGISTERED.equals(type)
                        ? new Territory(locality(event), Set.of())
                        : new Territory(null, Set.of(required(event, "unit"))));
    }

    /** What lies in no district that the centre serves is every district's, so that any desk can send it on. */
    private static Locality locality(JsonNode registered) throws IOException {
        if (registered.path("outside").booleanValue()) {
            return new Locality(Locality.ANY, null, null);
        }
        var place = registered.path("place");
        return new Locality(required(place, "district"), text(place, "street"), text(place, "community"));
    }

    private static String required(JsonNode node, String field) throws IOException {
        var text = text(node, field);
        if (text == null) {
            throw new IOException("the event has no " + field);
        }
        return text;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).textValue();
    }

    /** What a batch tells, case by case; later events last. */
    public static final class Told {

        private final Map<UUID, Territory> byCase = new LinkedHashMap<>();

        /** Notes what an event tells about a case. */
        public void add(UUID caseId, Territory territory) {
            byCase.merge(caseId, territory, Territory::then);
        }

        /** Writes all of it in one statement; nothing if nothing was told. */
        public Uni<Void> write(Mutiny.StatelessSession session) {
            return byCase.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : session.createNativeQuery(WRITE)
                            .setParameter("cases", byCase.keySet().toArray(UUID[]::new))
                            .setParameter("districts", localities(Locality::district))
                            .setParameter("streets", localities(Locality::street))
                            .setParameter("communities", localities(Locality::community))
                            .setParameter("units", column(territory -> String.join(",", territory.units())))
                            .executeUpdate()
                            .replaceWithVoid();
        }

        private String[] localities(Function<Locality, @Nullable String> part) {
            return column(territory -> territory.locality() == null ? null : part.apply(territory.locality()));
        }

        private String[] column(Function<Territory, @Nullable String> value) {
            return List.copyOf(byCase.values()).stream().map(value).toArray(String[]::new);
        }
    }
}
