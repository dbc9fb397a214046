package org.fengqiao.kernel.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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

/**
 * Reads other services' events from the common log as a tolerant reader: of each type that the service follows only the
 * fields it uses; what is personal stays closed. Types it doesn't follow are ignored; one it follows and cannot read is
 * {@link Unreadable}. Pure, and never throws.
 *
 * @param <C> the service's commands
 */
public final class CaseEventReader<C> {

    private final FollowedEvents<C> followed;
    private final String service;
    private final SealedJson json;
    private final Map<Class<?>, ViewConstraints> constraints = new ConcurrentHashMap<>();

    /** A reader of what this service follows. */
    public CaseEventReader(FollowedEvents<C> followed, String service, ObjectMapper json) {
        this.followed = followed;
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
        if (follow == null) {
            return only(record, new AsksNothing<>());
        }
        try {
            var envelope = Envelope.of(record.headers());
            var caseId = UUID.fromString(new String(record.key(), UTF_8));
            return read(record, follow, caseId, envelope);
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

    private <T> FollowedEvent<C> read(
            ConsumerRecord<byte[], byte[]> record, Followed<T, C> follow, UUID caseId, Envelope envelope)
            throws IOException {
        var event = json.readClosed(record.value(), follow.view(), caseId, envelope.type());
        constraints.computeIfAbsent(follow.view(), ViewConstraints::of).check(event);
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
                meaning.erased());
    }

    private static <C> FollowedEvent<C> only(ConsumerRecord<byte[], byte[]> record, Reading<C> reading) {
        return new FollowedEvent<>(new Received<>(record, reading), null, List.of());
    }
}
