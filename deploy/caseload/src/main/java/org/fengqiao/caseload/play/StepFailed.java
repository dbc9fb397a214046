package org.fengqiao.caseload.play;

/** Somebody could not do what they were to do. Its message says what, and what the last answer was. */
public final class StepFailed extends Exception {
    private static final long serialVersionUID = 1L;

    /** A step that failed. */
    public StepFailed(String message) {
        super(message);
    }
}
