package org.fengqiao.kernel.eventstore;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.eventstore.Recording.Noted;
import org.fengqiao.kernel.eventstore.Recording.NotedMessage;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.keys.DisclosureRecord;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalComponents;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.territory.Territories;
import org.fengqiao.kernel.threads.EventLoop;

/**
 * Writes what a docket noted: brings the keys, closes what is personal, links the events, and stores everything in a
 * handful of statements.
 *
 * @param <S> the states
 */
final class RecordingWriter<S> {

    /** Number of events that are closed and linked in less time than it takes to hand them to another thread. */
    private static final int FEW = 10;

    private final EventStore<?> store;
    private final CaseView<S> view;
    private final RecordProtection protection;

    RecordingWriter(EventStore<?> store, CaseView<S> view, RecordProtection protection) {
        this.store = store;
        this.view = view;
        this.protection = protection;
    }

    private record Closed(List<EventStore.Appended> events, List<PartnerMessage> messages) {}

    /**
     * Writes rows of deadlines, views, where cases belong, events and partner messages, each in one statement and all
     * of them without waiting for each other. Fails with a violation of {@code event_case_version} if another
     * transaction recorded the same version first; {@link Conflicts} recognises it. Fails with
     * {@link org.fengqiao.kernel.sealing.CannotSeal} if somebody it speaks of was erased. Either way part of it may
     * have been written: the transaction must not commit.
     *
     * <p>The rows of deadlines come first, as they do for the poller, which has locked them before it decides. Keys are
     * brought and texts closed while what holds nothing personal is written.
     */
    Uni<Void> write(Mutiny.StatelessSession session, Recording<S> recording) {
        return Uni.createFrom()
                .deferred(() -> Pipeline.of(
                        DeadlineRows.write(session, recording.deadlines()),
                        ObligationRows.write(session, recording.deadlines()),
                        recording.changed().isEmpty()
                                ? Uni.createFrom().voidItem()
                                : view.write(session, recording.changed()),
                        Territories.write(session, recording.territories()),
                        closed(recording)
                                .flatMap(closed -> protection
                                        .envelopes()
                                        .address(closed.messages())
                                        .flatMap(addressed -> Pipeline.of(
                                                store.append(session, closed.events()),
                                                PartnerMessage.insert(session, addressed.messages()),
                                                DisclosureRecord.insert(session, addressed.disclosures()))))));
    }

    private Uni<Closed> closed(Recording<S> recording) {
        return keys(recording)
                .flatMap(ring -> recording.events().size() <= FEW
                        ? Uni.createFrom().item(() -> close(recording, ring))
                        : EventLoop.beside(() -> close(recording, ring)));
    }

    /** The keys of all whose texts are new, at once; nobody is asked if nothing is. */
    private Uni<KeyRing> keys(Recording<S> recording) {
        var subjects = new HashSet<SubjectId>();
        var fresh = new HashSet<SubjectId>();
        for (var event : recording.events()) {
            var whose =
                    PersonalComponents.subjectsToSeal(List.of(event.recorded().event()));
            subjects.addAll(whose);
            if (!recording.past().containsKey(event.recorded().caseId())) {
                fresh.addAll(whose);
            }
        }
        for (var message : recording.messages()) {
            subjects.addAll(
                    PersonalComponents.subjectsToSeal(List.of(message.message().body())));
        }
        return protection.keys().toSeal(subjects, fresh);
    }

    private Closed close(Recording<S> recording, KeyRing ring) {
        var links = new HashMap<UUID, @Nullable Digest>();
        recording.past().forEach((caseId, history) -> links.put(caseId, history.link()));
        return new Closed(
                recording.events().stream()
                        .map(event -> close(event, ring, links))
                        .toList(),
                recording.messages().stream()
                        .map(message -> close(message, ring))
                        .toList());
    }

    /** @param links the link of the last event of each case so far; the event's own takes its place */
    private EventStore.Appended close(Noted event, KeyRing ring, Map<UUID, @Nullable Digest> links) {
        var caseId = event.recorded().caseId();
        var row = store.write(event.recorded(), event.type(), ring);
        var linked = store.link(event.recorded().event(), row, links.get(caseId), protection.chainKey());
        links.put(caseId, linked.event().link());
        return linked;
    }

    /** Seals a message. Personal data that is not for this partner is left out, not even put in a box. */
    private PartnerMessage close(NotedMessage noted, KeyRing ring) {
        var message = noted.message();
        var recorded = noted.becauseOf();
        var told = protection
                .partnerRules()
                .fieldsTold(PartnerRules.partnerOf(message.topic()).orElse(null), message.type());
        return new PartnerMessage(
                Identifiers.next(),
                message.topic(),
                message.key(),
                message.type(),
                store.write(message.body(), recorded.caseId(), message.type(), ring, told::has),
                recorded.caseId(),
                recorded.cause(),
                recorded.eventId(),
                recorded.recordedAt());
    }
}
