package org.fengqiao.kernel.refold;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Streams of a service that can be folded again, with the tables that are made from them. */
public interface RefoldSource {

    /** Returns the name of these streams, such as {@code cases}. */
    String name();

    /** Returns the tables, in the order in which live traffic writes to them. */
    List<ViewTable> tables();

    /** Counts the streams. */
    Uni<Long> count(Mutiny.StatelessSession session);

    /** Reads the next streams behind this one, in the order of their ids; empty at the end. */
    Uni<Batch> after(Mutiny.StatelessSession session, UUID after, int most);

    /** Reads these streams. */
    Uni<Batch> of(Mutiny.StatelessSession session, Collection<UUID> streams);

    /** Returns streams that have other events than {@code refold.folded} says, in any order. */
    Uni<List<UUID>> moved(Mutiny.StatelessSession session, int most);

    /** Streams that were read together. */
    interface Batch {

        /** Returns them in the order of their ids. */
        List<Sequence> streams();

        /**
         * Folds them into the tables on the session's search path, as if their events were recorded one after another.
         *
         * @param events of each stream, its first so many
         */
        Uni<Void> fold(Mutiny.StatelessSession session, int events);

        /** Returns what would be decided otherwise by today's rules. */
        Uni<List<Otherwise>> otherwise();
    }

    /**
     * A stream.
     *
     * @param version the number of its last event
     * @param events oldest first
     */
    record Sequence(UUID id, long version, List<Event> events) {
        public Sequence {
            events = List.copyOf(events);
        }
    }

    /** Place of an event in its stream. */
    record Event(long version, String type, UUID eventId, Instant recordedAt) {}

    /**
     * Something that followed from an event when it was recorded, and would not follow today, or the other way round.
     *
     * @param after the event
     * @param recorded what followed, one a line; null if the event cannot be folded any more
     * @param today what would follow, one a line; or why it cannot be folded
     */
    record Otherwise(UUID stream, Event after, @Nullable String recorded, String today) {}
}
