package org.fengqiao.kernel.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Locale;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.messaging.Envelope.Malformed;
import org.fengqiao.kernel.value.Times;

/** The envelope as partners have to write it: CloudEvents 1.0, JSON, and a time that can be. */
final class PartnerEnvelope {

    /** Characters of a text that a header holds. */
    private static final int LONGEST_TEXT = 1_000;

    private PartnerEnvelope() {}

    /**
     * Reads the headers of a partner's record.
     *
     * @throws Malformed if one is missing that must be there, or is not of its form
     */
    static Envelope of(Headers headers, Instant now) {
        if (!"1.0".equals(text(headers, "ce_specversion"))) {
            throw new Malformed("header ce_specversion is not 1.0");
        }
        if (!isJson(text(headers, "content-type"))) {
            throw new Malformed("header content-type is not application/json");
        }
        var envelope = Envelope.of(headers);
        if (envelope.source().length() > LONGEST_TEXT) {
            throw new Malformed("header ce_source has more than " + LONGEST_TEXT + " characters");
        }
        if (!Times.isBetween(Times.dayOf(envelope.time()), Times.latestDay(now, 0))) {
            throw new Malformed("header ce_time is not between " + Times.FIRST_DAY + " and tomorrow");
        }
        return envelope;
    }

    /** A value without a content type is JSON; its parameters, such as a charset, say nothing of a format. */
    private static boolean isJson(@Nullable String contentType) {
        return contentType == null
                || contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
