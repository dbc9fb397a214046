package org.fengqiao.kernel.crypto;

import java.util.Arrays;
import java.util.Objects;

/**
 * A public key.
 *
 * @param suite the suite its signatures are of
 * @param encoded X.509 SubjectPublicKeyInfo, base64url
 */
public record VerificationKey(Suite suite, String encoded) {

    /** @throws IllegalArgumentException if it is not base64url */
    public VerificationKey {
        Objects.requireNonNull(suite, "suite");
        Base64Url.require(encoded);
    }

    /**
     * Returns the key's fingerprint, with the suite's id before it: 128 bits of the digest of the encoded key. Whoever
     * was told it by a way they trust recognises the key wherever it comes from.
     */
    public String keyId() {
        var fingerprint = suite.digest(Base64Url.decode(encoded));
        return suite.id() + "." + Base64Url.encode(Arrays.copyOf(fingerprint, 16));
    }

    /**
     * Returns whether the message was signed with the private key of this one; false also for what is no signature at
     * all.
     */
    public boolean verifies(byte[] message, byte[] signature) {
        return suite.primitives().verify(Base64Url.decode(encoded), message, signature);
    }
}
