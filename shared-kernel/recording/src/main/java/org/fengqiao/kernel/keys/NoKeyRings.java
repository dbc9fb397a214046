package org.fengqiao.kernel.keys;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import io.smallrye.mutiny.Uni;

import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.SubjectId;

/** The source {@link KeyRings#none}: its rings are empty, so whatever is personal cannot be written with them. */
final class NoKeyRings implements KeyRings {

    @Override
    public Uni<KeyRing> toSeal(Collection<SubjectId> subjects, Collection<SubjectId> fresh) {
        return toOpen(Purpose.HANDLING_THE_CASE, subjects);
    }

    @Override
    public Uni<KeyRing> toOpen(Purpose purpose, Collection<SubjectId> subjects) {
        return Uni.createFrom().item(new KeyRing(purpose, List.of(), List.of()));
    }

    @Override
    public Uni<Void> destroy(Collection<SubjectId> subjects, Instant at) {
        return Uni.createFrom().failure(new IllegalStateException("there are no keys here to destroy"));
    }

    @Override
    public void forget(Collection<SubjectId> subjects) {
        // Nothing is known.
    }
}
