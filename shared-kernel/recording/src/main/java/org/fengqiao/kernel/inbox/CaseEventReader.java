package org.fengqiao.kernel.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.fengqiao.kernel.crypto.RandomBlocks;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.inbox.Reading.NotOurs;
import org.fengqiao.kernel.inbox.Reading.Ours;
import org.fengqiao.kernel.inbox.Reading.Told;
import org.fengqiao.kernel.inbox.Reading.Unreadable;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.json.SealedJson;
import org.fengqiao.kernel.value.Territory;

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

    /** What an event means, once it is read. */
    private interface Meaning<T, C> {
        Reading<C> of(UUID caseId, T event, Envelope envelope);
    }

    private record Followed<T, C>(SealedJson json, Class<T> view, Meaning<T, C> meaning) {
        Reading<C> read(UUID caseId, byte[] value, Envelope envelope) throws IOException {
            return meaning.of(caseId, json.readClosed(value, view, caseId, envelope.type()), envelope);
        }
    }

    private final Map<String, Followed<?, C>> followed;

    private CaseEventReader(Map<String, Followed<?, C>> followed) {
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
            this.json = new SealedJson(json, new RandomBlocks());
        }

        /**
         * Follows a type.
         *
         * @param type the full type, such as {@code fengqiao.routing.case-claimed.v1}
         * @param view a record with the fields this service uses, and no others
         */
        public <T> Builder<C> on(String type, Class<T> view, Translation<T, C> translation) {
            return follow(
                    type,
                    view,
                    (caseId, event, envelope) -> translation
                            .command(caseId, event, envelope)
                            .<Reading<C>>map(command -> new Ours<>(order(caseId, command, envelope), null))
                            .orElseGet(NotOurs::new));
        }

        /**
         * Follows a type that also tells where the case belongs, if it asks for something: from then on this service has to do with the case.
         *
         * @param territory where it belongs
         */
        public <T> Builder<C> on(
                String type, Class<T> view, Translation<T, C> translation, Function<T, Territory> territory) {
            return follow(
                    type,
                    view,
                    (caseId, event, envelope) -> translation
                            .command(caseId, event, envelope)
                            .<Reading<C>>map(
                                    command -> new Ours<>(order(caseId, command, envelope), territory.apply(event)))
                            .orElseGet(NotOurs::new));
        }

        private Order<C> order(UUID caseId, C command, Envelope envelope) {
            return new Order<>(caseId, command, envelope.leadingTo(service));
        }

        private <T> Builder<C> follow(String type, Class<T> view, Meaning<T, C> meaning) {
            if (followed.put(type, new Followed<>(json, view, meaning)) != null) {
                throw new IllegalStateException("followed twice: " + type);
            }
            return this;
        }

        /**
         * Learns which units get the cases that this service knows, so that they may see what it has about them.
         *
         * @param from the assignment of a case from which on that matters, counted from 1: 2 if the service first hears of a case when its unit takes it up
         */
        public Builder<C> learningUnits(int from) {
            return follow(
                    "fengqiao.routing.case-assigned.v1",
                    Assigned.class,
                    (caseId, assigned, _) -> assigned.custody() < from
                            ? new NotOurs<>()
                            : new Told<>(caseId, Territory.ofUnit(assigned.unit())));
        }

        private record Assigned(int custody, String unit) {
            Assigned {
                Objects.requireNonNull(unit, "unit");
                if (custody < 1) {
                    throw new IllegalArgumentException("custody counts from 1");
                }
            }
        }

        /**
         * Forgets the keys of whoever is erased as soon as this service hears of it: otherwise it would know them for as long as its cache does.
         *
         * @param keys the service's
         */
        public Builder<C> forgetting(KeyRings keys) {
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
            return new CaseEventReader<>(followed);
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
            return follow.read(caseId, record.value(), envelope);
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
