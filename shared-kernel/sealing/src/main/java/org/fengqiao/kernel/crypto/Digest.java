package org.fengqiao.kernel.crypto;

import java.util.Objects;

/**
 * A digest that says how it was made. As text: {@code <suite>.<base64url>}.
 *
 * @param suite the suite it was made with
 * @param value {@link Suite#DIGEST_LENGTH} bytes, base64url
 */
public record Digest(Suite suite, String value) {

    private static final int LENGTH = Base64Url.length(Suite.DIGEST_LENGTH);

    /** @throws IllegalArgumentException if the value is none of that length */
    public Digest {
        Objects.requireNonNull(suite, "suite");
        if (Base64Url.require(value).length() != LENGTH) {
            throw new IllegalArgumentException("a digest has %d bytes".formatted(Suite.DIGEST_LENGTH));
        }
    }

    /** Returns the digest of these bytes. */
    public static Digest of(Suite suite, byte[] bytes) {
        return new Digest(suite, Base64Url.encode(suite.digest(bytes)));
    }

    /** Returns the digest of all that was added to these, one behind the other. */
    public static Digest of(Suite suite, Canonical first, Canonical second) {
        return new Digest(suite, Base64Url.encode(suite.digest(first, second)));
    }

    /**
     * Returns the digest with this text.
     *
     * @throws UnknownSuite if it names a suite that is not known
     * @throws IllegalArgumentException if it is no digest
     */
    public static Digest parse(String text) {
        var dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("no digest: it names no suite");
        }
        return new Digest(Suite.of(text.substring(0, dot)), text.substring(dot + 1));
    }

    /** Returns the bytes. */
    public byte[] bytes() {
        return Base64Url.decode(value);
    }

    /** Returns the text that {@link #parse} reads. */
    @Override
    public String toString() {
        return suite.id() + "." + value;
    }
}
