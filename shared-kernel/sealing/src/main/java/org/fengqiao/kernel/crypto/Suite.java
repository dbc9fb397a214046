package org.fengqiao.kernel.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * A set of algorithms that belong together. Whatever is kept (a box, a digest, a signature) names its suite, so that
 * one log can hold both and a change of the configuration changes only what is written from then on.
 */
public enum Suite {
    /** AES-256-GCM (NIST SP 800-38D), SHA-256 (FIPS 180-4), HMAC-SHA256 (RFC 2104) and Ed25519 (RFC 8032). */
    INTERNATIONAL("i1", new International()),

    /**
     * 国密, what government systems in China must use: SM4-GCM (GB/T 32907-2016, RFC 8998), SM3 (GB/T 32905-2016),
     * HMAC-SM3 and SM2 (GB/T 32918-2016) over the recommended curve, with the default user id {@code 1234567812345678}
     * of GM/T 0009-2012.
     */
    NATIONAL("g1", new National());

    /** Length of a nonce in bytes, for both suites. */
    public static final int NONCE_LENGTH = 12;

    /** Length of the tag in bytes that stands at the end of what was encrypted, for both suites. */
    public static final int TAG_LENGTH = 16;

    /** Length of a digest and of a message authentication code in bytes, for both suites. */
    public static final int DIGEST_LENGTH = 32;

    private final String id;
    private final Primitives primitives;

    Suite(String id, Primitives primitives) {
        this.id = id;
        this.primitives = primitives;
    }

    /** Returns the name that stands in what is kept; never given to another set of algorithms. */
    public String id() {
        return id;
    }

    /**
     * Returns the suite of this id.
     *
     * @throws UnknownSuite if there is none
     */
    public static Suite of(String id) {
        for (var suite : values()) {
            if (suite.id.equals(id)) {
                return suite;
            }
        }
        throw new UnknownSuite(id);
    }

    /** Length of a key for {@link #encrypt}, in bytes. */
    public int keyLength() {
        return primitives.keyLength();
    }

    /** Returns a new key for {@link #encrypt}. */
    public byte[] newKey(SecureRandom random) {
        var key = new byte[keyLength()];
        random.nextBytes(key);
        return key;
    }

    /**
     * Encrypts and authenticates.
     *
     * @param key of {@link #keyLength}
     * @param nonce of {@link #NONCE_LENGTH}; never used twice with one key
     * @param associated what is authenticated and not encrypted; the same bytes are needed to decrypt
     * @param clear what is encrypted
     * @return the encrypted bytes, and the tag behind them
     */
    public byte[] encrypt(byte[] key, byte[] nonce, byte[] associated, byte[] clear) {
        requireLengths(key, nonce);
        return primitives.encrypt(key, nonce, associated, clear);
    }

    /**
     * Decrypts what {@link #encrypt} gave.
     *
     * @throws NotAuthentic if key, nonce, associated bytes or encrypted bytes are not the ones of then; nothing more is
     *     known
     */
    public byte[] decrypt(byte[] key, byte[] nonce, byte[] associated, byte[] encrypted) {
        requireLengths(key, nonce);
        if (encrypted.length < TAG_LENGTH) {
            throw new NotAuthentic();
        }
        return primitives.decrypt(key, nonce, associated, encrypted);
    }

    private void requireLengths(byte[] key, byte[] nonce) {
        if (key.length != keyLength() || nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("a key of %d and a nonce of %d bytes are needed for %s, not of %d and %d"
                    .formatted(keyLength(), NONCE_LENGTH, id, key.length, nonce.length));
        }
    }

    /**
     * Returns the digest of all parts, one behind the other as if they were one. Where the seam matters, see {@link
     * Canonical}.
     */
    public byte[] digest(byte[]... parts) {
        var buffers = new ByteBuffer[parts.length];
        for (var at = 0; at < parts.length; at++) {
            buffers[at] = ByteBuffer.wrap(parts[at]);
        }
        return primitives.digest(buffers);
    }

    /** Returns the same of all that was added to these, without copying it. */
    byte[] digest(Canonical first, Canonical second) {
        return primitives.digest(first.buffer(), second.buffer());
    }

    /** Returns a keyed digest (HMAC) of the message; a key of any length. */
    public byte[] authenticate(byte[] key, byte[] message) {
        return primitives.authenticate(key, message);
    }

    /**
     * Returns a key for one use out of a key for many: HKDF-Expand (RFC 5869) for one block.
     *
     * @param use names the use; another one gives another key, and neither tells about the other
     * @return {@link #DIGEST_LENGTH} bytes
     */
    public byte[] derive(byte[] key, String use) {
        var info = (use + "\u0001").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return authenticate(key, info);
    }

    Primitives primitives() {
        return primitives;
    }
}
