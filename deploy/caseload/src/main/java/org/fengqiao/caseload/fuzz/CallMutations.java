package org.fengqiao.caseload.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.core.JsonProcessingException;

import org.fengqiao.caseload.Json;
import org.fengqiao.caseload.fuzz.Operation.Parameter;

/** Ways to spoil a call: its address, its headers, its body. */
final class CallMutations {

    /** Written in addresses, and never text: what they encode is no UTF-8, or no character that a text may have. */
    private static final List<String> NO_TEXT = List.of(
            "%00",
            "a%00b", "%", "%zz", "%ff", "%c0%80", "%ed%a0%80", "%e2%80%ae", "%0d%0aSet-Cookie:x", "%1b", "a%ef%bb%bf");

    /** Written in addresses, and text that may mean nothing. */
    private static final List<String> ODD_TEXT = List.of(
            "-1",
            "0",
            "9223372036854775808",
            "-9223372036854775808",
            "1e9",
            "%D9%A1%D9%A2",
            "..%2f..%2fetc%2fpasswd",
            "%27%20or%20%271%27=%271",
            "%25",
            "%F0%9F%98%80",
            "x".repeat(3_000),
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "*",
            ";a=b");

    private static final List<String> NO_LIMITS = List.of("x", "0", "-1", "201", "1.5", "99999999999", "", "%EF%BC%95");

    private static final List<String> NO_TIMES = List.of(
            "+999999999-12-31T00:00:00Z",
            "%2B999999999-12-31T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "2024-03-01",
            "1709251200",
            "now",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z");

    private static final List<String> CURSORS = List.of(
            "-9223372036854775808/00000000-0000-0000-0000-000000000000",
            "9223372036854775807/00000000-0000-0000-0000-000000000000/2147483648",
            "1/1-1-1-1-1/-1",
            "//",
            "a\u0000b",
            "\u202e",
            "9".repeat(2_000),
            "' or 1=1 --",
            "-1",
            "");

    private static final List<String> ODD_HEADERS = List.of(
            "If-Match: 3",
            "If-Match: W/\"1\"",
            "If-Match: \"99999999999999999999\"",
            "If-Match: \"1\", \"2\" \"3\"",
            "If-Match: \"" + "1".repeat(6_000) + "\"",
            "If-Match: " + "\"1\",".repeat(1_500),
            "If-Match: ",
            "Idempotency-Key: ",
            "Idempotency-Key: " + "k".repeat(3_000),
            "Idempotency-Key: a\u0000b",
            "Idempotency-Key: \u00ff\u202e",
            "On-Behalf-Of: ",
            "On-Behalf-Of: a\u0000b",
            "On-Behalf-Of: \u738b\u67d0",
            "On-Behalf-Of: " + "o".repeat(3_000),
            "traceparent: 00-zz-zz-zz",
            "traceparent: " + "0".repeat(6_000),
            "Accept: text/xml",
            "Accept: ;;;",
            "Accept: application/json;q=x",
            "Accept-Language: " + "zh,".repeat(2_000),
            "X-Forwarded-For: 1.2.3.4",
            "Range: bytes=0-1",
            "Cookie: " + "c=1;".repeat(2_000),
            "Expect: nothing",
            "Transfer-Encoding: chunked, chunked",
            "Content-Length: -1",
            "No-Value",
            ": no name",
            "X: " + "x".repeat(20_000));

    private static final List<String> OTHER_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json;charset=gbk",
            "multipart/form-data",
            "*/*",
            "",
            "application/merge-patch+json");

    private static final List<String> NOBODY =
            List.of("", "Bearer ", "Bearer x.y.z", "Basic YTpi", "Bearer " + "e".repeat(4_000), "Bearer \u0000");

    private final RandomGenerator random;
    private final Specimens specimens;

    CallMutations(RandomGenerator random, Specimens specimens) {
        this.random = random;
        this.specimens = specimens;
    }

    private record Way(boolean surely, String how, Consumer<Call> spoiling) {}

    /** Returns a call with one thing wrong. */
    Spoilt<Call> any(Operation operation, String token) {
        while (true) {
            var spoilt = once(operation, token);
            if (spoilt.surely() || !operation.isOfTheWholeInstallation()) {
                return spoilt;
            }
        }
    }

    private Spoilt<Call> once(Operation operation, String token) {
        var call = valid(operation, token);
        if (operation.body() != null && random.nextInt(3) > 0) {
            var body = new BodyMutations(random, operation.body(), specimens.of(random, operation.body(), ""));
            var spoilt = body.any();
            call.body(spoilt.what());
            return spoilt.with(call);
        }
        var way = way(operation);
        way.spoiling().accept(call);
        return new Spoilt<>(way.how(), way.surely(), call);
    }

    /** Returns a call as the document describes it. */
    Call valid(Operation operation, String token) {
        var call = new Call(operation, token);
        for (var parameter : operation.parameters()) {
            if (parameter.isInPath()) {
                call.path(parameter.name(), Call.encoded(valueOf(parameter)));
            } else if (random.nextInt(4) == 0 && !parameter.name().equals("cursor")) {
                call.query(parameter.name() + "=" + Call.encoded(valueOf(parameter)));
            }
        }
        if (operation.body() != null) {
            call.body(written(operation.body()));
        }
        if (!operation.method().equals("GET") && random.nextBoolean()) {
            call.header("Idempotency-Key: " + new UUID(random.nextLong(), random.nextLong()));
        }
        return call;
    }

    private byte[] written(Schema schema) {
        try {
            return Json.MAPPER.writeValueAsBytes(specimens.of(random, schema, ""));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    private String valueOf(Parameter parameter) {
        var name = parameter.name();
        if (name.equals("name")) {
            return Specimens.pick(random, List.of("closure-rate", "claim-1", "acceptance", "mediation-1"));
        }
        var schema = parameter.isList() ? parameter.schema().items() : parameter.schema();
        return name.equals("caseId")
                ? specimens.someCase(random).toString()
                : specimens.of(random, schema, name).asText();
    }

    private Way way(Operation operation) {
        var inPath = operation.parameters().stream().filter(Parameter::isInPath).toList();
        var inQuery = operation.parameters().stream()
                .filter(parameter -> !parameter.isInPath())
                .toList();
        var ways = new ArrayList<Way>();
        if (!inPath.isEmpty()) {
            var one = Specimens.pick(random, inPath);
            var noText = Specimens.pick(random, NO_TEXT);
            var odd = Specimens.pick(random, ODD_TEXT);
            ways.add(new Way(true, "no text in {" + one.name() + "}", call -> call.path(one.name(), noText)));
            ways.add(new Way(false, "odd text in {" + one.name() + "}", call -> call.path(one.name(), odd)));
        }
        if (!inQuery.isEmpty()) {
            ways.add(inQuery(Specimens.pick(random, inQuery)));
            ways.add(inQuery(Specimens.pick(random, inQuery)));
        }
        ways.add(new Way(true, "an unknown parameter", call -> call.query("nobodyKnows=1")));
        ways.add(new Way(true, "no text in the query", call -> call.query("limit=" + Specimens.pick(random, NO_TEXT))));
        ways.add(header());
        ways.add(header());
        ways.add(new Way(false, "an odd token", call -> call.authorization(Specimens.pick(random, NOBODY))));
        ways.add(new Way(
                false,
                "another method",
                call -> call.method(Specimens.pick(
                        random, List.of("PATCH", "HEAD", "OPTIONS", "TRACE", "get", "BREW", "DELETE")))));
        if (operation.body() != null) {
            var type = Specimens.pick(random, OTHER_TYPES);
            ways.add(new Way(true, "another content type", call -> call.contentType(type)));
            ways.add(new Way(true, "a body said to be compressed", call -> call.header("Content-Encoding: gzip")));
            ways.add(new Way(true, "a body of more than a mebibyte", call -> call.body(tooMuch())));
        }
        return Specimens.pick(random, ways);
    }

    private byte[] tooMuch() {
        return ("{\"x\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(UTF_8);
    }

    private Way header() {
        var header = Specimens.pick(random, ODD_HEADERS);
        return new Way(false, "an odd header " + header.split(":", 2)[0], call -> call.header(header));
    }

    private Way inQuery(Parameter parameter) {
        var name = parameter.name();
        var schema = parameter.schema();
        var ways = new ArrayList<Way>();
        ways.add(
                new Way(true, "no text in ?" + name, call -> call.query(name + "=" + Specimens.pick(random, NO_TEXT))));
        ways.add(new Way(
                false, "odd text in ?" + name, call -> call.query(name + "=" + Specimens.pick(random, ODD_TEXT))));
        if (!parameter.isList()) {
            ways.add(new Way(true, "?" + name + " twice", call -> {
                call.query(name + "=" + Call.encoded(valueOf(parameter)));
                call.query(name + "=" + Call.encoded(valueOf(parameter)));
            }));
        }
        if (name.equals("limit")) {
            ways.add(new Way(true, "no limit", call -> call.query("limit=" + Specimens.pick(random, NO_LIMITS))));
        }
        if (name.equals("cursor")) {
            ways.add(new Way(
                    false,
                    "a cursor that is none",
                    call -> call.query("cursor="
                            + Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(
                                            Specimens.pick(random, CURSORS).getBytes(UTF_8)))));
        }
        if (schema.format().equals("date-time")) {
            ways.add(new Way(
                    true, "no time in ?" + name, call -> call.query(name + "=" + Specimens.pick(random, NO_TIMES))));
        }
        if (!schema.codes().isEmpty()) {
            ways.add(new Way(true, "an unknown code in ?" + name, call -> call.query(name + "=NOBODY_KNOWS_IT")));
        }
        return Specimens.pick(random, ways);
    }
}
