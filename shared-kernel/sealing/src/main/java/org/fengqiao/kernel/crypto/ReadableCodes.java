package org.fengqiao.kernel.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Codes that people read out on the phone and type. A code is 80 bits of HMAC-SHA256 over what it stands for with the
 * installation's secret, in Crockford's base 32. Only its SHA-256 is stored.
 */
public final class ReadableCodes {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 16;
    private static final int SHORTEST_SECRET = 32;
    private static final Pattern CODE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

    private final byte[] secret;

    /**
     * Creates the codes of an installation.
     *
     * @param setting the name of the setting that has the secret, for the error
     * @param secret at least 32 characters; another secret gives other codes
     * @throws IllegalArgumentException if the secret is shorter
     */
    public ReadableCodes(String setting, String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(setting + " needs at least " + SHORTEST_SECRET + " characters");
        }
        this.secret = secret.getBytes(UTF_8);
    }

    /** Returns the code of what this text stands for, in groups of four: {@code 7K3M-00QZ-W9TB-4HXA}. */
    public String of(String what) {
        var bits = Suite.INTERNATIONAL.authenticate(secret, what.getBytes(UTF_8));
        var code = new StringBuilder();
        for (var i = 0; i < LENGTH; i++) {
            var value = 0;
            for (var bit = i * 5; bit < i * 5 + 5; bit++) {
                value = value << 1 | bits[bit / 8] >> (7 - bit % 8) & 1;
            }
            if (i > 0 && i % 4 == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(value));
        }
        return code.toString();
    }

    /** Returns the stored form of a code: SHA-256 of its sixteen characters, in hexadecimal. */
    public static String hash(String code) {
        var plain = code.replace("-", "");
        return HexFormat.of().formatHex(Suite.INTERNATIONAL.digest(plain.getBytes(UTF_8)));
    }

    /**
     * Returns the hash of a code as typed: with or without hyphens and spaces, in any case, O for 0, I or L for 1.
     * Empty if it is no code.
     */
    public static Optional<String> hashOfTyped(String typed) {
        var plain = typed.replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return CODE.matcher(plain).matches() ? Optional.of(hash(plain)) : Optional.empty();
    }
}
