package org.fengqiao.kernel.operations;

import java.util.List;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Source of what does not move in a service. Each bean of this type adds its part to {@code GET /stuck}. */
public interface StandstillSource {

    /**
     * Finds what does not move now.
     *
     * @param most of each kind at most so many are named
     */
    Uni<List<Found>> find(Mutiny.StatelessSession session, int most);

    /**
     * Standstills of one kind.
     *
     * @param total how many there are, named or not
     * @param first those that have lasted longest
     */
    record Found(Standstill.Kind kind, long total, List<Standstill> first) {
        public Found {
            first = List.copyOf(first);
        }

        /** Returns those of a kind that are all known. */
        static Found of(Standstill.Kind kind, List<Standstill> all, int most) {
            return new Found(kind, all.size(), all.stream().limit(most).toList());
        }
    }
}
