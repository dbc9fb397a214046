package org.fengqiao.kernel.sealing.master;

import org.fengqiao.kernel.sealing.MasterKey;

/** For tests in which nothing is ever wrapped. */
public final class DeafMasterKey implements MasterKey {

    @Override
    public String id() {
        return "deaf";
    }

    @Override
    public byte[] wrap(byte[] key, byte[] associated) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] associated) {
        throw new UnsupportedOperationException();
    }
}
