package org.fengqiao.kernel.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Territory;

/**
 * The events of other services that a service follows on the common log: the full type of each, such as {@code
 * fengqiao.routing.case-claimed.v1}, a view and what it means here. A view is a record with the fields that this
 * service uses, and no others. Each of them must be there unless it is {@code @Nullable}; an {@code int} that is {@code
 * @Positive} counts from 1; what is personal stays closed.
 *
 * @param <C> the service's commands
 */
public final class FollowedEvents<C> {

    private final Map<String, Followed<?, C>> byType;
    private final Opening<C> opening;

    private FollowedEvents(Map<String, Followed<?, C>> byType, Opening<C> opening) {
        this.byType = Map.copyOf(byType);
        this.opening = opening;
    }

    /** Nothing. */
    public static <C> FollowedEvents<C> none() {
        return new FollowedEvents<>(Map.of(), Opening.none());
    }

    /** Begins the list of what a service follows. */
    public static <C> Builder<C> list() {
        return new Builder<>();
    }

    /** Translation of an event of another service into what it asks of this one. */
    @FunctionalInterface
    public interface Translation<T, C> {
        /** The command that follows; empty if this event, in spite of its type, does not concern this service. */
        Optional<C> command(UUID caseId, T event, Envelope envelope);
    }

    /**
     * Meaning of one event to this service.
     *
     * @param command what it asks
     * @param territory where the case belongs, as far as it tells that
     * @param erased those whose keys are to be forgotten
     */
    public record Meaning<C>(Optional<C> command, Optional<Territory> territory, List<SubjectId> erased) {

        public Meaning {
            erased = List.copyOf(erased);
        }
    }

    /** Interpretation of an event, once it is read. */
    @FunctionalInterface
    public interface Interpretation<T, C> {
        /** Returns the meaning of the event. */
        Meaning<C> of(UUID caseId, T event, Envelope envelope);
    }

    /** A person of a case was erased. */
    record Erasure(SubjectId subject, SubjectId caseTexts) {}

    /** One type that is followed. */
    public record Followed<T, C>(Class<T> view, Interpretation<T, C> meaning) {}

    /** Finds how events of this type are followed; empty if they are not. */
    public Optional<Followed<?, C>> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** Returns what must be read in clear before a command is decided. */
    public Opening<C> opening() {
        return opening;
    }

    /** Collects what a service follows. */
    public static final class Builder<C> {
        private final Map<String, Followed<?, C>> byType = new HashMap<>();
        private Opening<C> opening = Opening.none();

        private Builder() {}

        /**
         * Follows a type of which every event asks for something.
         *
         * @param command the command that follows from the event and its envelope
         */
        public <T> Builder<C> on(String type, Class<T> view, BiFunction<T, Envelope, C> command) {
            return on(type, view, (_, event, envelope) -> Optional.of(command.apply(event, envelope)));
        }

        /** Follows a type of which some events ask for something. */
        public <T> Builder<C> on(String type, Class<T> view, Translation<T, C> translation) {
            return follow(
                    type,
                    view,
                    (caseId, event, envelope) ->
                            new Meaning<>(translation.command(caseId, event, envelope), Optional.empty(), List.of()));
        }

        /**
         * Follows a type that also tells where the case belongs, if it asks for something: from then on this service
         * has to do with the case.
         *
         * @param territory where it belongs
         */
        public <T> Builder<C> on(
                String type, Class<T> view, Translation<T, C> translation, Function<T, Territory> territory) {
            return follow(type, view, (caseId, event, envelope) -> {
                var command = translation.command(caseId, event, envelope);
                return new Meaning<>(command, command.map(_ -> territory.apply(event)), List.of());
            });
        }

        /**
         * Follows a type that only tells where a case belongs, such as which unit got it.
         *
         * @param territory where it belongs; empty if this service does not need to know
         */
        public <T> Builder<C> telling(String type, Class<T> view, Function<T, Optional<Territory>> territory) {
            return follow(
                    type, view, (_, event, _) -> new Meaning<>(Optional.empty(), territory.apply(event), List.of()));
        }

        /**
         * Follows a type that tells of somebody's erasure: the keys to what is theirs and to the texts about their case
         * are forgotten as soon as this service hears of it. Otherwise it would know them for as long as its cache
         * does.
         */
        public Builder<C> forgetting(String type) {
            return follow(
                    type,
                    Erasure.class,
                    (_, erasure, _) -> new Meaning<>(
                            Optional.empty(), Optional.empty(), List.of(erasure.subject(), erasure.caseTexts())));
        }

        /** Declares how commands are opened before they are decided. */
        public Builder<C> opening(Opening<C> opening) {
            this.opening = opening;
            return this;
        }

        private <T> Builder<C> follow(String type, Class<T> view, Interpretation<T, C> meaning) {
            if (byType.put(type, new Followed<>(view, meaning)) != null) {
                throw new IllegalStateException("followed twice: " + type);
            }
            return this;
        }

        /** The finished list. */
        public FollowedEvents<C> build() {
            return new FollowedEvents<>(byType, opening);
        }
    }
}
