package org.fengqiao.kernel.crypto;

/** A signer of messages. The private key stays behind it: in memory ({@link SigningKey}) or in a device. */
public interface Signer {

    /** Returns what its signatures are verified with. */
    VerificationKey verificationKey();

    /**
     * Returns the signature of the message, in the form of the key's suite: 64 bytes for Ed25519, DER for SM2 (GM/T
     * 0009-2012).
     */
    byte[] sign(byte[] message);
}
