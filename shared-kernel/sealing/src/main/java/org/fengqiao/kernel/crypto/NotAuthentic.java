package org.fengqiao.kernel.crypto;

/** The failure to decrypt what was not encrypted like this: another key, nonce or place, or it was altered. */
public final class NotAuthentic extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says no more: more would help whoever tries. */
    public NotAuthentic() {
        super("not authentic: another key or place, or altered");
    }
}
