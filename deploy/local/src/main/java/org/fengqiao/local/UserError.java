package org.fengqiao.local;

/**
 * Something the person at the command line can put right. Its message is the one line that is shown; no stack trace
 * follows.
 */
public class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An error told in one sentence that also says what to do about it. */
    public UserError(String message) {
        super(message);
    }
}
