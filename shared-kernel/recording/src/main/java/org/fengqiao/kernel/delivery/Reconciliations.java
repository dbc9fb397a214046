package org.fengqiao.kernel.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.delivery.Books.Sums;
import org.fengqiao.kernel.delivery.DeliveryMessage.Reconciliation;
import org.fengqiao.kernel.eventstore.PartnerMessage;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.operations.Expiry;
import org.fengqiao.kernel.operations.Gauges;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.time.Schedule;
import org.fengqiao.kernel.value.Times;

/**
 * Reconciliation with the partners that write to this service: each day every one of them is told the sums of the day
 * before, an hour after its end. Days on which the service did not run are told later, up to a month of them.
 * {@code fengqiao_reconciliations_unmatched}, by {@code partner}, says on how many days the partner's books differ.
 */
@Singleton
public class Reconciliations {

    /** Time after the end of a day by which all that was recorded on it is committed. */
    private static final Duration AFTER = Duration.ofHours(1);

    private static final int DAYS_TOLD_LATER = 31;

    private static final Statement REMOVE_RECEIVED = Statement.of(
            "delete from partner_received where day < cast(cast(:before as timestamptz) at time zone '+8' as date)");

    private static final Statement REMOVE_REDELIVERED =
            Statement.of("delete from partner_redelivery where requested_at < :before");

    private static final Statement UNMATCHED = Statement.of(
            "select partner, count(*) as days from partner_reconciliation where state = 'UNMATCHED' group by partner");

    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Gauges gauges;
    private final String service;
    /** Partners that were measured before: where nothing differs any more, that is measured too. */
    private final Set<String> measured = new HashSet<>();

    Reconciliations(
            Mutiny.SessionFactory sessions,
            ObjectMapper json,
            InstantSource clock,
            Gauges gauges,
            @ConfigProperty(name = "fengqiao.service") String service) {
        this.sessions = sessions;
        this.json = json;
        this.clock = clock;
        this.gauges = gauges;
        this.service = service;
    }

    /**
     * Schedules the telling of sums, every minute ({@code fengqiao.reconciliations.every}), the counting of
     * differences, and the removal of what is no longer needed.
     */
    void start(@Observes StartupEvent event, Schedule schedule, Expiry expiry, Config config) {
        var partners = partners(config);
        measured.addAll(partners);
        if (!partners.isEmpty()) {
            schedule.every(
                    "${fengqiao.reconciliations.every:1m}",
                    Duration.ofSeconds(20),
                    "reconciliations",
                    () -> tell(partners));
            schedule.every(
                    "${fengqiao.operations.measure-every:5s}",
                    Duration.ofSeconds(2),
                    "measurements of reconciliations",
                    this::measure);
        }
        expiry.schedule(
                "ids of received messages",
                "${fengqiao.deliveries.remove-every:10m}",
                Duration.ofDays(Books.DAYS_KEPT + 1L),
                REMOVE_RECEIVED);
        // Their publication does not need the rows, which the connector reads from the write-ahead log.
        expiry.schedule(
                "redelivered messages",
                "${fengqiao.deliveries.remove-every:10m}",
                Duration.ofDays(7),
                REMOVE_REDELIVERED);
    }

    /** Returns the partners whose topics this service reads. */
    static Set<String> partners(Config config) {
        var partners = new TreeSet<String>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("mp.messaging.incoming.") && name.endsWith(".topic"))
                .flatMap(name -> config.getOptionalValue(name, String.class).stream())
                .filter(topic -> topic.endsWith(".inbound"))
                .forEach(topic -> partners.add(topic.substring(0, topic.length() - ".inbound".length())));
        return partners;
    }

    /** A day of which a partner is to be told. */
    private record Day(String partner, LocalDate day) {}

    /**
     * Tells these partners the sums of the days that are over, each of them once.
     *
     * @return how many messages that were
     */
    public Uni<Integer> tell(Collection<String> partners) {
        var yesterday = Times.dayOf(clock.instant().minus(AFTER)).minusDays(1);
        return sessions.withStatelessSession(Books::told)
                .onItem()
                .transformToMulti(told -> Multi.createFrom()
                        .iterable(partners.stream()
                                .flatMap(partner -> days(partner, told, yesterday).stream())
                                .toList()))
                .onItem()
                .transformToUniAndConcatenate(this::tell)
                .collect()
                .with(Collectors.summingInt(told -> told ? 1 : 0));
    }

    private static List<Day> days(String partner, Map<String, LocalDate> told, LocalDate yesterday) {
        var last = told.get(partner);
        var earliest = yesterday.minusDays(DAYS_TOLD_LATER - 1L);
        var first = last == null ? yesterday : last.plusDays(1).isBefore(earliest) ? earliest : last.plusDays(1);
        return first.isAfter(yesterday)
                ? List.of()
                : first.datesUntil(yesterday.plusDays(1))
                        .map(day -> new Day(partner, day))
                        .toList();
    }

    /** Failure of a transaction that was to tell what another instance has told. */
    private static final class ToldBefore extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ToldBefore() {
            super(null, null, false, false);
        }
    }

    /** The message comes first, as it does where an inbox compares the books: nobody then waits for each other. */
    private Uni<Boolean> tell(Day day) {
        return sessions.withStatelessTransaction((session, _) -> Books.sums(session, day.partner(), day.day())
                        .flatMap(sums -> PartnerMessage.insert(session, List.of(message(day, sums)))
                                .chain(() -> Books.tell(session, day.partner(), day.day(), sums, clock.instant())))
                        .invoke(fresh -> {
                            if (!fresh) {
                                throw new ToldBefore();
                            }
                        }))
                .onFailure(ToldBefore.class)
                .recoverWithItem(false);
    }

    private PartnerMessage message(Day day, Sums sums) {
        var now = clock.instant();
        var id = Identifiers.next();
        try {
            return PartnerMessage.ofNoCase(
                    id,
                    day.partner() + ".outbound",
                    day.day().toString(),
                    DeliveryMessage.RECONCILIATION,
                    json.writeValueAsString(new Reconciliation("/" + service, day.day(), sums.sent(), sums.received())),
                    new Cause(Actor.system(service), now, id, null, null),
                    now);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the sums of a day", e);
        }
    }

    /** Counts the days that differ. When they cannot be counted the gauges keep their last values. */
    private Uni<Void> measure() {
        return sessions.withStatelessSession(session -> UNMATCHED
                        .bound()
                        .list(session, row -> Map.entry(row.getString("partner"), row.getLong("days"))))
                .invoke(this::set)
                .replaceWithVoid();
    }

    private synchronized void set(List<Map.Entry<String, Long>> counts) {
        var gone = new HashSet<>(measured);
        for (var count : counts) {
            set(count.getKey(), count.getValue());
            measured.add(count.getKey());
            gone.remove(count.getKey());
        }
        gone.forEach(partner -> set(partner, 0));
    }

    private void set(String partner, long days) {
        gauges.set("fengqiao.reconciliations.unmatched", Tags.of("partner", partner), days);
    }
}
