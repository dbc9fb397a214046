package org.fengqiao.kernel.crypto;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Java's source of random bytes, asked for a block at a time: to ask it for the twelve of a nonce takes about as long
 * as to encrypt a name with them. Each thread has a block of its own; what was given is given once and not kept. May be
 * used by several threads.
 */
public final class RandomBlocks extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private static final int BLOCK = 1024;

    private static final class Block {
        private final byte[] bytes = new byte[BLOCK];
        private int given = BLOCK;
    }

    @SuppressWarnings("serial") // nobody serializes a source of random bytes
    private final ThreadLocal<Block> blocks = ThreadLocal.withInitial(Block::new);

    /** Creates a source. */
    public RandomBlocks() {}

    @Override
    public void nextBytes(byte[] wanted) {
        if (wanted.length > BLOCK) {
            super.nextBytes(wanted);
            return;
        }
        var block = blocks.get();
        if (block.given + wanted.length > BLOCK) {
            super.nextBytes(block.bytes);
            block.given = 0;
        }
        System.arraycopy(block.bytes, block.given, wanted, 0, wanted.length);
        Arrays.fill(block.bytes, block.given, block.given + wanted.length, (byte) 0);
        block.given += wanted.length;
    }
}
