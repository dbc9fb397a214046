package org.fengqiao.kernel.sealing;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A personal text cannot be closed in a box. Nothing is written then, least of all in clear. */
public final class CannotSeal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The stable code under which callers and partners are told that their words come too late. */
    public static final String TOO_LATE = "kernel.person-erased";

    /** The reason. */
    public enum Because {
        /** The subject was erased and never gets a key again: the text comes too late. */
        ERASED,
        /** The subject's key was not loaded: a bug of whoever made the ring. */
        NO_KEY,
        /** The text is a closed box of another case, which belongs there. */
        ANOTHER_CASES,
        /** The component doesn't say that it is personal: it lacks {@link Personal}. */
        NOT_MARKED,
        /** A text about a case is under a person's key, or a person's under the case's. */
        WRONG_SUBJECT,
        /** It is not being written as an event, but by a mapper that knows no keys. */
        NO_RING
    }

    private final Because because;
    private final @Nullable UUID caseId;

    /** Says why and where, and never what. */
    public CannotSeal(Because because, BoxPlace place) {
        super("cannot seal " + place.field() + " of " + place.type() + " of case " + place.caseId() + ": " + because);
        this.because = because;
        this.caseId = place.caseId();
    }

    /** Outside of an event. */
    public CannotSeal(Because because) {
        super("cannot seal: " + because);
        this.because = because;
        this.caseId = null;
    }

    /** Returns why. */
    public Because because() {
        return because;
    }

    /** Returns the case in which it was; null outside of an event. */
    public @Nullable UUID caseId() {
        return caseId;
    }

    /**
     * Returns the case in which something was said about somebody who was erased: not a bug, but words that come too
     * late.
     *
     * @return empty if the failure is another one
     */
    public static Optional<UUID> tooLateIn(Throwable failure) {
        return failure instanceof CannotSeal cannot && cannot.because == Because.ERASED
                ? Optional.ofNullable(cannot.caseId)
                : Optional.empty();
    }
}
