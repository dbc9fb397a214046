package org.fengqiao.kernel.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.messaging.Envelope;

/**
 * Watching of other services' events for a list of one's own. Nothing is decided about them and no event is recorded:
 * notes are written in the transaction in which the position moves, also of types that the service follows besides. A
 * view is read as strictly as in {@link FollowedEvents}.
 *
 * @param <N> the notes
 */
public final class Watching<N> {

    private final Class<N> notes;
    private final Map<String, Watched<?, N>> byType;
    private final Writer<N> writer;

    private Watching(Class<N> notes, Map<String, Watched<?, N>> byType, Writer<N> writer) {
        this.notes = notes;
        this.byType = Map.copyOf(byType);
        this.writer = writer;
    }

    /** Nothing. */
    public static Watching<Object> nothing() {
        return new Watching<>(Object.class, Map.of(), (_, _) -> Uni.createFrom().voidItem());
    }

    /** Begins the list of what a service watches. */
    public static <N> Builder<N> list(Class<N> notes) {
        return new Builder<>(notes);
    }

    /** Note that is made of an event. */
    @FunctionalInterface
    public interface Noting<T, N> {
        /** Returns the note; empty if there is nothing to note. */
        Optional<N> of(UUID caseId, T event, Envelope envelope);
    }

    /** Writer of notes. */
    @FunctionalInterface
    public interface Writer<N> {
        /**
         * Writes the notes of one transaction, in the order of the log, in a fixed number of statements. The same note
         * may come again when a record is driven again. Other statements are under way on the session: it takes {@link
         * org.fengqiao.kernel.sql.Statement}s alone.
         */
        Uni<Void> write(Mutiny.StatelessSession session, List<N> notes);
    }

    /** One type that is watched. */
    public record Watched<T, N>(Class<T> view, Noting<T, N> noting) {}

    /** Finds how events of this type are watched; empty if they are not. */
    public Optional<Watched<?, N>> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** Writes notes of this list. */
    public Uni<Void> write(Mutiny.StatelessSession session, List<Object> made) {
        return made.isEmpty()
                ? Uni.createFrom().voidItem()
                : writer.write(session, made.stream().map(notes::cast).toList());
    }

    /** Collects what a service watches. */
    public static final class Builder<N> {
        private final Class<N> notes;
        private final Map<String, Watched<?, N>> byType = new HashMap<>();

        private Builder(Class<N> notes) {
            this.notes = notes;
        }

        /** Watches a type. */
        public <T> Builder<N> on(String type, Class<T> view, Noting<T, N> noting) {
            if (byType.put(type, new Watched<>(view, noting)) != null) {
                throw new IllegalStateException("watched twice: " + type);
            }
            return this;
        }

        /** Returns the finished list. */
        public Watching<N> writtenBy(Writer<N> writer) {
            return new Watching<>(notes, byType, writer);
        }
    }
}
