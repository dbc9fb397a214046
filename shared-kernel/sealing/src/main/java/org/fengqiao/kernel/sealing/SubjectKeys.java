package org.fengqiao.kernel.sealing;

import java.security.SecureRandom;

import org.fengqiao.kernel.crypto.Base64Url;
import org.fengqiao.kernel.crypto.Canonical;
import org.fengqiao.kernel.crypto.Suite;

/** The maker of subjects' keys, which also wraps and unwraps them. It keeps none: see {@link KeyCache} for that. */
public final class SubjectKeys {

    private final MasterKeys masters;
    private final SecureRandom random;

    /** Keys below these master keys. */
    public SubjectKeys(MasterKeys masters, SecureRandom random) {
        this.masters = masters;
        this.random = random;
    }

    /**
     * Returns a new key. It must be stored before anything is sealed with it.
     *
     * @param version 1 for the subject's first one
     * @param suite the suite to seal with from now on
     */
    public SubjectKey make(SubjectId subject, int version, Suite suite) {
        return new SubjectKey(subject, version, suite, suite.newKey(random));
    }

    /** Returns the key as it may be stored, under the current master key. */
    public StoredKey.Wrapped wrap(SubjectKey key) {
        var master = masters.current();
        var wrapped = master.wrap(key.bytes(), associated(key.subject(), key.version(), key.suite()));
        return new StoredKey.Wrapped(key.subject(), key.version(), key.suite(), master.id(), Base64Url.encode(wrapped));
    }

    /**
     * Returns the key.
     *
     * @throws UnknownMasterKey if its master key is not configured
     * @throws org.fengqiao.kernel.crypto.NotAuthentic if it was altered, or is stored as another one's key
     */
    public SubjectKey unwrap(StoredKey.Wrapped stored) {
        var bytes = masters.named(stored.masterKeyId())
                .unwrap(
                        Base64Url.decode(stored.wrapped()),
                        associated(stored.subject(), stored.version(), stored.suite()));
        return new SubjectKey(stored.subject(), stored.version(), stored.suite(), bytes);
    }

    /**
     * Returns the same key under the current master key; as it is if it already is under it. What was sealed with the
     * key is not touched.
     */
    public StoredKey.Wrapped rewrap(StoredKey.Wrapped stored) {
        return stored.masterKeyId().equals(masters.current().id()) ? stored : wrap(unwrap(stored));
    }

    /** Returns the current master key's id: keys under another one are to be wrapped anew. */
    public String currentMasterKeyId() {
        return masters.current().id();
    }

    private static byte[] associated(SubjectId subject, int version, Suite suite) {
        return Canonical.of("fengqiao subject key 1")
                .id(subject.value())
                .number(version)
                .text(suite.id())
                .toBytes();
    }
}
