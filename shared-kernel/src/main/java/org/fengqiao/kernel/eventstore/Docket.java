package org.fengqiao.kernel.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.clock.DeadlineRows;
import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.decision.Decision.Refused;
import org.fengqiao.kernel.eventstore.CaseLedger.Standing;
import org.fengqiao.kernel.eventstore.Consequence.EndDeadline;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Consequence.SetDeadline;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.messaging.PartnerMessage;

/**
 * The cases of one transaction, in memory: orders are decided one after another, later ones see what earlier ones recorded, and
 * {@link #save} writes everything in a handful of statements. Of use once, by one caller at a time.
 *
 * @param <C> the commands
 * @param <S> the states
 * @param <E> the events
 */
public final class Docket<C, S, E> {

    private final CaseLedger<C, S, E> ledger;
    private final Map<UUID, List<E>> history;
    private final Instant recordedAt;
    private final Map<UUID, Standing<S>> cases = new HashMap<>();
    private final Map<UUID, CaseView.Changed<S>> changed = new LinkedHashMap<>();
    private final List<StoredEvent> events = new ArrayList<>();
    private final List<PartnerMessage> messages = new ArrayList<>();
    private final DeadlineRows deadlines = new DeadlineRows();

    Docket(CaseLedger<C, S, E> ledger, Map<UUID, List<E>> history) {
        this.ledger = ledger;
        this.history = history;
        this.recordedAt = ledger.clock.instant();
    }

    /** The case as it stands in this docket. It must be one of those the docket was opened for. */
    public Standing<S> standing(UUID caseId) {
        return cases.computeIfAbsent(caseId, id -> ledger.standing(history, id));
    }

    /** Decides one order and, if it holds, notes down what is to be written. */
    public Ruling<S, E> decide(Order<C> order) {
        var before = standing(order.caseId());
        return switch (ledger.decider.decide(order.command(), before.state())) {
            case Refused<E>(var because) -> new Ruling.Refused<>(because, before.version());
            case Accepted<E>(var accepted) -> {
                var recorded = accepted.stream()
                        .map(event -> record(order.caseId(), event, order.cause()))
                        .toList();
                var after = standing(order.caseId());
                yield new Ruling.Held<>(after.version(), after.state(), recorded);
            }
        };
    }

    private Recorded<S, E> record(UUID caseId, E event, Cause cause) {
        var before = standing(caseId);
        var after = new Standing<>(before.version() + 1, ledger.decider.evolve(before.state(), event));
        var recorded = new Recorded<>(
                caseId, Identifiers.next(), after.version(), event, before.state(), after.state(), cause, recordedAt);
        cases.put(caseId, after);
        changed.put(caseId, new CaseView.Changed<>(caseId, after.version(), after.state()));
        events.add(ledger.store.write(recorded.eventId(), caseId, after.version(), event, cause, recordedAt));
        for (var consequence : ledger.policy.of(recorded)) {
            switch (consequence) {
                case SendToPartner message -> messages.add(write(message, recorded));
                case SetDeadline deadline -> deadlines.set(caseId, deadline);
                case EndDeadline deadline -> deadlines.end(caseId, deadline);
            }
        }
        return recorded;
    }

    private PartnerMessage write(SendToPartner message, Recorded<S, E> recorded) {
        try {
            return new PartnerMessage(
                    Identifiers.next(),
                    message.topic(),
                    message.key(),
                    message.type(),
                    ledger.json.writeValueAsString(message.body()),
                    recorded.caseId(),
                    recorded.cause(),
                    recorded.eventId(),
                    recordedAt);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + message.type() + " of case " + recorded.caseId(), e);
        }
    }

    /** How many events wait to be saved. */
    public int size() {
        return events.size();
    }

    /**
     * Writes events, partner messages, deadlines and views, each in one statement. Fails with a violation of
     * {@code event_case_version} if another transaction recorded the same version first; {@link Conflicts} recognises it.
     */
    public Uni<Void> save(Mutiny.StatelessSession session) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return ledger.store
                .append(session, events)
                .chain(() -> messages.isEmpty() ? Uni.createFrom().voidItem() : session.insertMultiple(messages))
                .chain(() -> deadlines.save(session, recordedAt))
                .chain(() -> ledger.view.write(session, List.copyOf(changed.values())));
    }
}
