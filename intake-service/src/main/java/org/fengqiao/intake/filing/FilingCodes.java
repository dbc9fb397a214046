package org.fengqiao.intake.filing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

import org.fengqiao.kernel.crypto.Suite;

/**
 * One-time codes of filings, and digests by which a telephone is counted. Both are derived from the installation's
 * secret, so that no table holds a code or a number.
 */
public final class FilingCodes {

    private static final int SHORTEST_SECRET = 32;

    private final byte[] secret;

    /**
     * Creates the codes of an installation.
     *
     * @param secret at least 32 characters; another secret gives other codes
     * @throws IllegalArgumentException if the secret is shorter
     */
    public FilingCodes(String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("the secret needs at least " + SHORTEST_SECRET + " characters");
        }
        this.secret = secret.getBytes(UTF_8);
    }

    /** Returns the code of a filing. */
    public String of(UUID filing, int digits) {
        var number = ByteBuffer.wrap(digest("filing code:" + filing)).getLong() >>> 1;
        var most = 1L;
        for (var digit = 0; digit < digits; digit++) {
            most *= 10;
        }
        return ("%0" + digits + "d").formatted(number % most);
    }

    /** Returns whether that is the code; it takes as long for one that is nearly right as for any other. */
    public boolean matches(String typed, UUID filing, int digits) {
        return MessageDigest.isEqual(
                typed.replaceAll("\\s", "").getBytes(UTF_8), of(filing, digits).getBytes(UTF_8));
    }

    /** Returns by what the filings of a telephone are counted. */
    public String digestOf(String phone) {
        return HexFormat.of().formatHex(digest("filing phone:" + phone));
    }

    private byte[] digest(String what) {
        return Suite.INTERNATIONAL.authenticate(secret, what.getBytes(UTF_8));
    }
}
