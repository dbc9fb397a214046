package org.fengqiao.petition.inbound;

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

import org.fengqiao.kernel.inbox.PartnerReader;
import org.fengqiao.kernel.inbox.Reading;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.json.StrictJson;
import org.fengqiao.kernel.testing.IncomingRecord;
import org.fengqiao.kernel.testing.IncomingRecord.Lines;
import org.fengqiao.kernel.testing.SpoiltJson;
import org.fengqiao.petition.model.PetitionCommand;
import org.fengqiao.petition.model.PetitionCommand.HearReviewDecision;

/** Whatever the petition office sends, it decides a review, or is told what is wrong. */
class PetitionOfficeMessagesPropertiesTest {

    private static final String PETITION = "0198c0de-0000-7000-8000-000000000001/petition/2";
    private static final byte[] DECIDED = """
        {"petitionId":"%s","level":"REVIEW","decision":"UPHELD","documentNumber":"昆信查〔2024〕9号",\
        "decidedAt":"2024-03-01T10:00:00+08:00"}\
        """.formatted(PETITION).getBytes(UTF_8);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-03-02T00:00:00Z"));

    private final PartnerReader<PetitionCommand> reader = PetitionOfficeMessages.reader(
            new StrictJson(
                    Json.mapper(), Validation.buildDefaultValidatorFactory().getValidator(), CLOCK),
            CLOCK);

    private Reading<PetitionCommand> read(String type, byte[] body) {
        var reading = reader.apply(IncomingRecord.message("petition-office.inbound", type, PETITION, body));
        IncomingRecord.requireTold(reading);
        if (reading instanceof Reading.Asks<PetitionCommand>(var order)) {
            assertThat(order.command()).isInstanceOf(HearReviewDecision.class);
        }
        return reading;
    }

    @Test
    void whatIsRightIsTakenAndWhatIsIntakesIsLeft() {
        assertThat(read(PetitionOfficeMessages.REVIEW_DECIDED, DECIDED)).isInstanceOf(Reading.Asks.class);
        assertThat(read("fengqiao.partner.referral-submitted.v1", "{}".getBytes(UTF_8)))
                .isInstanceOf(Reading.AsksNothing.class);
    }

    @Property(tries = 1_000)
    void aMessageWithOneThingWrongDecidesOrIsToldWhatIsWrong(@ForAll long seed) {
        read(PetitionOfficeMessages.REVIEW_DECIDED, SpoiltJson.spoilt(DECIDED, new Random(seed)));
    }

    /** The first line names the type, and the rest is the body. */
    @FuzzTest
    void whateverComesDecidesOrIsToldWhatIsWrong(byte[] bytes) {
        var lines = Lines.of(bytes, 1);
        read(lines.words().getFirst(), lines.body());
    }
}
