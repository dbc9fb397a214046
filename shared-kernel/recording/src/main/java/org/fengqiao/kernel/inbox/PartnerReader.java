package org.fengqiao.kernel.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.delivery.DeliveryMessage;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.inbox.Reading.Asks;
import org.fengqiao.kernel.inbox.Reading.AsksNothing;
import org.fengqiao.kernel.inbox.Reading.Delivers;
import org.fengqiao.kernel.inbox.Reading.Unreadable;
import org.fengqiao.kernel.json.StrictJson;
import org.fengqiao.kernel.json.StrictJson.Read;
import org.fengqiao.kernel.messaging.Envelope;

/**
 * Reads partners' messages strictly: whatever is wrong with one is told to the partner, every field of it. Where two
 * services read one topic, exactly one of them answers for types nobody knows.
 *
 * @param <C> the service's commands
 */
public final class PartnerReader<C> implements Function<ConsumerRecord<byte[], byte[]>, Reading<C>> {

    /** Translation of a partner's message into what it asks of this service. */
    @FunctionalInterface
    public interface Translation<T, C> {
        /**
         * The command, its case and its cause.
         *
         * @param partner who sent it: the topic's name without {@code .inbound}
         * @throws Mistaken if the message is of its form, but cannot be about any case
         */
        Order<C> order(String partner, T message, Envelope envelope);
    }

    /** Thrown by a translation for a message that cannot be about any case, such as one with a made-up filing id. */
    public static final class Mistaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;

        /** With the code and detail the partner is told. */
        public Mistaken(String code, String detail) {
            super(detail, null, false, false);
            this.code = code;
        }
    }

    /** The code of a record whose key is another than the reference of its message. */
    public static final String KEY_MISMATCH = "kernel.key-mismatch";

    private static final Map<String, Class<? extends DeliveryMessage>> DELIVERY = Map.of(
            DeliveryMessage.REDELIVERY_REQUESTED, DeliveryMessage.RedeliveryRequested.class,
            DeliveryMessage.RECONCILIATION, DeliveryMessage.Reconciliation.class);

    private record Followed<T, C>(
            Class<T> type, @Nullable Function<T, String> reference, Translation<T, C> translation) {

        /**
         * Returns whether the record has the reference of its message as its key: what is about one reference is then
         * on one partition, in the order in which it was sent.
         */
        boolean hasItsKey(ConsumerRecord<byte[], byte[]> record, T message) {
            return reference == null
                    || record.key() != null
                            && Arrays.equals(
                                    record.key(), reference.apply(message).getBytes(UTF_8));
        }
    }

    private final StrictJson json;
    private final InstantSource clock;
    private final Map<String, Followed<?, C>> followed;
    private final Set<String> others;
    private final Set<String> otherSources;
    private final boolean answersForUnknown;

    private PartnerReader(
            StrictJson json,
            InstantSource clock,
            Map<String, Followed<?, C>> followed,
            Set<String> others,
            Set<String> otherSources,
            boolean answersForUnknown) {
        this.json = json;
        this.clock = clock;
        this.followed = Map.copyOf(followed);
        this.others = Set.copyOf(others);
        this.otherSources = Set.copyOf(otherSources);
        this.answersForUnknown = answersForUnknown;
    }

    /** Begins the list of what the service follows; a message's time is held against the clock. */
    public static <C> Builder<C> of(StrictJson json, InstantSource clock) {
        return new Builder<>(json, clock);
    }

    /** Collects what the service follows. */
    public static final class Builder<C> {
        private final StrictJson json;
        private final InstantSource clock;
        private final Map<String, Followed<?, C>> followed = new HashMap<>();
        private final Set<String> others = new HashSet<>();
        private final Set<String> otherSources = new HashSet<>();

        private Builder(StrictJson json, InstantSource clock) {
            this.json = json;
            this.clock = clock;
        }

        /**
         * Follows a type of which every message has a reference, which must also be the key of its record; it carries
         * Jakarta Validation constraints.
         */
        public <T> Builder<C> on(
                String type, Class<T> message, Function<T, String> reference, Translation<T, C> translation) {
            return follow(type, new Followed<>(message, reference, translation));
        }

        /** Follows a type that has no reference of the partner's, so that its records may have any key. */
        public <T> Builder<C> on(String type, Class<T> message, Translation<T, C> translation) {
            return follow(type, new Followed<>(message, null, translation));
        }

        private Builder<C> follow(String type, Followed<?, C> follow) {
            if (followed.put(type, follow) != null) {
                throw new IllegalStateException("followed twice: " + type);
            }
            return this;
        }

        /** Leaves a type to the other service that reads the same topic. */
        public Builder<C> leave(String type) {
            others.add(type);
            return this;
        }

        /**
         * Leaves what is about the messages of another service, such as {@code /mediation}, to that one, which reads
         * the same topic.
         */
        public Builder<C> leaveSource(String source) {
            otherSources.add(source);
            return this;
        }

        /** The finished reader of the service that answers for types nobody knows and records without a type. */
        public PartnerReader<C> answeringForUnknownTypes() {
            return new PartnerReader<>(json, clock, followed, others, otherSources, true);
        }

        /** The finished reader of a service that looks at nothing but what it follows. */
        public PartnerReader<C> ignoringOtherTypes() {
            return new PartnerReader<>(json, clock, followed, others, otherSources, false);
        }
    }

    /** Reads what the record asks. Whatever it holds, the result is a reading. */
    @Override
    public Reading<C> apply(ConsumerRecord<byte[], byte[]> record) {
        var type = Envelope.typeOf(record.headers());
        var aboutMessages = type == null ? null : DELIVERY.get(type);
        if (aboutMessages != null) {
            return aboutMessages(aboutMessages, record);
        }
        var follow = type == null ? null : followed.get(type);
        if (follow != null) {
            return read(follow, record);
        }
        if (!answersForUnknown || type != null && others.contains(type)) {
            return new AsksNothing<>();
        }
        return new Unreadable<>(
                "kernel.unknown-type",
                type == null ? "The header ce_type is missing." : "No message of this ce_type is taken here.");
    }

    private <T> Reading<C> read(Followed<T, C> follow, ConsumerRecord<byte[], byte[]> record) {
        try {
            var envelope = PartnerEnvelope.of(record.headers(), clock.instant());
            if (record.value() == null) {
                return new Unreadable<>("kernel.malformed-json", "The record has no value.");
            }
            return switch (json.read(record.value(), follow.type())) {
                case Read.Accepted<T>(var message)
                when !follow.hasItsKey(record, message) ->
                    new Unreadable<>(KEY_MISMATCH, "The record's key is not the reference of its message.");
                case Read.Accepted<T>(var message) ->
                    new Asks<>(follow.translation().order(partnerOf(record.topic()), message, envelope));
                case Read.Rejected<T> bad -> new Unreadable<>(bad.code(), bad.detail());
            };
        } catch (Envelope.Malformed e) {
            return new Unreadable<>("kernel.malformed-envelope", detail(e));
        } catch (Mistaken e) {
            return new Unreadable<>(e.code, detail(e));
        }
    }

    /**
     * Reads what is about messages, which every service of a topic takes. One that nobody can read is answered by the
     * service that answers for unknown types.
     */
    private Reading<C> aboutMessages(Class<? extends DeliveryMessage> type, ConsumerRecord<byte[], byte[]> record) {
        try {
            var envelope = PartnerEnvelope.of(record.headers(), clock.instant());
            if (record.value() == null) {
                return unreadable("kernel.malformed-json", "The record has no value.");
            }
            return switch (json.read(record.value(), type)) {
                case Read.Accepted<? extends DeliveryMessage>(var message)
                when otherSources.contains(message.source()) -> new AsksNothing<>();
                case Read.Accepted<? extends DeliveryMessage>(var message) ->
                    new Delivers<>(partnerOf(record.topic()), message, envelope, answersForUnknown);
                case Read.Rejected<? extends DeliveryMessage> bad -> unreadable(bad.code(), bad.detail());
            };
        } catch (Envelope.Malformed e) {
            return unreadable("kernel.malformed-envelope", detail(e));
        }
    }

    private Reading<C> unreadable(String code, String detail) {
        return answersForUnknown ? new Unreadable<>(code, detail) : new AsksNothing<>();
    }

    private static String detail(@Nullable Throwable e) {
        return e == null ? "" : String.valueOf(e.getMessage());
    }

    /** {@code police} of {@code police.inbound}. */
    public static String partnerOf(String topic) {
        return topic.substring(0, topic.indexOf('.'));
    }
}
