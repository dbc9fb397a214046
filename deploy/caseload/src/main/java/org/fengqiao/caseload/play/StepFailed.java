package org.fengqiao.caseload.play;

/** Failure of a step. The message says which step, and what the last answer was. */
public final class StepFailed extends Exception {
    private static final long serialVersionUID = 1L;

    /** A step that failed. */
    public StepFailed(String message) {
        super(message);
    }

    /** Returns whether it failed for the reason with this code. */
    boolean isFor(String code) {
        return getMessage().contains(" " + code + " ");
    }
}
