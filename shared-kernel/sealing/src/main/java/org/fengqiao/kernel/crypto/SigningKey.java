package org.fengqiao.kernel.crypto;

import java.security.SecureRandom;

/** A private key in memory. Its {@link #toString()} names the key and never shows it. */
public final class SigningKey implements Signer {

    private final VerificationKey verificationKey;
    private final byte[] privateKey;

    private SigningKey(VerificationKey verificationKey, byte[] privateKey) {
        this.verificationKey = verificationKey;
        this.privateKey = privateKey;
    }

    /** Returns a new pair of keys. */
    public static SigningKey make(Suite suite, SecureRandom random) {
        var pair = suite.primitives().newPair(random);
        return new SigningKey(new VerificationKey(suite, Base64Url.encode(pair.publicKey())), pair.privateKey());
    }

    /**
     * Returns a pair of keys that was kept.
     *
     * @param privateKey PKCS #8, as {@link #encoded} gave it
     * @throws IllegalArgumentException if the two don't belong together
     */
    public static SigningKey of(VerificationKey verificationKey, byte[] privateKey) {
        var key = new SigningKey(verificationKey, privateKey.clone());
        var probe = Canonical.of("fengqiao key probe 1").toBytes();
        if (!verificationKey.verifies(probe, key.sign(probe))) {
            throw new IllegalArgumentException("private and public key don't belong together");
        }
        return key;
    }

    @Override
    public VerificationKey verificationKey() {
        return verificationKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        return verificationKey.suite().primitives().sign(privateKey, message);
    }

    /** Returns the private key as PKCS #8, to be kept where only its owner can read it. */
    public byte[] encoded() {
        return privateKey.clone();
    }

    @Override
    public String toString() {
        return "SigningKey[" + verificationKey.keyId() + "]";
    }
}
