package org.fengqiao.kernel.sealing;

import java.util.Objects;

import org.fengqiao.kernel.crypto.Suite;

/** A subject's key, unwrapped and in memory. Its {@link #toString()} never shows it, and nothing writes it as JSON. */
public final class SubjectKey {

    private final SubjectId subject;
    private final int version;
    private final Suite suite;
    private final byte[] bytes;

    SubjectKey(SubjectId subject, int version, Suite suite, byte[] bytes) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.version = version;
        this.suite = Objects.requireNonNull(suite, "suite");
        if (bytes.length != suite.keyLength() || version < 1) {
            throw new IllegalArgumentException("not a key of suite " + suite.id());
        }
        this.bytes = bytes.clone();
    }

    /** Returns whose it is. */
    public SubjectId subject() {
        return subject;
    }

    /**
     * Returns which of the subject's keys, from 1: a subject gets another one when the suite that is written with
     * changes.
     */
    public int version() {
        return version;
    }

    /** Returns the suite it is for. */
    public Suite suite() {
        return suite;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return "SubjectKey[" + subject + ", " + version + ", " + suite.id() + "]";
    }
}
