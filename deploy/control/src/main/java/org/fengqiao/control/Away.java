package org.fengqiao.control;

import org.fengqiao.local.UserError;

/** Error of a part of the system that does not answer as one that is there: it is away, starting or overtaxed. */
public final class Away extends UserError {
    private static final long serialVersionUID = 1L;

    Away(String what) {
        super(what + " Look at deploy/status, and try again.");
    }
}
