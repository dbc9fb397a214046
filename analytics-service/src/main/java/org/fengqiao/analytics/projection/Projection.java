package org.fengqiao.analytics.projection;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.model.BatchFold;
import org.fengqiao.analytics.model.FollowedCase;
import org.fengqiao.analytics.model.Milestone;
import org.fengqiao.analytics.model.ProfileVersion;
import org.fengqiao.analytics.model.RecordedEvent;

/** Loads what a batch needs to know and writes what came of it: one statement a table, however large the batch. */
@Singleton
public class Projection {

    /** The topic whose events everything here is made from. */
    public static final String TOPIC = "case-events";

    private static final String LOAD = "select cast(state as text) from followed_case where case_id = any(:cases)";

    private static final String RECORD = """
            insert into recorded_event (case_id, position, service, sequence, event_id, type, occurred_at, recorded_at,
              known_at, actor_id, actor_unit, actor_role, on_behalf_of, correlation_id, causation_id, data)
            select cast(r.c1 as uuid), cast(r.c2 as bigint), r.c3, cast(r.c4 as bigint), cast(r.c5 as uuid), r.c6,
              cast(r.c7 as timestamptz), cast(r.c8 as timestamptz), cast(r.c9 as timestamptz), r.c10, r.c11, r.c12,
              r.c13, cast(r.c14 as uuid), cast(r.c15 as uuid), r.c16
            from unnest(cast(:cases as text[]), cast(:positions as text[]), cast(:services as text[]),
              cast(:sequences as text[]), cast(:eventIds as text[]), cast(:types as text[]), cast(:occurred as text[]),
              cast(:recorded as text[]), cast(:known as text[]), cast(:actorIds as text[]), cast(:actorUnits as text[]),
              cast(:actorRoles as text[]), cast(:onBehalfOf as text[]), cast(:correlations as text[]),
              cast(:causations as text[]), cast(:bodies as text[]))
              r (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16)""";

    private static final String FOLLOW = """
            insert into followed_case (case_id, state)
            select cast(r.case_id as uuid), r.state
            from unnest(cast(:cases as text[]), cast(:states as text[])) r (case_id, state)
            on conflict (case_id) do update set state = excluded.state""";

    /**
     * The version that was current ends where the first new one begins; one that begins at the same instant is
     * replaced.
     */
    private static final String PROFILE = """
            with version as (
              select cast(r.c1 as uuid) as case_id, cast(r.c2 as timestamptz) as known_from,
                coalesce(cast(r.c3 as timestamptz), 'infinity') as known_to, r.c4, r.c5, r.c6, r.c7, r.c8, r.c9, r.c10,
                r.c11, r.c12
              from unnest(cast(:cases as text[]), cast(:from as text[]), cast(:to as text[]),
                cast(:districts as text[]), cast(:streets as text[]), cast(:communities as text[]),
                cast(:grids as text[]), cast(:channels as text[]), cast(:layers as text[]),
                cast(:categories as text[]), cast(:paths as text[]), cast(:units as text[]))
                r (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12)),
            ended as (
              update case_profile p set known_to = f.known_from
              from (select case_id, min(known_from) as known_from from version group by case_id) f
              where p.case_id = f.case_id and p.known_to = 'infinity' and p.known_from < f.known_from)
            insert into case_profile (case_id, known_from, known_to, district, street, community, grid, channel, layer,
              category, path, unit)
            select * from version
            on conflict (case_id, known_from) do update set known_to = excluded.known_to, district = excluded.district,
              street = excluded.street, community = excluded.community, grid = excluded.grid,
              channel = excluded.channel, layer = excluded.layer, category = excluded.category, path = excluded.path,
              unit = excluded.unit""";

    private static final String END = """
            update milestone m set known_to = cast(e.ended_at as timestamptz)
            from unnest(cast(:cases as text[]), cast(:kinds as text[]), cast(:subjects as text[]),
              cast(:ends as text[])) e (case_id, kind, subject, ended_at)
            where m.case_id = cast(e.case_id as uuid) and m.kind = e.kind and m.subject = e.subject
              and m.known_to = 'infinity'""";

    private static final String REACH = """
            insert into milestone (case_id, position, kind, subject, value, unit, event_id, occurred_at, known_from,
              known_to)
            select cast(r.c1 as uuid), cast(r.c2 as bigint), r.c3, r.c4, r.c5, r.c6, cast(r.c7 as uuid),
              cast(r.c8 as timestamptz), cast(r.c9 as timestamptz),
              coalesce(cast(r.c10 as timestamptz), 'infinity')
            from unnest(cast(:cases as text[]), cast(:positions as text[]), cast(:kinds as text[]),
              cast(:subjects as text[]), cast(:values as text[]), cast(:units as text[]), cast(:eventIds as text[]),
              cast(:occurred as text[]), cast(:from as text[]), cast(:to as text[]))
              r (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)""";

    private final ObjectReader states;
    private final ObjectWriter stateWriter;

    public Projection(ObjectMapper json) {
        this.states = json.readerFor(FollowedCase.class);
        this.stateWriter = json.writerFor(FollowedCase.class);
    }

    /** A fold that knows how far these cases were followed. */
    public Uni<BatchFold> open(Mutiny.StatelessSession session, Collection<UUID> cases) {
        return session.createNativeQuery(LOAD, String.class)
                .setParameter("cases", cases.toArray(UUID[]::new))
                .getResultList()
                .flatMap(rows -> GivenUpEvents.of(session, cases)
                        .map(givenUp -> new BatchFold(
                                rows.stream().map(this::read).collect(toMap(FollowedCase::caseId, Function.identity())),
                                givenUp)));
    }

    /** Writes what came of a batch. */
    public Uni<Void> save(Mutiny.StatelessSession session, BatchFold fold) {
        return record(session, fold.recorded()).chain(() -> saveDerived(session, fold));
    }

    /**
     * Writes what came of a batch, except the events themselves: for a projection that is made again from the events
     * recorded.
     */
    Uni<Void> saveDerived(Mutiny.StatelessSession session, BatchFold fold) {
        return follow(session, fold.followed())
                .chain(() -> profile(session, fold.profiles()))
                .chain(() -> end(session, fold.endings()))
                .chain(() -> reach(session, fold.milestones()));
    }

    private Uni<Void> record(Mutiny.StatelessSession session, List<RecordedEvent> events) {
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(RECORD)
                        .setParameter("cases", column(events, e -> e.event().caseId()))
                        .setParameter("positions", column(events, RecordedEvent::position))
                        .setParameter("services", column(events, e -> e.event().service()))
                        .setParameter("sequences", column(events, e -> e.event().sequence()))
                        .setParameter("eventIds", column(events, e -> e.event().eventId()))
                        .setParameter("types", column(events, e -> e.event().type()))
                        .setParameter("occurred", column(events, e -> e.event().occurredAt()))
                        .setParameter("recorded", column(events, e -> e.event().recordedAt()))
                        .setParameter("known", column(events, RecordedEvent::knownAt))
                        .setParameter("actorIds", column(events, e -> e.event().actorId()))
                        .setParameter(
                                "actorUnits", column(events, e -> e.event().actorUnit()))
                        .setParameter(
                                "actorRoles", column(events, e -> e.event().actorRole()))
                        .setParameter(
                                "onBehalfOf", column(events, e -> e.event().onBehalfOf()))
                        .setParameter(
                                "correlations", column(events, e -> e.event().correlationId()))
                        .setParameter(
                                "causations", column(events, e -> e.event().causationId()))
                        .setParameter("bodies", column(events, e -> e.event().data()))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private Uni<Void> follow(Mutiny.StatelessSession session, List<FollowedCase> cases) {
        return cases.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(FOLLOW)
                        .setParameter("cases", column(cases, FollowedCase::caseId))
                        .setParameter("states", column(cases, this::write))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private static Uni<Void> profile(Mutiny.StatelessSession session, List<ProfileVersion> versions) {
        return versions.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(PROFILE)
                        .setParameter("cases", column(versions, ProfileVersion::caseId))
                        .setParameter("from", column(versions, v -> v.known().from()))
                        .setParameter("to", column(versions, v -> v.known().to()))
                        .setParameter(
                                "districts",
                                column(versions, v -> v.profile().place().district()))
                        .setParameter(
                                "streets",
                                column(versions, v -> v.profile().place().street()))
                        .setParameter(
                                "communities",
                                column(versions, v -> v.profile().place().community()))
                        .setParameter(
                                "grids",
                                column(versions, v -> v.profile().place().grid()))
                        .setParameter(
                                "channels", column(versions, v -> v.profile().channel()))
                        .setParameter(
                                "layers", column(versions, v -> v.profile().layer()))
                        .setParameter(
                                "categories", column(versions, v -> v.profile().category()))
                        .setParameter("paths", column(versions, v -> v.profile().path()))
                        .setParameter("units", column(versions, v -> v.profile().unit()))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private static Uni<Void> end(Mutiny.StatelessSession session, List<BatchFold.Ending> endings) {
        return endings.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(END)
                        .setParameter("cases", column(endings, BatchFold.Ending::caseId))
                        .setParameter("kinds", column(endings, BatchFold.Ending::kind))
                        .setParameter("subjects", column(endings, BatchFold.Ending::subject))
                        .setParameter("ends", column(endings, BatchFold.Ending::endedAt))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private static Uni<Void> reach(Mutiny.StatelessSession session, List<Milestone> milestones) {
        return milestones.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(REACH)
                        .setParameter("cases", column(milestones, Milestone::caseId))
                        .setParameter("positions", column(milestones, Milestone::position))
                        .setParameter("kinds", column(milestones, Milestone::kind))
                        .setParameter("subjects", column(milestones, Milestone::subject))
                        .setParameter("values", column(milestones, Milestone::value))
                        .setParameter("units", column(milestones, Milestone::unit))
                        .setParameter("eventIds", column(milestones, Milestone::eventId))
                        .setParameter("occurred", column(milestones, Milestone::occurredAt))
                        .setParameter("from", column(milestones, m -> m.known().from()))
                        .setParameter("to", column(milestones, m -> m.known().to()))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    /** A column of a batch as text, which the statement casts: numbers, identifiers and times alike. */
    private static <T> @Nullable String[] column(List<T> rows, Function<T, @Nullable Object> value) {
        return rows.stream()
                .map(value)
                .map(cell -> cell == null ? null : cell.toString())
                .toArray(String[]::new);
    }

    private FollowedCase read(String state) {
        try {
            return states.readValue(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read how far a case was followed", e);
        }
    }

    private String write(FollowedCase followed) {
        try {
            return stateWriter.writeValueAsString(followed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write how far a case was followed", e);
        }
    }

    /** A time column as Hibernate hands it over. */
    static Instant instant(Object column) {
        return switch (column) {
            case Instant instant -> instant;
            case java.time.OffsetDateTime time -> time.toInstant();
            default -> throw new IllegalStateException("not a time: " + column.getClass());
        };
    }
}
