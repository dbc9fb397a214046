package org.fengqiao.kernel.example;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.delivery.DeliveryMessage;
import org.fengqiao.kernel.delivery.Reconciliations;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.inbox.PartnerInbox;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.sealing.json.SealedJson;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.value.Times;

/** Delivery to and from a partner that both sides can check. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class PartnerDeliveryTest {

    private static final AtomicLong OFFSET = new AtomicLong();

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    PartnerInbox<Promises.Command> partners;

    @Inject
    Reconciliations reconciliations;

    @Inject
    KeyRings keys;

    @Inject
    @Identifier(Positions.LISTENER)
    Positions positions;

    private record Sent(UUID messageId, long sequence, String data) {}

    private static RequestSpecification as(String person, String role) {
        return given().auth().oauth2(Tokens.of(person, Map.of(), role)).contentType("application/json");
    }

    private static int promise(UUID id, String what) {
        return as("li-wei", Roles.CLERK)
                .body(Map.of("what", what, "name", "王小明", "phone", "13800001234"))
                .post("/promises/{id}", id)
                .statusCode();
    }

    private <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Object[]> rows(String sql) {
        return await(() -> sessions.withStatelessSession(
                session -> session.createNativeQuery(sql, Object[].class).getResultList()));
    }

    private List<Sent> sent(String table, String partner) {
        return rows("select message_id, sequence, data from " + table + " where topic = '" + partner
                        + ".outbound' and sequence is not null order by sequence")
                .stream()
                .map(row -> new Sent((UUID) row[0], ((Number) row[1]).longValue(), (String) row[2]))
                .toList();
    }

    private static Instant now() {
        return Instant.parse(as("op", Roles.OPERATOR)
                .get("/simulated-clock")
                .then()
                .extract()
                .jsonPath()
                .getString("now"));
    }

    private static void timeIs(Instant time) {
        as("op", Roles.OPERATOR)
                .body(Map.of("now", time.toString()))
                .put("/simulated-clock")
                .then()
                .statusCode(200);
    }

    /** Hands a record of a partner to the inbox; tells the code with which it went back. */
    private Optional<String> comes(String partner, String type, String json, UUID id, Instant time, String key) {
        var headers = new RecordHeaders();
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id.toString(),
                        "ce_source",
                        "/" + partner,
                        "ce_type",
                        type,
                        "ce_time",
                        time.toString())
                .forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        // A topic of this class alone: positions of others are none of its business.
        var place = new TopicPartition(partner + ".inbound", 2);
        var record = new ConsumerRecord<>(
                place.topic(),
                place.partition(),
                OFFSET.getAndIncrement(),
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key.getBytes(UTF_8),
                json.getBytes(UTF_8),
                headers,
                Optional.empty());
        try (var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
            consumer.assign(List.of(place));
            positions.onPartitionsAssigned(consumer, List.of(place));
        }
        await(() -> partners.consume(new ConsumerRecords<>(Map.of(place, List.of(record)), Map.of())));
        return rows("select rejection_code, rejected_from from rejected_record where rejected_from = '" + place + "@"
                        + record.offset() + "'")
                .stream()
                .findFirst()
                .map(row -> (String) row[0]);
    }

    private Optional<String> asksAgain(String partner, UUID request, String source, long from, long to) {
        return comes(
                partner,
                DeliveryMessage.REDELIVERY_REQUESTED,
                "{\"source\":\"%s\",\"from\":%d,\"to\":%d}".formatted(source, from, to),
                request,
                now(),
                "any");
    }

    @Test
    void numbersHaveNoGapHoweverManyWriteAtOnceAndWhateverFails() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var calls = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 60; i++) {
                var what = i % 7 == 0 ? Promises.UNSTORABLE : i % 5 == 0 ? Promises.TOLD_TO_THE_POLICE : "quiet";
                calls.add(() -> promise(UUID.randomUUID(), what));
            }
            threads.invokeAll(calls);
        }
        for (var partner : List.of("court", "police")) {
            var sent = sent("partner_message", partner);
            assertThat(sent).hasSizeGreaterThan(5);
            assertThat(sent)
                    .extracting(Sent::sequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, sent.size()).boxed().toList());
        }
    }

    @Test
    void whatAPartnerMissesIsDeliveredAgainAsItWasOnce() {
        for (var i = 0; i < 3; i++) {
            promise(UUID.randomUUID(), "quiet");
        }
        var all = sent("partner_message", "court");
        var missed = all.subList(all.size() - 3, all.size() - 1);
        var request = UUID.randomUUID();

        for (var i = 0; i < 2; i++) {
            assertThat(asksAgain(
                            "court",
                            request,
                            "/intake",
                            missed.getFirst().sequence(),
                            missed.getLast().sequence()))
                    .isEmpty();
        }

        assertThat(rows("select message_id, sequence, data from partner_redelivery where request_id = '" + request
                                + "' order by sequence")
                        .stream()
                        .map(row -> new Sent((UUID) row[0], ((Number) row[1]).longValue(), (String) row[2])))
                .isEqualTo(missed);
    }

    @Test
    void whatWasNotSentCannotBeDeliveredAgain() {
        promise(UUID.randomUUID(), "quiet");
        var last = sent("partner_message", "court").getLast().sequence();

        assertThat(asksAgain("court", UUID.randomUUID(), "/intake", last, last + 1))
                .contains("kernel.unknown-sequence");
        assertThat(asksAgain("letters", UUID.randomUUID(), "/intake", 1, 1)).contains("kernel.unknown-sequence");
        assertThat(asksAgain("court", UUID.randomUUID(), "/intake", 1, 10_001)).contains("kernel.bad-input");
        assertThat(asksAgain("court", UUID.randomUUID(), "/intake", 0, 1)).contains("kernel.bad-input");
        assertThat(asksAgain("court", UUID.randomUUID(), "/nobody", 1, 1)).contains("kernel.unknown-source");
    }

    @Test
    void nobodyWhoWasErasedIsToldOfAgain() throws JoseException {
        promise(UUID.randomUUID(), Promises.TOLD_TO_THE_POLICE);
        var before = sent("partner_message", "police").getLast();
        assertThat(opened(before).getString("by.name")).isEqualTo("王小明");
        await(() -> keys.destroy(SealedJson.subjectsIn(before.data()), Instant.EPOCH));
        var request = UUID.randomUUID();

        assertThat(asksAgain("police", request, "/intake", before.sequence(), before.sequence()))
                .isEmpty();

        var row = rows("select message_id, sequence, data from partner_redelivery where request_id = '" + request + "'")
                .getFirst();
        assertThat(opened(new Sent((UUID) row[0], 1, (String) row[2])).getString("by.name"))
                .isEqualTo("[erased]");
    }

    private static JsonPath opened(Sent message) throws JoseException {
        var jwe = new JsonWebEncryption();
        jwe.setKey(Promises.POLICE.getPrivate());
        jwe.setCompactSerialization(JsonPath.from(message.data()).getString("enveloped"));
        return JsonPath.from(jwe.getPlaintextString());
    }

    @Test
    void theBooksOfADayAreToldOnceAndComparedAsOftenAsThePartnerTellsItsOwn() {
        var day = Times.dayOf(now()).plusDays(2);
        timeIs(day.atTime(10, 0).toInstant(java.time.ZoneOffset.ofHours(8)));
        var partner = "procuratorate";
        var promised = List.of(UUID.randomUUID(), UUID.randomUUID());
        for (var id : promised) {
            var reference = id.toString();
            assertThat(comes(
                            partner,
                            "fengqiao.partner.promised.v1",
                            "{\"reference\":\"%s\",\"what\":\"quiet\"}".formatted(reference),
                            id,
                            now(),
                            reference))
                    .isEmpty();
        }
        assertThat(comes(partner, "fengqiao.partner.promised.v1", "{}", UUID.randomUUID(), now(), "bad"))
                .contains("kernel.bad-input");
        timeIs(now().plus(Duration.ofDays(1)));

        assertThat(await(() -> reconciliations.tell(List.of(partner)))).isPositive();
        assertThat(await(() -> reconciliations.tell(List.of(partner)))).isZero();
        var told = JsonPath.from(sent("partner_message", partner).getLast().data());
        assertThat(told.getString("source")).isEqualTo("/intake");
        assertThat(LocalDate.parse(told.getString("day"))).isEqualTo(day);
        assertThat(told.getInt("received.count")).isEqualTo(2);
        assertThat(told.getString("received.hash")).isEqualTo(hash(promised));
        assertThat(told.getInt("sent.count")).isZero();
        listed(partner).body("items[0].state", equalTo("AWAITED")).body("items[0].theirSent", nullValue());

        assertThat(tells(partner, day, hash(List.of(promised.getFirst())), 1)).isEmpty();
        listed(partner)
                .body("items[0].state", equalTo("UNMATCHED"))
                .body("items[0].differences", contains("RECEIVED_COUNT"))
                .body("items[0].theirSent.count", equalTo(1));
        assertThat(tells(partner, day, hash(List.of(UUID.randomUUID(), UUID.randomUUID())), 2))
                .isEmpty();
        listed(partner).body("items[0].differences", contains("RECEIVED_IDS"));
        assertThat(tells(partner, day, hash(promised), 2)).isEmpty();
        listed(partner).body("items[0].state", equalTo("MATCHED")).body("items[0].differences", empty());

        assertThat(tells(partner, Times.dayOf(now()), hash(promised), 2)).contains("kernel.day-not-over");
        assertThat(tells(partner, day.minusDays(100), hash(promised), 2)).contains("kernel.day-not-kept");
        assertThat(tells(partner, day, "0", 2)).contains("kernel.bad-input");
    }

    private Optional<String> tells(String partner, LocalDate day, String hash, int count) {
        var message = new LinkedHashMap<String, Object>();
        message.put("source", "/intake");
        message.put("day", day.toString());
        message.put("sent", Map.of("count", count, "hash", hash));
        message.put("received", Map.of("count", 0, "hash", hash(List.of())));
        return comes(
                partner,
                DeliveryMessage.RECONCILIATION,
                io.vertx.core.json.JsonObject.mapFrom(message).encode(),
                UUID.randomUUID(),
                now(),
                "any");
    }

    private static io.restassured.response.ValidatableResponse listed(String partner) {
        return as(partner, Roles.PARTNER).get("/reconciliations").then().statusCode(200);
    }

    private static String hash(List<UUID> ids) {
        var text = String.join("\n", ids.stream().map(UUID::toString).sorted().toList());
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPartnerReadsItsOwnReconciliationsAndAnOperatorAll() {
        await(() -> reconciliations.tell(List.of("petition-office", "court")));

        listed("court").body("items.partner", everyItem(equalTo("court")));
        as("court", Roles.PARTNER)
                .get("/reconciliations?partner=petition-office")
                .then()
                .statusCode(403)
                .body("code", equalTo("kernel.another-partner"));
        as("li-wei", Roles.CLERK).get("/reconciliations").then().statusCode(403);
        var seen = new HashSet<String>();
        String next = "";
        do {
            var page = as("op", Roles.OPERATOR)
                    .queryParam("limit", 1)
                    .queryParam("cursor", next)
                    .get("/reconciliations")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            page.getList("items", Map.class)
                    .forEach(item -> assertThat(seen.add(item.get("partner") + " " + item.get("day")))
                            .isTrue());
            next = page.getString("next");
        } while (next != null);
        assertThat(seen).anyMatch(one -> one.startsWith("court ")).anyMatch(one -> one.startsWith("petition-office "));
    }
}
