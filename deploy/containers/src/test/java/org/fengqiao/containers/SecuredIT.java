package org.fengqiao.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import org.fengqiao.containers.ContainerStack.Layout;

/**
 * An installation whose broker asks everybody who they are: the services, Connect and partners log in over TLS with a
 * password each, and may do what the manifests of {@code deploy/kubernetes} say, and nothing else.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(Progress.class)
class SecuredIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static ContainerStack stack;
    private static Registrations registrations;
    private static Invariants invariants;

    @BeforeAll
    static void start() throws Exception {
        Images.require();
        stack = new ContainerStack(new Layout(Images.LATEST, 1, true));
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
    void servicesAndConnectLogInAsThemselves() throws Exception {
        awaitAssigned(registrations.register(List.of("intake")));
        invariants.hold();
    }

    @Test
    @Order(2)
    void aPartnerSendsAndReceivesAsItselfAndReachesNoOthersTopic() throws Exception {
        var key = UUID.randomUUID().toString();
        try (var police =
                new KafkaProducer<>(stack.kafkaClient("police"), new StringSerializer(), new StringSerializer())) {
            police.send(new ProducerRecord<>("police.inbound", key, "no message at all"))
                    .get();
            assertThatThrownBy(() -> police.send(new ProducerRecord<>("court.inbound", key, "not from the court"))
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        var settings = stack.kafkaClient("police");
        settings.put("group.id", "police-case-desk");
        settings.put("auto.offset.reset", "earliest");
        try (var police = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            police.subscribe(List.of("police.rejected"));
            Answers.await("the police have it back", PATIENCE, () -> {
                for (var record : police.poll(Duration.ofMillis(500))) {
                    if (key.equals(record.key())) {
                        assertThat(new String(
                                        record.headers()
                                                .lastHeader("rejected-from")
                                                .value(),
                                        UTF_8))
                                .startsWith("police.inbound");
                        return true;
                    }
                }
                return false;
            });
        }
    }

    @Test
    @Order(3)
    void theAuthorityOfTheCertificatesChangesWhilePeopleRegister() throws Exception {
        var secrets = stack.kafkaSecrets();
        try (var _ = registrations.going(List.of("intake"))) {
            secrets.newAuthority();
            secrets.trustBoth();
            stack.restartAll();
            secrets.newCertificateOfTheBroker();
            stack.restart("kafka-1");
            awaitAssigned(registrations.register(List.of("intake")));
            secrets.trustOnlyTheNewest();
            stack.restartAll();
            awaitAssigned(registrations.register(List.of("intake")));
        }
        invariants.hold();
    }

    private static void awaitAssigned(String caseId) {
        Answers.await(
                caseId + " is assigned",
                PATIENCE,
                () -> "ASSIGNED"
                        .equals(Answers.with(stack.token("dispatcher", null))
                                .get(stack.address("routing") + "/cases/" + caseId)
                                .jsonPath()
                                .getString("status")));
    }
}
