package org.fengqiao.kernel.messaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record's headers as text, {@code [[name, base64 or null], …]} in their order, so that parked and rejected records
 * keep them.
 */
public final class RecordHeaders {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordHeaders() {}

    public static String write(Headers headers) {
        var pairs = new ArrayList<List<String>>();
        for (var header : headers) {
            var value = header.value() == null ? null : Base64.getEncoder().encodeToString(header.value());
            pairs.add(Arrays.asList(header.key(), value));
        }
        try {
            return JSON.writeValueAsString(pairs);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write headers", e);
        }
    }

    public static Headers read(String text) {
        try {
            var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
            for (var pair : JSON.readValue(text, String[][].class)) {
                headers.add(new RecordHeader(
                        pair[0], pair[1] == null ? null : Base64.getDecoder().decode(pair[1])));
            }
            return headers;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read stored headers", e);
        }
    }
}
