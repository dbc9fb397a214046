package org.fengqiao.intake.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.eventstore.Consequence.cancelDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.meetDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.oblige;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.Channel;
import org.fengqiao.intake.model.Destination;
import org.fengqiao.intake.model.Ground;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.DecidedBy;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.model.Partner;
import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.Owed;
import org.fengqiao.kernel.legalclock.Rule;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Place;

class AcknowledgementTimeTest {

    static final Instant NOW = Instant.parse("2024-03-01T01:00:00Z");
    /** What the partner says: a referral can be long on its way. */
    static final Instant SAID = Instant.parse("2024-01-01T00:00:00Z");

    static PersonalText words(String text) {
        return PersonalText.of(SubjectId.ofCase(UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91")), text);
    }

    static final ReferralReceived RECEIVED = new ReferralReceived(Partner.POLICE, "r-1", SAID);
    static final CaseAccepted ACCEPTED = new CaseAccepted(
            DecidedBy.CLERK,
            null,
            null,
            Channel.POLICE,
            "r-1",
            null,
            words("纠纷"),
            null,
            null,
            new Place("昆都仑区", "少先路街道", null, null, false),
            List.of(),
            NOW,
            null);

    static List<Consequence> follows(IntakeEvent event) {
        var any = new IntakeCase.Unknown();
        return new AcknowledgementTime()
                .of(new Recorded<>(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        1,
                        event,
                        any,
                        any,
                        new Cause(Actor.system("test"), SAID, UUID.randomUUID(), null, null),
                        NOW));
    }

    @Test
    void aReferralIsToBeAcknowledgedFromWhenIntakeReceivedIt() {
        assertThat(follows(RECEIVED))
                .containsExactly(oblige(
                        DeadlineName.parse("acknowledgement"),
                        "referral-acknowledgement",
                        "referral-received.v1",
                        NOW,
                        Owed.byCentre("police", Owed.Matter.ACKNOWLEDGEMENT, "r-1")));
    }

    @Test
    void anAcceptanceOrADeclineIsTheAcknowledgement() {
        assertThat(follows(ACCEPTED)).containsExactly(meetDeadline(DeadlineName.parse("acknowledgement"), NOW));
        assertThat(follows(new CaseDeclined(Ground.CRIMINAL_MATTER, null, Destination.POLICE, "r-1")))
                .containsExactly(meetDeadline(DeadlineName.parse("acknowledgement"), NOW));
    }

    @Test
    void whatIsTakenBackNeedNotBeAcknowledged() {
        assertThat(follows(new CaseWithdrawn(words("和好"))))
                .containsExactly(cancelDeadline(DeadlineName.parse("acknowledgement"), "withdrawn", NOW));
    }

    @Test
    void theResultIsNotTheAcknowledgement() {
        assertThat(follows(new ReferralAnswered(Partner.POLICE, "r-1", 1, "AGREED", NOW, null)))
                .isEmpty();
    }

    @Test
    void everyRuleOfIntakeThatIsNotPlannedIsStarted() {
        assertThat(LegalFiles.official().rules().all().stream()
                        .filter(rule -> "intake".equals(rule.service()))
                        .map(Rule::id)
                        .distinct())
                .containsExactlyInAnyOrder(
                        "referral-acknowledgement",
                        "urgency-report",
                        "referral-result",
                        "question-answer",
                        "partner-question-answer",
                        "outward-referral-answer",
                        "court-appointment-answer",
                        "petition-transfer-objection",
                        "transfer-objection-decision",
                        "relief-decision");
    }
}
