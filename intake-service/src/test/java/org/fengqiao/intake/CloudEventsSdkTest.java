package org.fengqiao.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.IntakeServiceTest.PATIENCE;
import static org.fengqiao.intake.IntakeServiceTest.referral;
import static org.fengqiao.intake.IntakeServiceTest.with;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.inbound.Referrals;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.PartnerProducer;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.TopicReader;

/** Our records as the official SDK of CloudEvents reads them. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
@TestProfile(AcknowledgementTest.SimulatedTime.class)
class CloudEventsSdkTest {

    @Test
    void eventsAndMessagesToPartnersAreCloudEventsToTheSdk() {
        AcknowledgementTest.timeIs(Instant.parse("2024-03-04T01:00:00Z"));
        var reference = "ref-" + UUID.randomUUID();
        var caseId = Referrals.caseOf("police", reference);
        try (var police = new PartnerProducer(Infrastructure.bootstrap())) {
            police.send(
                    "police.inbound",
                    "/police",
                    reference,
                    "referral-submitted",
                    referral(reference),
                    Instant.parse("2024-03-01T00:00:00Z"));
        }
        try (var log = new CaseLog(Infrastructure.bootstrap())) {
            var record = log.until("intake", caseId, 1).getFirst();
            var event = KafkaMessageFactory.createReader(record.headers(), record.value())
                    .toEvent();
            assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
            assertThat(event.getType()).isEqualTo("fengqiao.intake.referral-received.v1");
            assertThat(event.getSource()).hasToString("/intake");
            assertThat(event.getSubject()).isEqualTo(caseId.toString());
            assertThat(event.getTime()).isNotNull();
            assertThat(event.getDataContentType()).isEqualTo("application/json");
            assertThat(event.getDataSchema()).isNotNull();
            assertThat(event.getExtension("sequence")).isEqualTo("1");
            assertThat(new String(Objects.requireNonNull(event.getData()).toBytes(), UTF_8))
                    .contains(reference);
        }
        try (var reader = new TopicReader(Infrastructure.bootstrap(), "police.outbound")) {
            var told = with(reader.until(records -> !with(records, reference).isEmpty(), PATIENCE), reference)
                    .getFirst();
            var message = KafkaMessageFactory.createReader(told.headers(), told.value())
                    .toEvent();
            assertThat(message.getType()).isEqualTo("fengqiao.partner.referral-acknowledged.v1");
            assertThat(message.getExtension("correlationid")).isNotNull();
        }
    }
}
