package org.fengqiao.analytics.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.export.ExportedCase.Event;
import org.fengqiao.analytics.export.ExportedCase.Kind;
import org.fengqiao.analytics.export.ExportedCase.PartOfCase;
import org.fengqiao.analytics.export.ExportedCase.Trait;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;

/** Reader of whole cases, some at a time, in the order of their ids: three statements for each two hundred. */
@Singleton
public class LogExport {

    /** The traits of a case, as the columns of {@code case_profile} are called. */
    static final List<String> TRAITS =
            List.of("district", "street", "community", "grid", "channel", "layer", "category", "path");

    private static final int AT_ONCE = 200;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String PREFIX = "fengqiao.";

    private static final Statement CASES = Statement.of("""
        select m.case_id from milestone m
        where m.kind = 'REGISTERED' and m.case_id > :after and m.occurred_at >= :from and m.occurred_at < :to
          and m.known_from <= :asOf and %s
        order by m.case_id limit :most\
        """.formatted(Jurisdiction.cases("m.case_id")));

    private static final Statement EVENTS = Statement.of("""
        select case_id, event_id, service, type, occurred_at, recorded_at, actor_unit, actor_role, data
        from recorded_event where case_id = any(:cases) and known_at <= :asOf order by case_id, position\
        """);

    private static final Statement TRAITS_OVER_TIME = Statement.of("""
        select case_id, known_from, %s from case_profile
        where case_id = any(:cases) and known_from <= :asOf order by case_id, known_from\
        """.formatted(String.join(", ", TRAITS)));

    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;

    LogExport(Mutiny.SessionFactory sessions, ObjectMapper json) {
        this.sessions = sessions;
        this.json = json;
    }

    /**
     * Cases to be handed out.
     *
     * @param from registered at this time or later
     * @param to registered before
     * @param asOf the time whose knowledge counts
     */
    public record Selection(Jurisdiction within, Instant from, Instant to, Instant asOf) {}

    /** Reads the cases; the next ones when those before have gone. */
    public Multi<ExportedCase> cases(Selection selection) {
        return Batches.read(BEFORE_ALL, AT_ONCE, after -> some(selection, after), ExportedCase::caseId);
    }

    private Uni<List<ExportedCase>> some(Selection selection, UUID after) {
        return sessions.withStatelessSession(session -> selected(session, selection, after, AT_ONCE)
                .flatMap(ids -> ids.isEmpty() ? Uni.createFrom().item(List.of()) : whole(session, selection, ids)));
    }

    /** Returns the ids of the next cases of a selection. */
    public static Uni<List<UUID>> selected(Mutiny.StatelessSession session, Selection selection, UUID after, int most) {
        return selection
                .within()
                .within(CASES.bind("after", after)
                        .bind("from", selection.from())
                        .bind("to", selection.to())
                        .bind("asOf", selection.asOf())
                        .bind("most", most))
                .list(session, row -> row.getUUID("case_id"));
    }

    private Uni<List<ExportedCase>> whole(Mutiny.StatelessSession session, Selection selection, List<UUID> ids) {
        return EVENTS.bindIds("cases", ids)
                .bind("asOf", selection.asOf())
                .list(session, row -> Map.entry(row.getUUID("case_id"), event(row)))
                .flatMap(events -> TRAITS_OVER_TIME
                        .bindIds("cases", ids)
                        .bind("asOf", selection.asOf())
                        .list(session, Profile::of)
                        .map(profiles -> put(ids, events, profiles)));
    }

    private record Profile(UUID caseId, Instant from, Map<String, String> values) {

        private static Profile of(Row row) {
            var values = new LinkedHashMap<String, String>();
            for (var trait : TRAITS) {
                var value = row.getString(trait);
                if (value != null) {
                    values.put(trait, value);
                }
            }
            return new Profile(row.getUUID("case_id"), Rows.time(row, "known_from"), values);
        }
    }

    private static List<ExportedCase> put(List<UUID> ids, List<Map.Entry<UUID, Event>> events, List<Profile> profiles) {
        var ofCases = new LinkedHashMap<UUID, List<Event>>();
        ids.forEach(id -> ofCases.put(id, new ArrayList<>()));
        events.forEach(entry -> ofCases.get(entry.getKey()).add(entry.getValue()));
        var traits = new LinkedHashMap<UUID, List<Trait>>();
        var latest = new LinkedHashMap<UUID, Map<String, String>>();
        for (var profile : profiles) {
            var known = latest.computeIfAbsent(profile.caseId(), _ -> new LinkedHashMap<>());
            profile.values().forEach((name, value) -> {
                if (!value.equals(known.put(name, value))) {
                    traits.computeIfAbsent(profile.caseId(), _ -> new ArrayList<>())
                            .add(new Trait(name, value, profile.from()));
                }
            });
        }
        return ofCases.entrySet().stream()
                .map(entry -> new ExportedCase(
                        entry.getKey(), traits.getOrDefault(entry.getKey(), List.of()), entry.getValue()))
                .toList();
    }

    private Event event(Row row) {
        var service = row.getString("service");
        var data = tree(row.getString("data"));
        return new Event(
                row.getUUID("event_id"),
                activity(row.getString("type")),
                service,
                Rows.time(row, "occurred_at"),
                Rows.time(row, "recorded_at"),
                row.getString("actor_unit"),
                row.getString("actor_role"),
                parts(data),
                Stream.of("unit", "chair", "lead")
                        .map(field -> text(data, field))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
    }

    /** Returns the type without the program's name and the version of its form. */
    private static String activity(String type) {
        var name = type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
        var version = name.lastIndexOf(".v");
        return version < 0 ? name : name.substring(0, version);
    }

    private static List<PartOfCase> parts(JsonNode data) {
        return Stream.of(Kind.values())
                .filter(kind -> data.path(kind.field()).isInt())
                .map(kind -> new PartOfCase(kind, data.path(kind.field()).asInt()))
                .toList();
    }

    private static @Nullable String text(JsonNode data, String field) {
        var value = data.path(field);
        return value.isTextual() ? value.asText() : null;
    }

    private JsonNode tree(String data) {
        try {
            return json.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event that was followed is JSON", e);
        }
    }
}
