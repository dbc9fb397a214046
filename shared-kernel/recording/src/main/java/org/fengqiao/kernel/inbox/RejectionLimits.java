package org.fengqiao.kernel.inbox;

import java.util.Arrays;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Limits of what goes back to a partner. A record comes compressed and may be far larger than what the connector's
 * producer takes ({@code max.request.size}, 4 MiB): one that is too large would stop everything its service publishes.
 * What is cut is found by the headers that say so, and whole on the topic it came from.
 */
final class RejectionLimits {

    /** Bytes of a value that goes back whole: with all else, less than the producer takes. */
    static final int WHOLE_VALUE = 3 << 20;

    /** Bytes that are left of a larger value: enough to recognise it. */
    static final int CUT_VALUE = 64 << 10;

    /** Bytes of a key. */
    static final int KEY = 64 << 10;

    /** Bytes of one header's value. */
    static final int HEADER = 4 << 10;

    /** Bytes of a header's name, in UTF-16. */
    private static final int HEADER_NAME = 256;

    /** Bytes of all headers, names included. */
    static final int ALL_HEADERS = 64 << 10;

    /** Characters of the detail. */
    static final int DETAIL = 16_000;

    private RejectionLimits() {}

    /** Returns the key itself, or its beginning if it is too long. */
    static byte @Nullable [] key(byte @Nullable [] key) {
        return key == null || key.length <= KEY ? key : Arrays.copyOf(key, KEY);
    }

    /** Returns the value itself, or its beginning if it is too long. */
    static byte @Nullable [] value(byte @Nullable [] value) {
        return value == null || value.length <= WHOLE_VALUE ? value : Arrays.copyOf(value, CUT_VALUE);
    }

    /** Returns equal headers, or else what has room of them: long ones cut, the last ones left out. */
    static Headers headers(Headers original) {
        var bounded = new RecordHeaders();
        var size = 0;
        for (var header : original) {
            var value = header.value();
            var cut = value == null || value.length <= HEADER ? value : Arrays.copyOf(value, HEADER);
            size += 2 * header.key().length() + (cut == null ? 0 : cut.length);
            if (2 * header.key().length() <= HEADER_NAME && size <= ALL_HEADERS) {
                bounded.add(new RecordHeader(header.key(), cut));
            }
        }
        return bounded;
    }
}
