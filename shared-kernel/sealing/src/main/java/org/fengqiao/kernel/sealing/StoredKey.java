package org.fengqiao.kernel.sealing;

import java.time.Instant;
import java.util.Objects;

import org.fengqiao.kernel.crypto.Suite;

/** A subject's key as it is stored. */
public sealed interface StoredKey {

    /** Returns whose it is. */
    SubjectId subject();

    /** Returns which of the subject's keys, from 1. */
    int version();

    /**
     * A key, wrapped under a master key. Bound to subject, version and suite: a wrapped key put in the place of another
     * cannot be unwrapped.
     *
     * @param suite the suite the key is for
     * @param masterKeyId the master key it is wrapped under
     * @param wrapped what the master key gave, base64url
     */
    record Wrapped(SubjectId subject, int version, Suite suite, String masterKeyId, String wrapped)
            implements StoredKey {
        public Wrapped {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(suite, "suite");
            Objects.requireNonNull(masterKeyId, "masterKeyId");
            Objects.requireNonNull(wrapped, "wrapped");
        }

        @Override
        public String toString() {
            return "Wrapped[" + subject + ", " + version + ", " + suite.id() + ", " + masterKeyId + "]";
        }
    }

    /**
     * The key is gone for good, and this is what is left to say so: a subject that was forgotten never gets a key
     * again.
     *
     * @param destroyedAt when
     */
    record Destroyed(SubjectId subject, int version, Instant destroyedAt) implements StoredKey {
        public Destroyed {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(destroyedAt, "destroyedAt");
        }
    }
}
