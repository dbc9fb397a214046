package org.fengqiao.intake.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import jakarta.validation.Validation;

import com.code_intelligence.jazzer.junit.FuzzTest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.Gbt31000;
import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeCommand.AppointMediation;
import org.fengqiao.intake.model.IntakeCommand.CorrectReferral;
import org.fengqiao.intake.model.IntakeCommand.DecideObjection;
import org.fengqiao.intake.model.IntakeCommand.NoteIncident;
import org.fengqiao.intake.model.IntakeCommand.ReceiveReferral;
import org.fengqiao.intake.model.IntakeCommand.TakeAnswer;
import org.fengqiao.intake.model.IntakeCommand.TakeOutwardAnswer;
import org.fengqiao.intake.model.IntakeCommand.TakeQuestion;
import org.fengqiao.intake.model.IntakeCommand.TransferPetition;
import org.fengqiao.intake.model.IntakeCommand.WithdrawReferral;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.Places;
import org.fengqiao.intake.policy.ReceiptCodes;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.inbox.Reading;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.json.StrictJson;
import org.fengqiao.kernel.testing.IncomingRecord;
import org.fengqiao.kernel.testing.IncomingRecord.Lines;
import org.fengqiao.kernel.testing.SpoiltJson;
import org.fengqiao.kernel.value.Texts;

/** Whatever a partner sends, on whichever topic, it asks something, or is told what is wrong. */
class ReferralsPropertiesTest {

    private static final List<String> TOPICS =
            List.of("police.inbound", "court.inbound", "petition-office.inbound", "procuratorate.inbound");
    private static final String REFERENCE = "2024-110-000123";
    private static final byte[] REFERRAL = """
            {"reference":"2024-110-000123","occurredAt":"2024-03-01T08:30:00+08:00","summary":"楼上漏水，双方争执",\
            "claim":"赔偿","amount":{"amount":"3200.00","currency":"CNY"},"categoryHint":"NEIGHBOUR",\
            "applicants":[{"name":"王某","idNumber":"11010519491231002X","phone":"13800000000"}],\
            "respondents":[{"name":"李某","numberKind":"IDENTITY_NUMBER"}],\
            "place":{"district":"昆都仑区","street":"少先路街道","community":"一社区","grid":"3"},"groupSize":2}
            """.getBytes(UTF_8);
    private static final byte[] WITHDRAWAL = """
            {"reference":"2024-110-000123","reason":"双方和解"}""".getBytes(UTF_8);

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-03-02T00:00:00Z"));

    private final Function<ConsumerRecord<byte[], byte[]>, Reading<IntakeCommand>> reader = Referrals.reader(
            new StrictJson(
                    Json.mapper(), Validation.buildDefaultValidatorFactory().getValidator(), CLOCK),
            new ReceiptCodes("a secret of at least 32 characters"),
            DataFile.read("intake-rules.yaml", IntakeRules.class),
            new Places(List.of(DataFile.read("places/kundulun.yaml", Places.District.class))),
            DataFile.read("gbt31000.yaml", Gbt31000.class),
            CLOCK);

    private Reading<IntakeCommand> read(String topic, String type, String key, byte[] body) {
        var reading = reader.apply(IncomingRecord.message(topic, type, key, body));
        IncomingRecord.requireTold(reading);
        if (reading instanceof Reading.Asks<IntakeCommand>(var order)) {
            switch (order.command()) {
                case ReceiveReferral referral ->
                    assertThat(referral.referral().reference()).isEqualTo(key);
                case WithdrawReferral withdrawal ->
                    assertThat(withdrawal.referral().reference()).isEqualTo(key);
                case CorrectReferral _, TakeQuestion _, TakeAnswer _ -> {}
                case AppointMediation _ -> assertThat(topic).isEqualTo("court.inbound");
                case NoteIncident _ -> assertThat(topic).isEqualTo("police.inbound");
                case TransferPetition _, DecideObjection _ -> assertThat(topic).isEqualTo("petition-office.inbound");
                // Its key may be anything: the case stands in front of the referral's id.
                case TakeOutwardAnswer answer -> {
                    assertThat(answer.referralId()).startsWith(order.caseId().toString());
                    return reading;
                }
                default ->
                    throw new AssertionError(
                            "a partner may not ask for " + order.command().getClass());
            }
            assertThat(key).hasSizeLessThanOrEqualTo(200);
            assertThat(Texts.isForbidden(key, Texts.Form.LINE)).isFalse();
            assertThat(order.caseId()).isEqualTo(Referrals.caseOf(topic.replace(".inbound", ""), key));
        }
        return reading;
    }

    @Test
    void whatIsRightIsTakenOnEveryTopic() {
        for (var topic : TOPICS) {
            assertThat(read(topic, Referrals.SUBMITTED, REFERENCE, REFERRAL)).isInstanceOf(Reading.Asks.class);
            assertThat(read(topic, Referrals.WITHDRAWN, REFERENCE, WITHDRAWAL)).isInstanceOf(Reading.Asks.class);
        }
    }

    /** What partners say beside a referral and its withdrawal, by type. */
    private static final Map<String, String> WORDS = Map.of(
            PartnersWords.CORRECTED,
            """
            {"reference":"2024-110-000123","changes":{"summary":"楼下漏水","claim":"赔偿","amount":{"amount":"1.00",\
            "currency":"CNY"},"categoryHint":"TORT","place":{"district":"昆都仑区"},\
            "occurredAt":"2024-03-01T08:30:00+08:00","groupSize":3},"reason":"有误"}""",
            PartnersWords.ASKED,
            """
            {"reference":"2024-110-000123","questionId":"q-1","text":"到场了吗"}""",
            PartnersWords.ANSWERED,
            """
            {"reference":"2024-110-000123","questionId":"q-1","text":"到了"}""",
            PartnersWords.OUTWARD_ANSWERED,
            """
            {"referralId":"0190163d-8694-739b-aea5-966c26f8ad91/outward/1","decision":"DECLINED","reason":"无管辖权"}""",
            PartnersTrades.APPOINTED,
            """
            {"reference":"2024-110-000123","registrationNumber":"(2024)内0203民初17号","procedure":"SUMMARY"}""",
            PartnersTrades.INCIDENT,
            """
            {"reference":"2024-110-000123","number":"J17","kind":"PUBLIC_ORDER","injuries":"轻微伤"}""",
            PartnersTrades.TRANSFERRED,
            """
            {"reference":"2024-110-000123","petitionNumber":"XF9","transferredAt":"2024-03-01T08:30:00+08:00"}""",
            PartnersTrades.OBJECTION_DECIDED,
            """
            {"reference":"2024-110-000123","decision":"AGREED","reason":"属实"}""");

    /** Topics of those that one partner alone may send. */
    private static final Map<String, String> ALONE = Map.of(
            PartnersTrades.APPOINTED, "court.inbound",
            PartnersTrades.INCIDENT, "police.inbound",
            PartnersTrades.TRANSFERRED, "petition-office.inbound",
            PartnersTrades.OBJECTION_DECIDED, "petition-office.inbound");

    @Test
    void whatIsRightIsTakenFromThePartnersWhoseTradeItIs() {
        WORDS.forEach((type, body) -> {
            for (var topic : TOPICS) {
                assertThat(read(topic, type, REFERENCE, body.getBytes(UTF_8)))
                        .as("%s on %s", type, topic)
                        .isInstanceOf(
                                ALONE.getOrDefault(type, topic).equals(topic)
                                        ? Reading.Asks.class
                                        : Reading.Unreadable.class);
            }
        });
    }

    @Property(tries = 1_000)
    void wordsWithOneThingWrongAskSomethingOrAreToldWhatIsWrong(@ForAll long seed) {
        var random = new Random(seed);
        WORDS.forEach((type, body) -> read(
                ALONE.getOrDefault(type, TOPICS.get(random.nextInt(TOPICS.size()))),
                type,
                REFERENCE,
                SpoiltJson.spoilt(body.getBytes(UTF_8), random)));
    }

    @Property(tries = 1_000)
    void aMessageWithOneThingWrongAsksSomethingOrIsToldWhatIsWrong(@ForAll long seed) {
        var random = new Random(seed);
        var topic = TOPICS.get(random.nextInt(TOPICS.size()));
        read(topic, Referrals.SUBMITTED, REFERENCE, SpoiltJson.spoilt(REFERRAL, random));
        read(topic, Referrals.WITHDRAWN, REFERENCE, SpoiltJson.spoilt(WITHDRAWAL, random));
    }

    /** The first line has topic, type and key, and the rest is the body. */
    @FuzzTest
    void whateverComesAsksSomethingOrIsToldWhatIsWrong(byte[] bytes) {
        var lines = Lines.of(bytes, 3);
        var topic = lines.words().getFirst();
        if (TOPICS.contains(topic)) {
            read(topic, lines.words().get(1), lines.words().get(2), lines.body());
        }
    }
}
