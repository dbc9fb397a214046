package org.fengqiao.kernel.example;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.json.SealedJson;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Messages to a partner, on its topic and as fetched. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class PartnerMessagesTest {

    private static final String NAME = "王小明";
    private static final String PHONE = "13800001234";

    @Inject
    KeyRings keys;

    @Inject
    Mutiny.SessionFactory sessions;

    private UUID promise = UUID.randomUUID();

    @BeforeEach
    void somebodyPromisesQuiet() {
        somebodyPromises("quiet at night");
    }

    private void somebodyPromises(String what) {
        given().auth()
                .oauth2(Tokens.of(Roles.CLERK))
                .contentType("application/json")
                .body(Map.of("what", what, "name", NAME, "phone", PHONE))
                .post("/promises/{id}", promise)
                .then()
                .statusCode(200);
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** What stands in that column of the message about the promise. */
    private <T> T sent(String column, Class<T> type) {
        return await(() -> sessions.withStatelessSession(session -> session.createNativeQuery(
                        "select " + column
                                + " from partner_message where type = 'fengqiao.partner.promise-made.v1'"
                                + " and case_id = '"
                                + promise + "'",
                        type)
                .getSingleResult()));
    }

    /** A message like the one about the promise, of another type. */
    private UUID sentAs(String type) {
        var id = UUID.randomUUID();
        await(() -> sessions.withStatelessTransaction((session, _) -> session.createNativeQuery(
                        "insert into partner_message (message_id, topic, message_key, type, data, case_id,"
                                + " occurred_at, recorded_at, correlation_id)"
                                + " select '" + id + "', topic, message_key, '" + type
                                + "', data, case_id, occurred_at, recorded_at, correlation_id from partner_message"
                                + " where type = 'fengqiao.partner.promise-made.v1' and case_id = '" + promise + "'")
                .executeUpdate()));
        return id;
    }

    private static ValidatableResponse fetch(String partner, UUID messageId) {
        return given().auth()
                .oauth2(Tokens.of(partner, Map.of(), Roles.PARTNER))
                .get("/partner-messages/{id}", messageId)
                .then();
    }

    private ValidatableResponse disclosures() {
        return given().auth()
                .oauth2(Tokens.of(Roles.OPERATOR))
                .queryParam("caseId", promise)
                .get("/disclosures")
                .then()
                .statusCode(200);
    }

    @Test
    void onTheTopicStandsInABoxWhatThePartnerIsToldAndNothingOfTheRest() {
        assertThat(sent("data", String.class))
                .doesNotContain(NAME, PHONE, "phone")
                .containsPattern("\"by\":\\{\"name\":\"box\\.");
    }

    @Test
    void thePartnerReadsWhatItIsToldAndThatItDidIsOnRecord() {
        fetch("court", sent("message_id", UUID.class))
                .statusCode(200)
                .body(
                        "type", equalTo("fengqiao.partner.promise-made.v1"),
                        "caseId", equalTo(promise.toString()),
                        "data.what", equalTo("quiet at night"),
                        "data.by.name", equalTo(NAME),
                        "data.by.phone", nullValue());

        disclosures()
                .body(
                        "items.purpose", contains("TELLING_A_PARTNER"),
                        "items.actor.id", contains("court"),
                        "items.actor.role", contains("partner"),
                        "items.kinds", contains("NAME"));
    }

    @Test
    void aPartnerThatRegisteredAKeyReadsItFromTheTopicAndThatItIsToldIsOnRecord() throws Exception {
        promise = UUID.randomUUID();
        somebodyPromises(Promises.TOLD_TO_THE_POLICE);

        var onTheTopic = JsonPath.from(sent("data", String.class));
        assertThat(onTheTopic.prettify()).doesNotContain(NAME, PHONE, "phone");
        assertThat(onTheTopic.getString("by.name")).startsWith("box.");

        var opened = opened(onTheTopic.getString("enveloped"));
        assertThat(opened.getMap("$"))
                .isEqualTo(Map.of("what", Promises.TOLD_TO_THE_POLICE, "by", Map.of("name", NAME)));
        disclosures()
                .body(
                        "items.purpose", contains("TELLING_A_PARTNER"),
                        "items.actor.id", contains("police"),
                        "items.kinds", contains("NAME"));

        fetch("police", sent("message_id", UUID.class))
                .body("data.by.name", equalTo(NAME), "data.enveloped", nullValue());
    }

    @Test
    void whatIsInAnEnvelopeIsThePartnersAndNoErasureOfOursReachesIt() throws Exception {
        promise = UUID.randomUUID();
        somebodyPromises(Promises.TOLD_TO_THE_POLICE);
        var data = sent("data", String.class);
        await(() -> keys.destroy(SealedJson.subjectsIn(data), Instant.EPOCH));

        fetch("police", sent("message_id", UUID.class)).body("data.by.name", equalTo("[erased]"));
        assertThat(opened(JsonPath.from(data).getString("enveloped")).getString("by.name"))
                .isEqualTo(NAME);
    }

    /** What the police read with their own key. */
    private static JsonPath opened(String envelope) throws JoseException {
        var jwe = new JsonWebEncryption();
        jwe.setKey(Promises.POLICE.getPrivate());
        jwe.setCompactSerialization(envelope);
        return JsonPath.from(jwe.getPlaintextString());
    }

    @Test
    void anothersMessageIsAsUnknownAsOneThatNeverWas() {
        var messageId = sent("message_id", UUID.class);

        fetch("police", messageId).statusCode(404).body("code", equalTo("kernel.unknown-message"));
        fetch("court", UUID.randomUUID()).statusCode(404).body("code", equalTo("kernel.unknown-message"));
        disclosures().body("items", hasSize(0));
    }

    @Test
    void whatWasSentToNoPartnerIsUnknownToAll() {
        var checkpoint = await(() -> sessions.withStatelessTransaction((session, _) -> session.createNativeQuery(
                        "insert into partner_message (message_id, topic, message_key, type, data, occurred_at,"
                                + " recorded_at, correlation_id) values (gen_random_uuid(), 'audit-court', 'k', 't',"
                                + " '{}', now(), now(), gen_random_uuid()) returning message_id",
                        UUID.class)
                .getSingleResult()));

        fetch("court", checkpoint).statusCode(404);
        fetch("audit-court", checkpoint).statusCode(404);
    }

    @Test
    void onlyPartnersFetchMessages() {
        var messageId = sent("message_id", UUID.class);

        given().get("/partner-messages/{id}", messageId).then().statusCode(401);
        given().auth()
                .oauth2(Tokens.of("court", Map.of(), Roles.CLERK))
                .get("/partner-messages/{id}", messageId)
                .then()
                .statusCode(403);
    }

    @Test
    void whoWasForgottenIsForgottenInMessagesToo() {
        var who = SealedJson.subjectsIn(sent("data", String.class));
        await(() -> keys.destroy(who, Instant.EPOCH));

        fetch("court", sent("message_id", UUID.class))
                .statusCode(200)
                .body("data.what", equalTo("quiet at night"), "data.by.name", equalTo("[erased]"));
    }

    @Test
    void aMessageThatNoRuleNamesTellsNothing() {
        fetch("court", sentAs("fengqiao.partner.promise-recalled.v1"))
                .statusCode(200)
                .body("data.what", equalTo("quiet at night"), "data.by.name", nullValue());

        disclosures().body("items", hasSize(0));
    }
}
