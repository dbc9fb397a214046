package org.fengqiao.caseload.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.Json;

/** Ways to spoil a partner's message: its key, its headers, its value. */
final class MessageMutations {

    private static final List<String> NO_TIMES = List.of(
            "+10000-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "1709251200", "", "1949-09-30T00:00:00Z", "\u0000");

    /** Headers without which no message is understood. */
    private static final List<String> NEEDED = List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time");

    private final RandomGenerator random;
    private final Specimens specimens;

    MessageMutations(RandomGenerator random, Specimens specimens) {
        this.random = random;
        this.specimens = specimens;
    }

    private static final class Draft {
        byte @Nullable [] key;
        byte @Nullable [] value;
        final Map<String, byte @Nullable []> headers = new LinkedHashMap<>();
        final List<String> more = new ArrayList<>();
    }

    /** Returns a record with one thing wrong. */
    Spoilt<ProducerRecord<byte[], byte[]>> any(PartnerMessage message) {
        var body = specimens.of(random, message.schema(), "");
        var draft = draft(message, body);
        var spoilt = switch (random.nextInt(5)) {
            case 0 -> inHeaders(draft);
            case 1 -> beside(message, draft);
            default -> {
                var value = new BodyMutations(random, message.schema(), body).any();
                draft.value = value.what();
                yield value.with(draft);
            }
        };
        return spoilt.with(record(message, draft));
    }

    private Draft draft(PartnerMessage message, JsonNode body) {
        var draft = new Draft();
        draft.key = (body.has("reference") ? body.path("reference") : body.path("filingId"))
                .asText()
                .getBytes(UTF_8);
        try {
            draft.value = Json.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
        header(draft, "ce_specversion", "1.0");
        header(draft, "ce_id", new UUID(random.nextLong(), random.nextLong()).toString());
        header(draft, "ce_source", message.partner().source());
        header(draft, "ce_type", message.type());
        header(draft, "ce_time", specimens.someTime(random).toString());
        header(draft, "content-type", "application/json");
        return draft;
    }

    private static void header(Draft draft, String name, String value) {
        draft.headers.put(name, value.getBytes(UTF_8));
    }

    private Spoilt<Draft> inHeaders(Draft draft) {
        var name = Specimens.pick(random, NEEDED);
        return switch (random.nextInt(9)) {
            case 0 -> {
                draft.headers.remove(name);
                yield new Spoilt<>("no header " + name, true, draft);
            }
            case 1 -> {
                draft.headers.put(name, null);
                yield new Spoilt<>("a header without a value, " + name, true, draft);
            }
            case 2 -> {
                header(draft, "ce_specversion", Specimens.pick(random, List.of("0.3", "1", "", "1.0.0", "2.0")));
                yield new Spoilt<>("another version of CloudEvents", true, draft);
            }
            case 3 -> {
                header(draft, "ce_id", Specimens.pick(random, List.of("", "1", "a\u0000b", "x".repeat(5_000))));
                yield new Spoilt<>("an identifier that is no UUID", true, draft);
            }
            case 4 -> {
                header(draft, "ce_time", Specimens.pick(random, NO_TIMES));
                yield new Spoilt<>("no time in ce_time", true, draft);
            }
            case 5 -> {
                header(draft, "ce_type", Specimens.pick(random, List.of("", "fengqiao.partner.nobody.v1", "\u0000")));
                yield new Spoilt<>("a type that nobody knows", true, draft);
            }
            case 6 -> {
                header(draft, "content-type", Specimens.pick(random, List.of("text/plain", "application/xml", "")));
                yield new Spoilt<>("another content type", true, draft);
            }
            case 7 -> {
                header(draft, "ce_source", Specimens.pick(random, List.of("a\u0000b", "\ufffe", "s".repeat(5_000))));
                yield new Spoilt<>("an odd source", false, draft);
            }
            default -> {
                header(draft, "traceparent", Specimens.pick(random, List.of("00-zz", "0".repeat(100_000), "\u0000")));
                yield new Spoilt<>("an odd traceparent", false, draft);
            }
        };
    }

    private Spoilt<Draft> beside(PartnerMessage message, Draft draft) {
        var keyed = message.schema().requires("reference");
        return switch (random.nextInt(7)) {
            case 0 -> {
                draft.key = null;
                yield new Spoilt<>("no key", keyed, draft);
            }
            case 1 -> {
                draft.key = "another".getBytes(UTF_8);
                yield new Spoilt<>("another key", keyed, draft);
            }
            case 2 -> {
                draft.key = new byte[] {(byte) 0xFF, 0, 1};
                yield new Spoilt<>("a key that is no text", keyed, draft);
            }
            case 3 -> {
                draft.key = new byte[100_000];
                yield new Spoilt<>("a long key", keyed, draft);
            }
            case 4 -> {
                draft.value = null;
                yield new Spoilt<>("no value", true, draft);
            }
            case 5 -> {
                for (var count = 0; count < 500; count++) {
                    draft.more.add("x-" + count);
                }
                yield new Spoilt<>("many headers", false, draft);
            }
            default -> {
                draft.value = ("{\"x\":\"" + "x".repeat(900_000) + "\"}").getBytes(UTF_8);
                yield new Spoilt<>("a large value without a field that is needed", true, draft);
            }
        };
    }

    private static ProducerRecord<byte[], byte[]> record(PartnerMessage message, Draft draft) {
        var record = new ProducerRecord<>(message.partner().inbound(), draft.key, draft.value);
        draft.headers.forEach((name, value) -> record.headers().add(name, value));
        draft.more.forEach(name -> record.headers().add(name, "\u0000".getBytes(UTF_8)));
        return record;
    }
}
