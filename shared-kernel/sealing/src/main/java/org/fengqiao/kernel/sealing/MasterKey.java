package org.fengqiao.kernel.sealing;

/**
 * The key above the subjects' keys: in a file, or in a device that never gives it out. May be used by several threads.
 * Each call may be a call to a device, so whoever unwraps many keys keeps them for a while ({@link KeyCache}).
 */
public interface MasterKey {

    /** Names this key among all that ever were, and says nothing about it. Stored with what it wraps. */
    String id();

    /**
     * Encrypts a key.
     *
     * @param key the key in clear
     * @param associated what it is bound to: the same bytes are needed to unwrap it
     */
    byte[] wrap(byte[] key, byte[] associated);

    /**
     * Decrypts a key.
     *
     * @throws org.fengqiao.kernel.crypto.NotAuthentic if it was wrapped under another key, is bound to something else,
     *     or was altered
     */
    byte[] unwrap(byte[] wrapped, byte[] associated);
}
