package org.fengqiao.analytics.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.projection.GivenUpEvents;
import org.fengqiao.analytics.projection.History;
import org.fengqiao.analytics.timeline.Band;
import org.fengqiao.analytics.timeline.Bar;
import org.fengqiao.analytics.timeline.Gap;
import org.fengqiao.analytics.timeline.Timeline;
import org.fengqiao.analytics.timeline.Told;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.Rule;
import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.web.Problem;

/** Timeline of a case across all services: what a page shows of its history at once. */
@Path("/cases/{caseId}/timeline")
@Cancellable(false)
@RolesAllowed({Roles.ANALYST, Roles.OPERATOR, Roles.CLERK, Roles.DISPATCHER, Roles.LEADER})
public class TimelineResource {

    private final Mutiny.SessionFactory sessions;
    private final History history;
    private final LegalClock legalClock;
    private final InstantSource clock;

    TimelineResource(Mutiny.SessionFactory sessions, History history, LegalClock legalClock, InstantSource clock) {
        this.sessions = sessions;
        this.history = history;
        this.legalClock = legalClock;
        this.clock = clock;
    }

    /**
     * Timeline.
     *
     * @param at the time whose knowledge it shows
     * @param now who has the case; null if nobody says
     * @param nextDue the duty that is due next; null if nothing is owed
     * @param custody who had the case when, oldest first
     * @param deadlines in the order in which they started
     * @param idle where nothing was recorded for some working days
     * @param missing events of the case that could not be followed and were given up
     */
    public record Body(
            UUID caseId,
            Instant at,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Band now,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Deadline nextDue,

            List<Band> custody,
            List<Deadline> deadlines,
            List<Event> events,
            List<Gap> idle,
            List<GivenUpEvents.Gap> missing) {}

    /**
     * Deadline, and where it is written.
     *
     * @param title null if the rule is no longer among the rules, as are {@code article} and {@code nature}
     */
    public record Deadline(
            String service,
            String name,
            String rule,
            @Nullable Bilingual title,
            @Nullable String article,
            Rule.@Nullable Nature nature,
            Bar.State state,
            Instant startedAt,
            Instant dueAt,
            @Nullable Instant endedAt,
            List<Bar.Pause> pauses) {}

    /**
     * Event, without its body.
     *
     * @param late whether it was recorded a day or more after it took effect
     */
    public record Event(
            long position,
            UUID eventId,
            String service,
            String event,
            Instant occurredAt,
            Instant recordedAt,
            boolean late,
            @Nullable String actor,
            @Nullable String unit,
            @Nullable String role) {

        static Event of(Told told) {
            return new Event(
                    told.position(),
                    told.eventId(),
                    told.service(),
                    told.event(),
                    told.occurredAt(),
                    told.recordedAt(),
                    Timeline.isLate(told),
                    told.actorId(),
                    told.actorUnit(),
                    told.actorRole());
        }
    }

    /**
     * Returns the whole case at a glance: custody, deadlines with their pauses, every event without its body, and the
     * stretches in which nothing was recorded.
     *
     * @param asOf a time with zone (RFC 3339): only what was known then
     */
    @GET
    public Uni<Body> timeline(@PathParam("caseId") UUID caseId, @QueryParam("asOf") @Nullable Instant asOf) {
        var at = asOf == null ? clock.instant() : asOf;
        return sessions.withStatelessSession(session -> history.told(session, caseId, asOf)
                .flatMap(told -> GivenUpEvents.gaps(session, caseId).map(missing -> {
                    if (told.isEmpty() && missing.isEmpty()) {
                        throw Problem.noSuchCase().exception();
                    }
                    return body(caseId, at, told, missing);
                })));
    }

    private Body body(UUID caseId, Instant at, List<Told> told, List<GivenUpEvents.Gap> missing) {
        var timeline = Timeline.of(told, at, legalClock.calendar());
        var next = timeline.nextDue(bar -> rule(bar) == null || rule(bar).nature() == Rule.Nature.DUTY);
        return new Body(
                caseId,
                at,
                timeline.now(),
                next == null ? null : deadline(next),
                timeline.custody(),
                timeline.deadlines().stream().map(this::deadline).toList(),
                told.stream().map(Event::of).toList(),
                timeline.gaps(),
                missing);
    }

    private Deadline deadline(Bar bar) {
        var rule = rule(bar);
        return new Deadline(
                bar.service(),
                bar.name(),
                bar.rule(),
                rule == null ? null : rule.title(),
                rule == null ? null : rule.article(),
                rule == null ? null : rule.nature(),
                bar.state(),
                bar.startedAt(),
                bar.dueAt(),
                bar.endedAt(),
                bar.pauses());
    }

    private @Nullable Rule rule(Bar bar) {
        return legalClock.rules().all().stream()
                .filter(rule -> rule.id().equals(bar.rule()) && rule.version() == bar.version())
                .findFirst()
                .orElse(null);
    }
}
