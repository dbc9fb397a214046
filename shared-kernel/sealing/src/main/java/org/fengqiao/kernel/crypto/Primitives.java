package org.fengqiao.kernel.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** The algorithms of a suite. Lengths are checked before. */
interface Primitives {

    int keyLength();

    byte[] encrypt(byte[] key, byte[] nonce, byte[] associated, byte[] clear);

    /** Throws {@link NotAuthentic}. */
    byte[] decrypt(byte[] key, byte[] nonce, byte[] associated, byte[] encrypted);

    /** Returns of what remains in them, one behind the other. */
    byte[] digest(ByteBuffer... parts);

    byte[] authenticate(byte[] key, byte[] message);

    EncodedPair newPair(SecureRandom random);

    byte[] sign(byte[] privateKey, byte[] message);

    /** False also for a key or signature that cannot be read. */
    boolean verify(byte[] publicKey, byte[] message, byte[] signature);

    /**
     * A pair of keys for signing.
     *
     * @param privateKey PKCS #8
     * @param publicKey X.509 SubjectPublicKeyInfo
     */
    record EncodedPair(byte[] privateKey, byte[] publicKey) {}
}
