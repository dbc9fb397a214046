package org.fengqiao.kernel.suite;

import java.util.Base64;

/**
 * Bytes as text: base64url (RFC 4648, section 5) without padding. Strict, so that one value has one text: Java's own decoder also takes padding
 * and ignores superfluous bits.
 */
public final class Base64Url {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64Url() {}

    /** The text of these bytes. */
    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /**
     * The bytes of this text.
     *
     * @throws IllegalArgumentException if it is not what {@link #encode} writes
     */
    public static byte[] decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            // Java's message quotes what was read.
            throw new IllegalArgumentException("not base64url");
        }
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("not base64url in its one form");
        }
        return bytes;
    }
}
