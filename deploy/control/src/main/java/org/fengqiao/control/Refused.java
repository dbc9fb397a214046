package org.fengqiao.control;

import org.fengqiao.local.UserError;

/** Error of a call that a service refused. */
public final class Refused extends UserError {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Refused(int status, String code, String what) {
        super(what);
        this.status = status;
        this.code = code;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the code of the problem; empty if the answer names none. */
    public String code() {
        return code;
    }
}
