package org.fengqiao.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.Json;

/**
 * Record of a partner's topic, whoever wrote it.
 *
 * @param place where it was read, as topic-partition@offset; empty for one that is still to be written
 * @param key null if it has none
 * @param headers as text, the last one of each name
 */
record Message(
        String topic, String place, byte @Nullable [] key, Map<String, String> headers, byte @Nullable [] value) {

    private static final String PREFIX = "fengqiao.partner.";

    /** Makes a message in the envelope of the contract. */
    static Message of(String topic, String source, String type, String key, UUID id, Instant time, Object body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.toString());
        headers.put("ce_source", source);
        headers.put("ce_type", PREFIX + type + ".v1");
        headers.put("ce_time", time.toString());
        headers.put("content-type", "application/json");
        return new Message(topic, "", key.getBytes(UTF_8), headers, json(body));
    }

    private static byte[] json(Object body) {
        try {
            return body instanceof String text ? text.getBytes(UTF_8) : Json.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own message cannot be written as JSON", e);
        }
    }

    /** Returns the same message with another header, or without it if the value is null. */
    Message with(String header, @Nullable String text) {
        var changed = new LinkedHashMap<>(headers);
        if (text == null) {
            changed.remove(header);
        } else {
            changed.put(header, text);
        }
        return new Message(topic, place, key, changed, value);
    }

    /** Returns the same message with another value. */
    Message withValue(Object body) {
        return new Message(topic, place, key, headers, json(body));
    }

    /** Returns the same message for another topic. */
    Message on(String otherTopic) {
        return new Message(otherTopic, "", key, headers, value);
    }

    /** Returns a header; the empty text if there is none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Returns the type without prefix and version, such as {@code referral-submitted}. */
    String type() {
        return header("ce_type").replaceAll("^fengqiao\\.partner\\.|\\.v\\d+$", "");
    }

    String id() {
        return header("ce_id");
    }

    String source() {
        return header("ce_source");
    }

    /** Returns its number; 0 if it has none. */
    long sequence() {
        var text = header("ce_sequence");
        return text.matches("[1-9][0-9]{0,17}") ? Long.parseLong(text) : 0;
    }

    /** Returns the partition where it was read, as topic-partition. */
    String partition() {
        return place.replaceFirst("@.*", "");
    }

    String keyText() {
        return key == null ? "" : new String(key, UTF_8);
    }

    /** Returns the value as JSON; a missing node if it is none. */
    JsonNode body() {
        try {
            var read = value == null ? null : Json.MAPPER.readTree(value);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    /** Returns a text of the body; the empty text if it has none. */
    String text(String field) {
        return body().path(field).asText("");
    }

    @Override
    public String toString() {
        return "%s %s (%s)".formatted(topic, type(), keyText());
    }
}
