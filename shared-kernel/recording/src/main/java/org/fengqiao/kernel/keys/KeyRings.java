package org.fengqiao.kernel.keys;

import java.time.Instant;
import java.util.Collection;

import io.smallrye.mutiny.Uni;

import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * The source of key rings. A ring has the keys that one piece of work needs, brought all at once: a call asks the key
 * database once or twice at most, however many subjects it is about.
 */
public interface KeyRings {

    /** For those whose events hold nothing personal: it has no keys, and refuses to make any. */
    static KeyRings none() {
        return new NoKeyRings();
    }

    /**
     * Returns a ring to seal with. Subjects that have no key yet get one, which is kept before it is handed out; those
     * who were erased have none on the ring.
     *
     * @param subjects whose texts are new; nobody is asked if there are none
     * @param fresh those of them that were never heard of, such as all of a new case: they are not looked for first
     */
    Uni<KeyRing> toSeal(Collection<SubjectId> subjects, Collection<SubjectId> fresh);

    /**
     * Returns a ring to open boxes with. Nobody gets a new key; the ring tells the erased from the unknown.
     *
     * @param subjects whose boxes are to be opened; nobody is asked if there are none
     */
    Uni<KeyRing> toOpen(Purpose purpose, Collection<SubjectId> subjects);

    /**
     * Destroys the keys of subjects for good, and forgets them here. Other processes know them until they hear of it,
     * or for the cache's time at most. May be repeated.
     */
    Uni<Void> destroy(Collection<SubjectId> subjects, Instant at);

    /** Forgets what is cached of subjects, since they were erased. */
    void forget(Collection<SubjectId> subjects);
}
