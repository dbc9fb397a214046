package org.fengqiao.kernel.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Thrown for an event or a message that is larger than what the connector's producer takes ({@code max.request.size}, 4
 * MiB): recorded, it would stop everything that its service publishes. Nothing is written then.
 */
public final class TooLargeToPublish extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The stable code under which callers and partners are told. */
    public static final String CODE = "kernel.too-large";

    /** Detail of the refusal. */
    public static final String DETAIL =
            "What follows from it is larger than what can be published. Say it in fewer words.";

    /** Bytes of a body, in UTF-8: with the envelope, less than the producer takes. */
    static final int LIMIT = 3 << 20;

    /** Bytes that a character takes at most; half of a pair takes two. */
    private static final int BYTES_A_CHARACTER = 3;

    private TooLargeToPublish(String type) {
        super("an event or message of type " + type + " has more than " + LIMIT + " bytes");
    }

    /** Returns the body if it can be published. */
    static String require(String type, String body) {
        if (body.length() > LIMIT / BYTES_A_CHARACTER && body.getBytes(UTF_8).length > LIMIT) {
            throw new TooLargeToPublish(type);
        }
        return body;
    }
}
