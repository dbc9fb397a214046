package org.fengqiao.kernel.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.messaging.Reading.NotOurs;
import org.fengqiao.kernel.messaging.Reading.Ours;
import org.fengqiao.kernel.messaging.Reading.Unreadable;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.json.SealedJson;
import org.fengqiao.kernel.sealing.keeping.Keys;

/**
 * Reads other services' events from the common log as a tolerant reader: a service declares the types it follows and, of each, only the fields
 * it uses; what is personal stays closed. Types it doesn't follow are ignored; one it follows and cannot read is set aside.
 *
 * @param <C> the service's commands
 */
public final class CaseEventReader<C> implements Reading.Reader<C> {

    /** What an event of another service asks of this one. */
    @FunctionalInterface
    public interface Translation<T, C> {
        /** The command that follows; empty if this event, in spite of its type, does not concern this service. */
        Optional<C> command(UUID caseId, T event, Envelope envelope);
    }

    private record Followed<T, C>(SealedJson json, Class<T> view, Translation<T, C> translation) {
        Optional<C> command(UUID caseId, byte[] value, Envelope envelope) throws IOException {
            return translation.command(caseId, json.readClosed(value, view, caseId, envelope.type()), envelope);
        }
    }

    private final String service;
    private final Map<String, Followed<?, C>> followed;

    private CaseEventReader(String service, Map<String, Followed<?, C>> followed) {
        this.service = service;
        this.followed = Map.copyOf(followed);
    }

    /** Begins the list of what the service follows. */
    public static <C> Builder<C> of(String service, ObjectMapper json) {
        return new Builder<>(service, json);
    }

    /** Collects what the service follows. */
    public static final class Builder<C> {
        private final String service;
        private final SealedJson json;
        private final Map<String, Followed<?, C>> followed = new HashMap<>();

        private Builder(String service, ObjectMapper json) {
            this.service = service;
            this.json = new SealedJson(json, new SecureRandom());
        }

        /**
         * Follows a type.
         *
         * @param type the full type, such as {@code fengqiao.routing.case-claimed.v1}
         * @param view a record with the fields this service uses, and no others
         */
        public <T> Builder<C> on(String type, Class<T> view, Translation<T, C> translation) {
            if (followed.put(type, new Followed<>(json, view, translation)) != null) {
                throw new IllegalStateException("followed twice: " + type);
            }
            return this;
        }

        /**
         * Forgets the keys of whoever is erased as soon as this service hears of it: otherwise it would know them for as long as its cache does.
         *
         * @param keys the service's
         */
        public Builder<C> forgetting(Keys keys) {
            return on("fengqiao.intake.subject-erased.v1", Erased.class, (_, erased, _) -> {
                keys.forget(List.of(erased.subject(), erased.caseTexts()));
                return Optional.empty();
            });
        }

        private record Erased(SubjectId subject, SubjectId caseTexts) {
            Erased {
                Objects.requireNonNull(subject, "subject");
                Objects.requireNonNull(caseTexts, "caseTexts");
            }
        }

        /** The finished reader. */
        public CaseEventReader<C> build() {
            return new CaseEventReader<>(service, followed);
        }
    }

    @Override
    public Reading<C> read(ConsumerRecord<byte[], byte[]> record) {
        var type = Envelope.typeOf(record.headers());
        var follow = type == null ? null : followed.get(type);
        if (follow == null) {
            return new NotOurs<>();
        }
        try {
            var envelope = Envelope.of(record.headers());
            var caseId = UUID.fromString(new String(record.key(), UTF_8));
            return follow.command(caseId, record.value(), envelope)
                    .<Reading<C>>map(command -> new Ours<>(new Order<>(caseId, command, envelope.leadingTo(service))))
                    .orElseGet(NotOurs::new);
        } catch (Envelope.Malformed e) {
            return new Unreadable<>("kernel.malformed-envelope", String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            // The message may quote the value, which may be personal.
            return new Unreadable<>(
                    "kernel.unreadable-event",
                    type + " cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
