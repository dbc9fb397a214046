package org.fengqiao.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.fengqiao.control.replay.CaseEvent;
import org.fengqiao.control.replay.CaseHistory;
import org.fengqiao.control.replay.HistoryFile;
import org.fengqiao.control.replay.HistorySource;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;
import org.fengqiao.verification.PublishedRecords;

/**
 * Histories from the common log; neither services nor databases need run. The whole topic is read.
 *
 * @param kafka settings of Kafka's client
 * @param read told the number of records after each
 */
record FromTopic(Map<String, Object> kafka, LongConsumer read) implements HistorySource {

    private static final String TOPIC = "case-events";

    @Override
    public CaseHistory read(UUID caseId, Set<Service> services) throws IOException {
        var events = new ArrayList<CaseEvent>();
        var key = caseId.toString();
        PublishedRecords.read(kafka, "casectl", List.of(TOPIC), published -> {
            read.accept(1);
            if (published.key() != null
                    && published.value() != null
                    && key.equals(new String(published.key(), UTF_8))) {
                var event = event(caseId, published);
                if (services.contains(event.recordedBy())) {
                    events.add(event);
                }
            }
        });
        if (events.isEmpty()) {
            throw new UserError("Topic %s has no event of case %s.".formatted(TOPIC, caseId));
        }
        return CaseHistory.of(caseId, events, null);
    }

    /**
     * Hands over all events of cases, those of a stream in its order; what was published twice comes twice.
     *
     * @return records that are no event of a service
     */
    UnreadableRecords events(HistoryFile.EventUse use) throws IOException {
        var unreadable = new UnreadableRecords();
        PublishedRecords.read(kafka, "casectl", List.of(TOPIC), published -> {
            read.accept(1);
            CaseEvent event = null;
            try {
                if (published.key() != null && published.value() != null) {
                    event = event(UUID.fromString(new String(published.key(), UTF_8)), published);
                    event.recordedBy();
                }
            } catch (IllegalArgumentException | UserError _) {
                event = null;
            }
            if (event == null) {
                unreadable.add(published);
            } else {
                use.take(event);
            }
        });
        return unreadable;
    }

    private static CaseEvent event(UUID caseId, ConsumerRecord<byte[], byte[]> published) {
        try {
            var envelope = Envelope.of(published.headers());
            if (envelope.sequence() == null
                    || envelope.recordedTime() == null
                    || envelope.actor() == null
                    || envelope.correlationId() == null) {
                throw new Envelope.Malformed("it is no event of a service");
            }
            return new CaseEvent(
                    envelope.source().substring(1),
                    caseId,
                    envelope.sequence(),
                    envelope.id(),
                    envelope.type(),
                    envelope.time(),
                    envelope.recordedTime(),
                    envelope.actor(),
                    envelope.correlationId(),
                    envelope.causationId(),
                    HistoryFile.tree(new String(published.value(), UTF_8)));
        } catch (Envelope.Malformed | IllegalStateException e) {
            throw new UserError("The record at %s-%d@%d cannot be read: %s."
                    .formatted(published.topic(), published.partition(), published.offset(), e.getMessage()));
        }
    }
}
