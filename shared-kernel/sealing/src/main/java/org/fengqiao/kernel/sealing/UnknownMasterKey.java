package org.fengqiao.kernel.sealing;

/**
 * A key is wrapped under a master key that this process doesn't have: it is not configured here, or was added since the
 * process read where they are.
 */
public final class UnknownMasterKey extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String id;

    /** Creates an exception that says that the master key of this id is missing. */
    public UnknownMasterKey(String id) {
        super("the master key " + id + " is needed and not configured");
        this.id = id;
    }

    /** Returns the id of the master key that is missing. */
    public String id() {
        return id;
    }
}
