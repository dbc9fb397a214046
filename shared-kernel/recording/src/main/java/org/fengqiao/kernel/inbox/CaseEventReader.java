package org.fengqiao.kernel.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.RandomBlocks;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.inbox.FollowedEvent.Located;
import org.fengqiao.kernel.inbox.Reading.Asks;
import org.fengqiao.kernel.inbox.Reading.AsksNothing;
import org.fengqiao.kernel.inbox.Reading.Unreadable;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.sealing.json.SealedJson;
import org.fengqiao.kernel.service.FollowedEvents;
import org.fengqiao.kernel.service.FollowedEvents.Followed;
import org.fengqiao.kernel.service.Watching;
import org.fengqiao.kernel.service.Watching.Watched;

/**
 * Reads other services' events from the common log as a tolerant reader: of each type that the service follows only the
 * fields it uses; what is personal stays closed. Types it doesn't follow are ignored; one it follows and cannot read is
 * {@link Unreadable}. Pure, and never throws.
 *
 * @param <C> the service's commands
 */
public final class CaseEventReader<C> {

    private final FollowedEvents<C> followed;
    private final Watching<?> watched;
    private final String service;
    private final SealedJson json;
    private final Map<Class<?>, ViewConstraints> constraints = new ConcurrentHashMap<>();

    /** A reader of what this service follows. */
    public CaseEventReader(FollowedEvents<C> followed, String service, ObjectMapper json) {
        this(followed, Watching.nothing(), service, json);
    }

    /** A reader of what this service follows, and of what it watches besides. */
    public CaseEventReader(FollowedEvents<C> followed, Watching<?> watched, String service, ObjectMapper json) {
        this.followed = followed;
        this.watched = watched;
        this.service = service;
        this.json = new SealedJson(json, new RandomBlocks());
    }

    /** Reads what the record asks of this service. */
    public Reading<C> reading(ConsumerRecord<byte[], byte[]> record) {
        return read(record).received().reading();
    }

    /** Reads everything that the record means to this service. */
    FollowedEvent<C> read(ConsumerRecord<byte[], byte[]> record) {
        var type = Envelope.typeOf(record.headers());
        var follow = type == null ? null : followed.find(type).orElse(null);
        var watch = type == null ? null : watched.find(type).orElse(null);
        if (follow == null && watch == null) {
            return only(record, new AsksNothing<>());
        }
        try {
            var envelope = Envelope.of(record.headers());
            var caseId = UUID.fromString(new String(record.key(), UTF_8));
            var note = watch == null ? null : note(record, watch, caseId, envelope);
            return follow == null
                    ? new FollowedEvent<>(new Received<>(record, new AsksNothing<>()), null, List.of(), note)
                    : read(record, follow, caseId, envelope, note);
        } catch (Envelope.Malformed e) {
            return only(record, new Unreadable<>("kernel.malformed-envelope", String.valueOf(e.getMessage())));
        } catch (IOException | RuntimeException e) {
            // The message may quote the value, which may be personal.
            return only(
                    record,
                    new Unreadable<>(
                            "kernel.unreadable-event",
                            type + " cannot be read: " + e.getClass().getSimpleName()));
        }
    }

    private <T> @Nullable Object note(
            ConsumerRecord<byte[], byte[]> record, Watched<T, ?> watch, UUID caseId, Envelope envelope)
            throws IOException {
        return watch.noting()
                .of(caseId, view(record, watch.view(), caseId, envelope), envelope)
                .orElse(null);
    }

    private <T> T view(ConsumerRecord<byte[], byte[]> record, Class<T> type, UUID caseId, Envelope envelope)
            throws IOException {
        var event = json.readClosed(record.value(), type, caseId, envelope.type());
        constraints.computeIfAbsent(type, ViewConstraints::of).check(event);
        return event;
    }

    private <T> FollowedEvent<C> read(
            ConsumerRecord<byte[], byte[]> record,
            Followed<T, C> follow,
            UUID caseId,
            Envelope envelope,
            @Nullable Object note)
            throws IOException {
        var event = view(record, follow.view(), caseId, envelope);
        var meaning = follow.meaning().of(caseId, event, envelope);
        return new FollowedEvent<>(
                new Received<>(
                        record,
                        meaning.command()
                                .<Reading<C>>map(command ->
                                        new Asks<>(new Order<>(caseId, command, envelope.leadingTo(service))))
                                .orElseGet(AsksNothing::new)),
                meaning.territory()
                        .map(territory -> new Located(caseId, territory))
                        .orElse(null),
                meaning.erased(),
                note);
    }

    private static <C> FollowedEvent<C> only(ConsumerRecord<byte[], byte[]> record, Reading<C> reading) {
        return new FollowedEvent<>(new Received<>(record, reading), null, List.of(), null);
    }
}
