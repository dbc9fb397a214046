package org.fengqiao.kernel.inbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.inbox.Reading.Asks;
import org.fengqiao.kernel.inbox.Reading.AsksNothing;
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

    private record Followed<T, C>(Class<T> type, Translation<T, C> translation) {}

    private final StrictJson json;
    private final Map<String, Followed<?, C>> followed;
    private final Set<String> others;
    private final boolean answersForUnknown;

    private PartnerReader(
            StrictJson json, Map<String, Followed<?, C>> followed, Set<String> others, boolean answersForUnknown) {
        this.json = json;
        this.followed = Map.copyOf(followed);
        this.others = Set.copyOf(others);
        this.answersForUnknown = answersForUnknown;
    }

    /** Begins the list of what the service follows. */
    public static <C> Builder<C> of(StrictJson json) {
        return new Builder<>(json);
    }

    /** Collects what the service follows. */
    public static final class Builder<C> {
        private final StrictJson json;
        private final Map<String, Followed<?, C>> followed = new HashMap<>();
        private final Set<String> others = new HashSet<>();

        private Builder(StrictJson json) {
            this.json = json;
        }

        /** Follows a type; its record carries Jakarta Validation constraints. */
        public <T> Builder<C> on(String type, Class<T> message, Translation<T, C> translation) {
            if (followed.put(type, new Followed<>(message, translation)) != null) {
                throw new IllegalStateException("followed twice: " + type);
            }
            return this;
        }

        /** Leaves a type to the other service that reads the same topic. */
        public Builder<C> leave(String type) {
            others.add(type);
            return this;
        }

        /** The finished reader of the service that answers for types nobody knows and records without a type. */
        public PartnerReader<C> answeringForUnknownTypes() {
            return new PartnerReader<>(json, followed, others, true);
        }

        /** The finished reader of a service that looks at nothing but what it follows. */
        public PartnerReader<C> ignoringOtherTypes() {
            return new PartnerReader<>(json, followed, others, false);
        }
    }

    /** Reads what the record asks. Pure, and never throws. */
    @Override
    public Reading<C> apply(ConsumerRecord<byte[], byte[]> record) {
        var type = Envelope.typeOf(record.headers());
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
            var envelope = Envelope.of(record.headers());
            if (record.value() == null) {
                return new Unreadable<>("kernel.malformed-json", "The record has no value.");
            }
            return switch (json.read(record.value(), follow.type())) {
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

    private static String detail(@Nullable Throwable e) {
        return e == null ? "" : String.valueOf(e.getMessage());
    }

    /** {@code police} of {@code police.inbound}. */
    public static String partnerOf(String topic) {
        return topic.substring(0, topic.indexOf('.'));
    }
}
