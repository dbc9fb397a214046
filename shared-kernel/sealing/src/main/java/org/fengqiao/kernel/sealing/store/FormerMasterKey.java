package org.fengqiao.kernel.sealing.store;

/**
 * A key was not kept, since it is wrapped under a master key that no longer wraps: another one took over, and this
 * process has not heard of it. Nothing was kept; wrapped under the present one ({@link MasterKeyStore#wrapping}) it
 * will be.
 */
public final class FormerMasterKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FormerMasterKey(Throwable refusal) {
        super("another master key wraps now", refusal);
    }
}
