package org.fengqiao.caseload.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import org.fengqiao.caseload.Json;
import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.local.Service;

/** The valid calls and messages that deploy/fuzz makes of the documents, and the same with one thing wrong. */
class MutationsTest {

    private static final String DOCUMENT = """
            {"openapi": "3.1.0",
             "paths": {
               "/cases/{caseId}/decline": {"post": {
                 "parameters": [
                   {"name": "caseId", "in": "path", "schema": {"$ref": "#/components/schemas/UUID"}},
                   {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 200}}],
                 "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Body"}}}}}},
               "/positions/{topic}/restart": {"post": {"parameters": [
                   {"name": "topic", "in": "path", "schema": {"type": "string"}}]}}},
             "components": {"schemas": {
               "UUID": {"type": "string", "format": "uuid"},
               "Body": {"type": "object", "required": ["ground"], "properties": {
                 "ground": {"type": "string", "enum": ["A", "B"]},
                 "reason": {"type": "string", "maxLength": 10}}}}}}""";

    private final Specimens specimens = new Specimens(() -> Instant.parse("2024-03-01T00:00:00Z"));

    private static List<Operation> operations() throws IOException {
        return Operation.all(Service.INTAKE, Json.MAPPER.readTree(DOCUMENT));
    }

    private Spoilt<Call> spoilt(int seed, Operation operation) {
        return new CallMutations(new Random(seed), specimens).any(operation, "token");
    }

    @Test
    void aCallIsMadeAsTheDocumentDescribesIt() throws IOException {
        var call = new String(
                new CallMutations(new Random(1), specimens)
                        .valid(operations().getFirst(), "token")
                        .bytes(),
                UTF_8);
        assertThat(call)
                .matches(
                        "(?s)POST /cases/[0-9a-f-]{36}/decline(\\?limit=\\d+)? HTTP/1.1\r\n.*\\{\"ground\":\"[AB]\".*}")
                .contains("Authorization: Bearer token", "Content-Type: application/json");
    }

    @Test
    void theSameSeedSpoilsItInTheSameWayAndAnotherInAnotherWay() throws IOException {
        var operation = operations().getFirst();
        var ways = new HashSet<String>();
        for (var seed = 0; seed < 300; seed++) {
            assertThat(spoilt(seed, operation).what().bytes())
                    .isEqualTo(spoilt(seed, operation).what().bytes());
            ways.add(spoilt(seed, operation).how());
        }
        assertThat(ways).hasSizeGreaterThan(25).contains("an unknown code at /ground", "a missing field at /ground");
    }

    @Test
    void toTheWholeInstallationOnlyWhatIsSurelyRefusedIsSent() throws IOException {
        var restart = operations().getLast();
        assertThat(restart.isOfTheWholeInstallation()).isTrue();
        for (var seed = 0; seed < 100; seed++) {
            assertThat(spoilt(seed, restart).surely()).isTrue();
        }
    }

    @Test
    void beforeItIsSpoiltAMessageHasTheFormOfItsFields() throws IOException {
        for (var message : PartnerMessage.all(Path.of("../../docs/asyncapi.yaml"))) {
            for (var seed = 0; seed < 20; seed++) {
                requireForm(specimens.of(new Random(seed), message.schema(), ""), message.schema(), message.type());
            }
        }
    }

    private static void requireForm(JsonNode value, Schema schema, String at) {
        value.properties()
                .forEach(field ->
                        requireForm(field.getValue(), schema.property(field.getKey()), at + "/" + field.getKey()));
        if (value.isArray()) {
            value.forEach(one -> requireForm(one, schema.items(), at + "/-"));
        }
        // Of a box only the service knows the form that it has before it is closed.
        if (value.isTextual()
                && schema.limits("pattern")
                && !schema.text("pattern").startsWith("^(box")) {
            assertThat(value.asText()).as(at).matches("(?s).*(" + schema.text("pattern") + ").*");
        }
    }

    @Test
    void whatStandsBehindACaseIsTriedWithTheCodesAndCasesThatThereAre() throws IOException {
        var schema = Json.MAPPER.readTree("""
            {"type":"object","required":["code","inquiryId"],"properties":{"code":{"type":"string"},\
            "inquiryId":{"type":"string"}}}\
            """);
        var known = new Specimens(() -> Instant.parse("2024-03-01T00:00:00Z"));
        var caseId = new UUID(1, 2);
        known.know(caseId);
        known.knowReceipt("AAAA-BBBB-CCCC-DDDD");
        var codes = new HashSet<String>();
        for (var seed = 0; seed < 50; seed++) {
            var made = known.of(new Random(seed), Schema.of(schema, schema), "");
            codes.add(made.path("code").asText());
            assertThat(made.path("inquiryId").asText()).startsWith(caseId + "/standing/");
        }
        assertThat(codes).contains("AAAA-BBBB-CCCC-DDDD").hasSizeGreaterThan(1);
    }

    @Test
    void everyPartnerMaySendWhatTheDocumentSays() throws IOException {
        var messages = PartnerMessage.all(Path.of("../../docs/asyncapi.yaml"));
        assertThat(messages.stream().map(PartnerMessage::partner)).contains(Partner.values());
        assertThat(messages.stream().map(PartnerMessage::toString))
                .contains(
                        "police.inbound fengqiao.partner.referral-submitted.v1",
                        "court.inbound fengqiao.partner.confirmation-decided.v1")
                .doesNotContain("police.inbound fengqiao.partner.confirmation-decided.v1");
        for (var message : messages) {
            var record = new MessageMutations(new Random(3), specimens).any(message);
            assertThat(record.what().topic()).isEqualTo(message.partner().inbound());
            assertThat(record.how()).isNotBlank();
        }
    }
}
