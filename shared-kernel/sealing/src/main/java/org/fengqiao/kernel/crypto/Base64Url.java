package org.fengqiao.kernel.crypto;

import java.util.Arrays;
import java.util.Base64;

/**
 * Bytes as text: base64url (RFC 4648, section 5) without padding. Strict, so that one value has one text: Java's own
 * decoder also takes padding and ignores superfluous bits.
 */
public final class Base64Url {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** The six bits of each character of the alphabet; -1 for the others. */
    private static final byte[] BITS = new byte[128];

    static {
        Arrays.fill(BITS, (byte) -1);
        for (var at = 0; at < ALPHABET.length(); at++) {
            BITS[ALPHABET.charAt(at)] = (byte) at;
        }
    }

    private Base64Url() {}

    /** Returns the length of the text of so many bytes. */
    public static int length(int bytes) {
        return (bytes * 4 + 2) / 3;
    }

    /** Returns the text of these bytes. */
    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /**
     * Returns the bytes of this text.
     *
     * @throws IllegalArgumentException if it is not what {@link #encode} writes
     */
    public static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(require(text));
    }

    /**
     * Returns this text, looked at and not decoded: whoever passes on what others wrote needs no bytes.
     *
     * @throws IllegalArgumentException if it is not what {@link #encode} writes; the message doesn't quote it
     */
    public static String require(String text) {
        var last = 0;
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            last = character < BITS.length ? BITS[character] : -1;
            if (last < 0) {
                throw new IllegalArgumentException("not base64url");
            }
        }
        // Two characters are one byte and four bits more, three are two and two more, and those bits are zero; one
        // alone is nothing.
        var superfluous = switch (text.length() % 4) {
            case 0 -> 0;
            case 2 -> last & 0b1111;
            case 3 -> last & 0b11;
            default -> 1;
        };
        if (superfluous != 0) {
            throw new IllegalArgumentException("not base64url in its one form");
        }
        return text;
    }
}
