package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.model.Histories.ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.AT_HOME;
import static org.fengqiao.intake.model.Histories.COMPLETE_REFERRAL;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.RECEIVED;
import static org.fengqiao.intake.model.Histories.REFERRAL_ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.REGISTERED;
import static org.fengqiao.intake.model.Histories.REGISTERED_REFERRAL;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.Histories.receive;
import static org.fengqiao.intake.model.Histories.words;
import static org.fengqiao.intake.model.UrgencyRefusal.NO_SUCH_REPORT;
import static org.fengqiao.intake.model.UrgencyRefusal.URGENCY_ACKNOWLEDGED;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.IntakeCommand.AcceptCase;
import org.fengqiao.intake.model.IntakeCommand.AcknowledgeUrgency;
import org.fengqiao.intake.model.IntakeCommand.FileUrgently;
import org.fengqiao.intake.model.IntakeCommand.ReportUrgency;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.UrgencyAcknowledged;
import org.fengqiao.intake.model.IntakeEvent.UrgencyReported;
import org.fengqiao.intake.model.Urgency.Kind;
import org.fengqiao.intake.model.Urgency.Recipient;

/** Urgency: reported whatever has become of the case, and acknowledged by a leader. */
class UrgencyDeciderTest {

    static final List<String> TOLD = List.of("leader", "dispatcher");
    static final UrgencyReported REPORTED =
            new UrgencyReported(1, Kind.SELF_HARM, words("扬言跳楼"), AT_HOME, TOLD, true, "clerk-3", NOON);
    static final UrgencyAcknowledged ACKNOWLEDGED =
            new UrgencyAcknowledged(1, "director-7", List.of(Recipient.PARTY_COMMITTEE_AND_GOVERNMENT), NOON);

    static ReportUrgency report(Kind kind) {
        return new ReportUrgency(kind, words("扬言跳楼"), "clerk-3", NOON);
    }

    static AcknowledgeUrgency acknowledge(int report, String by, Recipient... reportedTo) {
        return new AcknowledgeUrgency(report, by, List.of(reportedTo), NOON);
    }

    @Test
    void whateverHasBecomeOfTheCaseDangerIsReported() {
        UNKNOWN.given(REGISTERED).when(report(Kind.SELF_HARM)).then(REPORTED);
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE).when(report(Kind.SELF_HARM)).then(REPORTED);
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, new CaseWithdrawn(words("和好")))
                .when(report(Kind.SELF_HARM))
                .then(REPORTED);
        UNKNOWN.when(report(Kind.SELF_HARM)).thenRefused(IntakeRefusal.NO_SUCH_CASE);
    }

    @Test
    void theSameIsReportedOnceUntilALeaderHasAcknowledgedIt() {
        var reported = UNKNOWN.given(REGISTERED, REPORTED);
        reported.when(report(Kind.SELF_HARM)).thenNothing();
        reported.when(report(Kind.WEAPON))
                .then(new UrgencyReported(2, Kind.WEAPON, words("扬言跳楼"), AT_HOME, TOLD, true, "clerk-3", NOON));
        reported.given(ACKNOWLEDGED)
                .when(report(Kind.SELF_HARM))
                .then(new UrgencyReported(2, Kind.SELF_HARM, words("扬言跳楼"), AT_HOME, TOLD, true, "clerk-3", NOON));
    }

    @Test
    void whatWasReportedBeforeTheAcceptanceGoesOnWithIt() {
        for (var waiting :
                List.of(UNKNOWN.given(REGISTERED, REPORTED), UNKNOWN.given(REGISTERED, REPORTED, ACKNOWLEDGED))) {
            assertThat(waiting.when(new AcceptCase()).events().getFirst())
                    .isInstanceOfSatisfying(
                            CaseAccepted.class,
                            accepted -> assertThat(accepted.urgent()).containsExactly(Kind.SELF_HARM));
        }
        assertThat(UNKNOWN.given(REGISTERED).when(new AcceptCase()).events().getFirst())
                .isInstanceOfSatisfying(
                        CaseAccepted.class,
                        accepted -> assertThat(accepted.urgent()).isNull());
    }

    @Test
    void aLeaderSaysToWhomItWasReportedOn() {
        var reported = UNKNOWN.given(REGISTERED, REPORTED);
        reported.when(acknowledge(1, "director-7", Recipient.PARTY_COMMITTEE_AND_GOVERNMENT))
                .then(ACKNOWLEDGED);
        var done = reported.given(ACKNOWLEDGED);
        done.when(acknowledge(1, "director-7", Recipient.PARTY_COMMITTEE_AND_GOVERNMENT))
                .thenNothing();
        done.when(acknowledge(1, "director-8", Recipient.PARTY_COMMITTEE_AND_GOVERNMENT))
                .thenRefused(URGENCY_ACKNOWLEDGED);
        done.when(acknowledge(1, "director-7", Recipient.DEPARTMENT_IN_CHARGE)).thenRefused(URGENCY_ACKNOWLEDGED);
        reported.when(acknowledge(2, "director-7", Recipient.DEPARTMENT_IN_CHARGE))
                .thenRefused(NO_SUCH_REPORT);
        reported.when(acknowledge(0, "director-7", Recipient.DEPARTMENT_IN_CHARGE))
                .thenRefused(NO_SUCH_REPORT);
        UNKNOWN.when(acknowledge(1, "director-7", Recipient.DEPARTMENT_IN_CHARGE))
                .thenRefused(IntakeRefusal.NO_SUCH_CASE);
    }

    @Test
    void whatAPartnerFlagsIsReportedWithTheReferralAndOnce() {
        var flagged = new FileUrgently(
                receive(COMPLETE_REFERRAL), new ReportUrgency(Kind.SELF_HARM, words("扬言跳楼"), "police", NOON));
        var reported = new UrgencyReported(1, Kind.SELF_HARM, words("扬言跳楼"), AT_HOME, TOLD, true, "police", NOON);
        UNKNOWN.when(flagged).then(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE, reported);
        UNKNOWN.given(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE, reported, ACKNOWLEDGED)
                .when(flagged)
                .thenNothing();
    }

    @Test
    void anUrgencyIsOpenUntilItIsAcknowledged() {
        var open = Urgency.none().with(REPORTED);
        assertThat(open.openSince()).contains(NOON);
        assertThat(open.acknowledged(ACKNOWLEDGED).openSince()).isEmpty();
    }
}
