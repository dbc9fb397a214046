package org.fengqiao.kernel.sealing;

import java.time.Instant;
import java.util.Collection;

import io.smallrye.mutiny.Uni;

/** Brings the keys that one piece of work needs, all at once: a call asks the key database at most once or twice, however many subjects it is about. */
public interface Keys {

    /**
     * A ring to seal with. Subjects that have no key yet get one, which is kept before it is handed out; those who were erased have none on the ring.
     *
     * @param subjects whose texts are new; asks nobody if there are none
     */
    Uni<KeyRing> toSeal(Collection<SubjectId> subjects);

    /**
     * A ring to open boxes with. Nobody gets a new key; the ring tells the erased from the unknown.
     *
     * @param subjects whose boxes are to be opened; asks nobody if there are none
     */
    Uni<KeyRing> toOpen(Purpose purpose, Collection<SubjectId> subjects);

    /**
     * Destroys the keys of subjects for good, here and in the cache. Others' caches know them for their time at most ({@link KeyCache}), or until they
     * hear of it. May be repeated.
     */
    Uni<Void> destroy(Collection<SubjectId> subjects, Instant at);

    /** Drops what is cached of subjects, since they were erased elsewhere. */
    void forget(Collection<SubjectId> subjects);
}
