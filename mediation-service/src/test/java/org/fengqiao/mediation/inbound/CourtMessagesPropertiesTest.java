package org.fengqiao.mediation.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import jakarta.validation.Validation;

import com.code_intelligence.jazzer.junit.FuzzTest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.delivery.DeliveryMessage;
import org.fengqiao.kernel.inbox.PartnerReader;
import org.fengqiao.kernel.inbox.Reading;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.json.StrictJson;
import org.fengqiao.kernel.testing.IncomingRecord;
import org.fengqiao.kernel.testing.IncomingRecord.Lines;
import org.fengqiao.kernel.testing.SpoiltJson;
import org.fengqiao.mediation.model.MediationCommand;
import org.fengqiao.mediation.model.MediationCommand.CourtAnswer;

/** Whatever the court sends, it decides about a filing, or is told what is wrong. */
class CourtMessagesPropertiesTest {

    private static final String CONFIRMATION = "0198c0de-0000-7000-8000-000000000001/confirmation/1";
    private static final byte[] CONFIRMED = """
            {"filingId":"%s","decision":"REFUSED","reason":"证据不足","documentNumber":"(2024)内0203民特1号",\
            "decidedAt":"2024-03-01T10:00:00+08:00"}""".formatted(CONFIRMATION).getBytes(UTF_8);
    private static final byte[] DECIDED = """
            {"filingId":"0198c0de-0000-7000-8000-000000000001/fast-track/1","outcome":"SETTLED",\
            "documentNumber":"(2024)内0203民初1号","decidedAt":"2024-03-01T10:00:00+08:00"}""".getBytes(UTF_8);

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-03-02T00:00:00Z"));

    private final PartnerReader<MediationCommand> reader = CourtMessages.reader(
            new StrictJson(
                    Json.mapper(), Validation.buildDefaultValidatorFactory().getValidator(), CLOCK),
            CLOCK);

    private Reading<MediationCommand> read(String type, byte[] body) {
        var reading = reader.apply(IncomingRecord.message("court.inbound", type, CONFIRMATION, body));
        IncomingRecord.requireTold(reading);
        if (reading instanceof Reading.Asks<MediationCommand>(var order)) {
            assertThat(order.command()).isInstanceOf(CourtAnswer.class);
        }
        return reading;
    }

    @Test
    void whatIsRightIsTaken() {
        assertThat(read(CourtMessages.CONFIRMATION_DECIDED, CONFIRMED)).isInstanceOf(Reading.Asks.class);
        assertThat(read(CourtMessages.FAST_TRACK_DECIDED, DECIDED)).isInstanceOf(Reading.Asks.class);
    }

    @Test
    void whatIsAboutMessagesIsReadAndIntakeAnswersForWhatNobodyCanRead() {
        assertThat(read(DeliveryMessage.REDELIVERY_REQUESTED, """
                {"source":"/mediation","from":1,"to":2}""".getBytes(UTF_8)))
                .isInstanceOfSatisfying(Reading.Delivers.class, read -> {
                    assertThat(read.message()).isEqualTo(new DeliveryMessage.RedeliveryRequested("/mediation", 1L, 2L));
                    assertThat(read.answersForUnknown()).isFalse();
                });
        assertThat(read(DeliveryMessage.REDELIVERY_REQUESTED, "{}".getBytes(UTF_8)))
                .isInstanceOf(Reading.AsksNothing.class);
        assertThat(read(DeliveryMessage.RECONCILIATION, "[".getBytes(UTF_8))).isInstanceOf(Reading.AsksNothing.class);
    }

    @Property(tries = 1_000)
    void aMessageWithOneThingWrongDecidesOrIsToldWhatIsWrong(@ForAll long seed) {
        var random = new Random(seed);
        read(CourtMessages.CONFIRMATION_DECIDED, SpoiltJson.spoilt(CONFIRMED, random));
        read(CourtMessages.FAST_TRACK_DECIDED, SpoiltJson.spoilt(DECIDED, random));
    }

    /** The first line names the type, and the rest is the body. */
    @FuzzTest
    void whateverComesDecidesOrIsToldWhatIsWrong(byte[] bytes) {
        var lines = Lines.of(bytes, 1);
        read(lines.words().getFirst(), lines.body());
    }
}
