package org.fengqiao.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;

/** Forms of the contract: the envelope, and the JSON Schemas that the services publish. */
final class Forms {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    /** Characters that no text may have: control characters, and signs that turn the direction of reading. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]");

    private static final Map<String, String> REQUIRED = Map.of(
            "ce_specversion", "1\\.0",
            "ce_id", "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
            "ce_source", ".+",
            "ce_type", "fengqiao\\.partner\\.[a-z-]+\\.v[0-9]+",
            "ce_time", ".+");

    private final Map<String, Optional<JsonSchema>> schemas = new ConcurrentHashMap<>();

    /** Fault of a message, with the code by which the centre tells it. */
    record Fault(String code, String detail) {}

    /** Returns what is wrong with the envelope; empty if nothing is. */
    static Optional<Fault> envelope(Message message) {
        for (var header : REQUIRED.entrySet()) {
            if (!message.header(header.getKey()).matches(header.getValue())) {
                return Optional.of(new Fault(
                        "kernel.malformed-envelope", "header " + header.getKey() + " is missing or not of its form"));
            }
        }
        var contentType = message.header("content-type");
        if (!contentType.isEmpty() && !contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            return Optional.of(new Fault("kernel.malformed-envelope", "header content-type is not application/json"));
        }
        return time(message.header("ce_time")).isEmpty()
                ? Optional.of(
                        new Fault("kernel.malformed-envelope", "header ce_time is not an RFC 3339 time with zone"))
                : Optional.empty();
    }

    /** Returns the time in a text; empty if it is none of RFC 3339. */
    static Optional<Instant> time(String text) {
        try {
            return text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)")
                    ? Optional.of(OffsetDateTime.parse(text).toInstant())
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Returns the day in a text; empty if it is none. */
    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Returns whether the contract has a schema of this type. */
    boolean knows(String type) {
        return schema(type).isPresent();
    }

    /** Returns what is wrong with a value of this type (in full), every field of it; empty if nothing is. */
    Optional<Fault> value(String type, byte[] value) {
        JsonNode body;
        try {
            body = STRICT.readTree(new String(value, UTF_8));
        } catch (JsonProcessingException e) {
            return Optional.of(new Fault(
                    "kernel.malformed-json",
                    e.getOriginalMessage().startsWith("Duplicate") ? "a field is there twice" : "it is no JSON"));
        }
        if (body == null || !body.isObject()) {
            return Optional.of(new Fault("kernel.malformed-json", "the value is no JSON object"));
        }
        var faults = new LinkedHashSet<String>();
        schema(type)
                .ifPresent(schema -> schema.validate(body)
                        .forEach(wrong ->
                                faults.add(field(wrong.getInstanceLocation().toString(), wrong.getProperty()) + ": "
                                        + wrong.getMessage())));
        texts("", body, faults);
        times("", body, faults);
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fault("kernel.bad-input", String.join("; ", faults)));
    }

    private static String field(String path, String property) {
        var inPath = path.replaceFirst("^\\$\\.?|^/", "").replace('/', '.');
        return property == null ? inPath : inPath.isEmpty() ? property : inPath + "." + property;
    }

    private static void texts(String path, JsonNode node, Set<String> faults) {
        if (node.isTextual() && FORBIDDEN.matcher(node.textValue()).find()) {
            faults.add(path + ": has a character that no text may have");
        }
        node.properties()
                .forEach(one ->
                        texts(path.isEmpty() ? one.getKey() : path + "." + one.getKey(), one.getValue(), faults));
        for (var at = 0; node.isArray() && at < node.size(); at++) {
            texts(path + "[" + at + "]", node.get(at), faults);
        }
    }

    private static void times(String path, JsonNode node, Set<String> faults) {
        for (var name : List.of("occurredAt", "decidedAt")) {
            var text = node.path(name);
            if (text.isTextual() && time(text.textValue()).isEmpty()) {
                faults.add(path + name + ": a time (RFC 3339) is needed");
            }
        }
    }

    private Optional<JsonSchema> schema(String type) {
        return schemas.computeIfAbsent(type, Forms::read);
    }

    private static Optional<JsonSchema> read(String type) {
        if (!type.matches("fengqiao\\.partner\\.[a-z-]+\\.v[0-9]+")) {
            return Optional.empty();
        }
        try (var in = Forms.class.getResourceAsStream("/schemas/" + type + ".json")) {
            return in == null ? Optional.empty() : Optional.of(SCHEMAS.getSchema(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns an identifier that is always the same for the same name. */
    static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }
}
