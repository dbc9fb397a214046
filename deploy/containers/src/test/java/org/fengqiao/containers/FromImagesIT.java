package org.fengqiao.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import org.fengqiao.containers.ContainerStack.Layout;
import org.fengqiao.containers.ContainerStack.Link;

/**
 * An installation from the images, and faults that processes on one machine cannot show. It is started once; after each
 * fault nothing is lost, nothing is there twice, and every stream is 1..n and as it was recorded.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(Progress.class)
class FromImagesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static ContainerStack stack;
    private static Registrations registrations;
    private static Invariants invariants;

    @BeforeAll
    static void start() throws Exception {
        Images.require();
        stack = new ContainerStack(Layout.ofThreeBrokers());
        stack.start();
        registrations = new Registrations(stack);
        invariants = new Invariants(stack, registrations);
    }

    @AfterAll
    static void stop() throws Exception {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Order(1)
    @Tag("core")
    void aDisputeIsRegisteredMediatedAndClosed() throws Exception {
        var caseId = registrations.register(List.of("intake"));
        awaitStatus(caseId, "ASSIGNED");
        var unit = routed(caseId, "unit");

        done("routing", "dispatcher", unit, "/cases/" + caseId + "/claim", Map.of("unit", unit, "worker", "mediator"));
        Answers.await(
                "mediation is open",
                PATIENCE,
                () -> Answers.with(stack.token("mediator", unit))
                                .get(stack.address("mediation") + "/mediations/" + caseId)
                                .statusCode()
                        == 200);
        mediation(caseId, unit, "/consents", Map.of("partyId", "applicant-1", "consents", true));
        mediation(caseId, unit, "/consents", Map.of("partyId", "respondent-1", "consents", true));
        mediation(caseId, unit, "/sessions", Map.of("startsAt", Instant.now().toString(), "room", "2"));
        mediation(caseId, unit, "/sessions/1/outcome", Map.of("held", true, "undisputedFacts", List.of("水从楼上漏下")));
        mediation(
                caseId,
                unit,
                "/agreement",
                Map.of(
                        "form",
                        "WRITTEN",
                        "whole",
                        true,
                        "terms",
                        "李建国十日内修好漏水。",
                        "obligations",
                        List.of(Map.of(
                                "debtor",
                                "respondent-1",
                                "creditor",
                                "applicant-1",
                                "what",
                                "修好漏水",
                                "dueOn",
                                LocalDate.now(ZoneId.of("Asia/Shanghai"))
                                        .plusDays(10)
                                        .toString())),
                        "signedBy",
                        List.of("applicant-1", "respondent-1"),
                        "confirmationIntended",
                        false));

        awaitStatus(caseId, "CLOSED");
        invariants.hold();
    }

    @Test
    @Order(2)
    @Tag("core")
    void noContainerCanWriteToItsRootOrGainRights() {
        stack.parts().forEach((name, part) -> {
            var host = part.now().getHostConfig();
            assertThat(host.getReadonlyRootfs()).as(name).isTrue();
            assertThat(part.now().getConfig().getUser()).as(name).isEqualTo("10001:10001");
            assertThat(part.execute("/bin/bash", "-c", "echo x 2>/dev/null >/opt/x"))
                    .as(name)
                    .isEqualTo("exit code 1");
            assertThat(part.now().getState().getOOMKilled()).as(name).isFalse();
        });
    }

    @Test
    @Order(3)
    void whatAPartnerCompressesIsReadThoughTheRootIsReadOnly() throws Exception {
        var key = UUID.randomUUID().toString();
        var settings = stack.kafkaClient();
        settings.put("acks", "all");
        settings.put("compression.type", "zstd");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var malformed = new ProducerRecord<>("police.inbound", key, "{".repeat(1000));
            Map.of(
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            UUID.randomUUID().toString(),
                            "ce_source",
                            "/police",
                            "ce_type",
                            "fengqiao.partner.dispute-referred.v1",
                            "ce_time",
                            Instant.now().toString(),
                            "content-type",
                            "application/json")
                    .forEach((name, value) -> malformed.headers().add(name, value.getBytes(UTF_8)));
            producer.send(malformed).get();
        }
        Answers.await(
                "the police have it back",
                PATIENCE,
                () -> invariants.keysOn("police.rejected").contains(key));
    }

    @Test
    @Order(4)
    @Tag("core")
    void withoutTheBrokersCommandsAreRecordedAndPublishedLater() throws Exception {
        stack.cut("intake", Link.TO_THE_BROKERS);
        var registered = registrations.register(List.of("intake"));
        Answers.await(
                "intake says that the broker is away",
                PATIENCE,
                () -> Answers.status(stack.address("intake") + "/q/health/ready") == 503);
        // Publishing is Connect's work, not the service's: others learn of it all the same.
        awaitStatus(registered, "ASSIGNED");

        stack.cut("routing", Link.TO_THE_BROKERS);
        var later = registrations.register(List.of("intake"));
        stack.mend("intake", Link.TO_THE_BROKERS);
        stack.mend("routing", Link.TO_THE_BROKERS);
        awaitStatus(later, "ASSIGNED");
        stack.awaitReady("intake");
        stack.awaitReady("routing");
        invariants.hold();
    }

    @Test
    @Order(5)
    void withoutTheDatabaseCallsAreRefusedAndRepeatedOnesHaveOneEffect() throws Exception {
        stack.cut("intake", Link.TO_THE_DATABASE);
        assertThat(Answers.answered(() -> registrations.once("intake", "registration-cut")))
                .as("the answer without a database: none in time, or that it cannot be done now")
                .isIn(0, 500, 503, 504);
        try (var _ = registrations.going(List.of("intake"))) {
            stack.mend("intake", Link.TO_THE_DATABASE);
            stack.awaitReady("intake");
            // Whether it was done or not, the clerk has not learnt.
            registrations.register(List.of("intake"), "registration-cut");
        }
        invariants.hold();
    }

    @Test
    @Order(6)
    void aServiceThatSleepsLongerThanItsSessionGoesOnWhereItWas() throws Exception {
        try (var _ = registrations.going(List.of("intake"))) {
            var routing = stack.part("routing");
            routing.pause();
            // The brokers have given up on it, and would give its partitions to others.
            Answers.await("routing's session is over", PATIENCE, () -> followers("routing") == 0);
            routing.resume();
            Answers.await("routing follows again", PATIENCE, () -> followers("routing") > 0);
        }
        invariants.hold();
    }

    @Test
    @Order(7)
    @Tag("core")
    void ofThreeBrokersOneMayBeKilled() throws Exception {
        try (var _ = registrations.going(List.of("intake"))) {
            stack.part("kafka-2").kill();
            var caseId = registrations.register(List.of("intake"));
            awaitStatus(caseId, "ASSIGNED");
            stack.part("kafka-2").startAgain();
            awaitBrokers(3);
        }
        invariants.hold();
    }

    @Test
    @Order(8)
    void twoInstancesOfAServiceAreRestartedOneAfterTheOtherUnderLoad() throws Exception {
        stack.addInstance("intake", 2);
        stack.addInstance("routing", 2);
        try (var _ = registrations.going(List.of("intake", "intake-2"))) {
            for (var instance : List.of("intake", "intake-2", "routing", "routing-2")) {
                stack.restart(instance);
            }
        }
        invariants.hold();
    }

    @Test
    @Order(9)
    void ofThreeBrokersOneMayBeCutOffFromTheOthers() throws Exception {
        try (var _ = registrations.going(List.of("intake"))) {
            // It runs on, may believe that it still leads, and must not be believed.
            stack.cut("kafka-3", Link.TO_THE_BROKERS);
            awaitBrokers(2);
            // Connect's transactions expire meanwhile; its tasks fail, and are started again.
            awaitStatus(registrations.register(List.of("intake")), "ASSIGNED");
            stack.mend("kafka-3", Link.TO_THE_BROKERS);
            awaitBrokers(3);
        }
        invariants.hold();
    }

    @Test
    @Order(10)
    void aServiceThatExceedsItsMemoryIsKilledAndComesBack() throws Exception {
        try (var _ = registrations.going(List.of("intake"))) {
            for (var service : List.of("routing", "intake")) {
                var part = stack.part(service);
                var restarts = part.now().getRestartCount();
                part.exceedMemory();
                Answers.await(
                        service + " was started again",
                        PATIENCE,
                        () -> part.now().getRestartCount() > restarts);
                stack.awaitReady(service);
            }
        }
        invariants.hold();
    }

    @Test
    @Order(11)
    void onAFullDiskCallsAreRefusedAndGoOnWhenThereIsRoom() throws Exception {
        try (var _ = registrations.going(List.of("intake"))) {
            var before = registrations.putOff().size();
            stack.disk().fill();
            Answers.await(
                    "calls are refused", PATIENCE, () -> registrations.putOff().size() > before);
            stack.disk().makeRoom();
            awaitStatus(registrations.register(List.of("intake")), "ASSIGNED");
            assertThat(registrations.putOff().stream().skip(before)).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.contentType()).startsWith("application/problem+json");
                assertThat(answer.jsonPath().getString("code")).isEqualTo("kernel.unavailable");
                assertThat(answer.header("Retry-After")).isNotNull();
            });
        }
        invariants.hold();
    }

    /** The last one: the installation has another database afterwards. */
    @Test
    @Order(12)
    void aStandbyTakesOverWithTheSlotsWhenTheDatabaseIsLost() throws Exception {
        stack.addStandby();
        try (var _ = registrations.going(List.of("intake"))) {
            registrations.register(List.of("intake"));
            stack.failOver();
            awaitStatus(registrations.register(List.of("intake")), "ASSIGNED");
        }
        invariants.hold();
    }

    /** Returns how many consumers the brokers know that share the common log as this service. */
    private static int followers(String service) throws Exception {
        try (var admin = Admin.create(stack.kafkaClient())) {
            return admin.describeConsumerGroups(List.of(service))
                    .describedGroups()
                    .get(service)
                    .get()
                    .members()
                    .size();
        }
    }

    private void awaitBrokers(int number) {
        Answers.await(
                number + " brokers are there",
                PATIENCE,
                () -> Answers.with(stack.token("operator", null))
                        .get(stack.address("routing") + "/q/health/ready")
                        .asString()
                        .replace(" ", "")
                        .contains("\"nodes\":" + number));
    }

    private void mediation(String caseId, String unit, String call, Object body) {
        done("mediation", "mediator", unit, "/mediations/" + caseId + call, body);
    }

    private void done(String service, String role, String unit, String path, Object body) {
        Answers.with(stack.token(role, unit))
                .body(body)
                .post(stack.address(service) + path)
                .then()
                .statusCode(200);
    }

    private String routed(String caseId, String field) {
        return Answers.with(stack.token("dispatcher", null))
                .get(stack.address("routing") + "/cases/" + caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString(field);
    }

    private void awaitStatus(String caseId, String status) {
        Answers.await(caseId + " is " + status, PATIENCE, () -> status.equals(routed(caseId, "status")));
    }
}
