package org.fengqiao.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Sum of messages, as the books of a day have it.
 *
 * @param count how many they are
 * @param hash the digest of their identifiers
 */
record Sums(long count, String hash) {

    /** All of China goes by this. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    /** Returns the sum of messages with these identifiers; one that is there twice counts once. */
    static Sums of(Collection<String> ids) {
        var sorted = new TreeSet<String>();
        ids.forEach(id -> sorted.add(id.toLowerCase(Locale.ROOT)));
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", sorted).getBytes(UTF_8));
            return new Sums(sorted.size(), HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the sum in a message. */
    static Sums in(JsonNode body, String which) {
        return new Sums(
                body.path(which).path("count").asLong(-1),
                body.path(which).path("hash").asText(""));
    }

    /** Returns the day that it is in China at a time. */
    static LocalDate dayOf(Instant time) {
        return time.atOffset(CHINA).toLocalDate();
    }

    /** Returns it as a message has it. */
    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("count", count);
        json.put("hash", hash);
        return json;
    }
}
