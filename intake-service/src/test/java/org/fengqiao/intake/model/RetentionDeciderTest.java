package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.Histories.ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.CASE;
import static org.fengqiao.intake.model.Histories.LI_HIMSELF;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.REGISTERED;
import static org.fengqiao.intake.model.Histories.REGISTERED_OUTSIDE;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.Histories.words;
import static org.fengqiao.intake.model.IntakeRefusal.APPROVAL_DECIDED;
import static org.fengqiao.intake.model.IntakeRefusal.APPROVAL_PENDING;
import static org.fengqiao.intake.model.IntakeRefusal.NOT_SETTLED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_RULES_IN_FORCE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_APPROVAL;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.OWN_REQUEST;
import static org.fengqiao.intake.model.IntakeRefusal.RETENTION_NOT_OVER;
import static org.fengqiao.intake.model.IntakeRefusal.UNDER_LEGAL_HOLD;
import static org.fengqiao.intake.model.IntakeRefusal.UNKNOWN_SUBJECT;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.IntakeCommand.AnswerClosing;
import org.fengqiao.intake.model.IntakeCommand.AnswerReopening;
import org.fengqiao.intake.model.IntakeCommand.GrantErasure;
import org.fengqiao.intake.model.IntakeCommand.NoteSettlement;
import org.fengqiao.intake.model.IntakeCommand.PlaceHold;
import org.fengqiao.intake.model.IntakeCommand.RefuseErasure;
import org.fengqiao.intake.model.IntakeCommand.ReleaseHold;
import org.fengqiao.intake.model.IntakeCommand.RequestErasure;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.ClosingNoted;
import org.fengqiao.intake.model.IntakeEvent.ClosingRevoked;
import org.fengqiao.intake.model.IntakeEvent.ErasureRefused;
import org.fengqiao.intake.model.IntakeEvent.ErasureRequested;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldPlaced;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldReleased;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;
import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/** Legal holds, settlement and erasure. */
class RetentionDeciderTest {

    static RequestErasure forgetLi(Instant at) {
        return new RequestErasure(LI_HIMSELF, ErasureGround.PURPOSE_FULFILLED, ofLi("事情已了"), "clerk-3", at);
    }

    static PersonalText ofLi(String words) {
        return PersonalText.of(LI_HIMSELF, words);
    }

    static ErasureRequested asked(Instant at) {
        return new ErasureRequested(1, LI_HIMSELF, ErasureGround.PURPOSE_FULFILLED, ofLi("事情已了"), "clerk-3", at);
    }

    static final RequestErasure FORGET_LI = forgetLi(NOON);
    static final ErasureRequested ASKED = asked(NOON);
    static final GrantErasure GRANT = new GrantErasure(1, "director-7", NOON);
    static final RefuseErasure REFUSE = new RefuseErasure(1, ofLi("案卷还要用"), "director-7", NOON);
    static final ErasureRefused REFUSED = new ErasureRefused(1, ofLi("案卷还要用"), "director-7", NOON);
    static final ClosingNoted CLOSED = new ClosingNoted(1, NOON, false);
    static final Instant YEARS_LATER = Instant.parse("2030-01-01T00:00:00Z");
    static final LegalHold COURT_NEEDS_IT = new LegalHold(LegalHold.Authority.COURT, "(2024)内0203民初1234号");
    static final SubjectErased LI_FORGOTTEN = new SubjectErased(
            LI_HIMSELF,
            SubjectId.ofCase(CASE),
            ErasureGround.PURPOSE_FULFILLED,
            "个人信息保护法 第四十七条第一款第一项",
            1,
            "clerk-3",
            "director-7",
            NOON);

    private DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> settled() {
        return UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, new SettlementNoted(1));
    }

    @Test
    void somebodyInASettledCaseIsForgottenWhenAnotherOneApproves() {
        settled().when(FORGET_LI).then(ASKED);
        settled().given(ASKED).when(new GrantErasure(1, "clerk-3", NOON)).thenRefused(OWN_REQUEST);
        settled().given(ASKED).when(GRANT).then(LI_FORGOTTEN);
        var forgotten = settled().given(ASKED, LI_FORGOTTEN);
        forgotten.when(GRANT).thenNothing();
        forgotten.when(FORGET_LI).thenNothing();
        forgotten.when(REFUSE).thenRefused(APPROVAL_DECIDED);
    }

    @Test
    void orIsKeptAndMayBeAskedForAgain() {
        settled()
                .given(ASKED)
                .when(new RefuseErasure(1, ofLi("算了"), "clerk-3", NOON))
                .thenRefused(OWN_REQUEST);
        settled().given(ASKED).when(REFUSE).then(REFUSED);
        var kept = settled().given(ASKED, REFUSED);
        kept.when(REFUSE).thenNothing();
        kept.when(GRANT).thenRefused(APPROVAL_DECIDED);
        kept.when(FORGET_LI)
                .then(new ErasureRequested(
                        2, LI_HIMSELF, ErasureGround.PURPOSE_FULFILLED, ofLi("事情已了"), "clerk-3", NOON));
    }

    @Test
    void theSameIsAskedForOnce() {
        settled().given(ASKED).when(forgetLi(YEARS_LATER)).thenRefused(APPROVAL_PENDING);
        settled().when(GRANT).thenRefused(NO_SUCH_APPROVAL);
        settled().given(ASKED).when(new GrantErasure(2, "director-7", NOON)).thenRefused(NO_SUCH_APPROVAL);
        settled()
                .given(ASKED)
                .when(new RefuseErasure(0, ofLi("?"), "director-7", NOON))
                .thenRefused(NO_SUCH_APPROVAL);
    }

    @Test
    void whatKeepsTheRecordIsAskedAgainWhenALeaderApproves() {
        settled().given(ASKED, new LegalHoldPlaced(COURT_NEEDS_IT)).when(GRANT).thenRefused(UNDER_LEGAL_HOLD);
        settled().given(ASKED, new LegalHoldPlaced(COURT_NEEDS_IT)).when(REFUSE).then(REFUSED);
        var reopened = settled().given(ASKED, new SettlementRevoked(1));
        reopened.when(GRANT).thenRefused(APPROVAL_DECIDED);
        reopened.given(new SettlementNoted(2)).when(GRANT).thenRefused(APPROVAL_DECIDED);
    }

    @Test
    void nobodyIsForgottenWhileTheCaseIsOpen() {
        UNKNOWN.given(REGISTERED).when(FORGET_LI).thenRefused(NOT_SETTLED);
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE).when(FORGET_LI).thenRefused(NOT_SETTLED);
    }

    @Test
    void nobodyIsForgottenWhileAnAuthorityNeedsTheRecord() {
        settled().when(new PlaceHold(COURT_NEEDS_IT)).then(new LegalHoldPlaced(COURT_NEEDS_IT));
        var held = settled().given(new LegalHoldPlaced(COURT_NEEDS_IT));
        held.when(new PlaceHold(COURT_NEEDS_IT)).thenNothing();
        held.when(FORGET_LI).thenRefused(UNDER_LEGAL_HOLD);
        held.when(new ReleaseHold("another")).thenNothing();
        held.when(new ReleaseHold(COURT_NEEDS_IT.reference())).then(new LegalHoldReleased(COURT_NEEDS_IT.reference()));
        held.given(new LegalHoldReleased(COURT_NEEDS_IT.reference()))
                .when(FORGET_LI)
                .then(ASKED);
    }

    @Test
    void ofSeveralObstaclesTheFirstIsTold() {
        var openAndHeld = UNKNOWN.given(REGISTERED, new LegalHoldPlaced(COURT_NEEDS_IT));
        openAndHeld.when(FORGET_LI).thenRefused(UNDER_LEGAL_HOLD);
        openAndHeld
                .when(new RequestErasure(
                        new SubjectId(UUID.randomUUID()), ErasureGround.RETENTION_OVER, ofLi("?"), "clerk-3", NOON))
                .thenRefused(UNKNOWN_SUBJECT);
    }

    @Test
    void aSettledCaseThatIsReopenedIsNotSettledAnyMore() {
        settled().when(new AnswerReopening(1, NOON)).then(new SettlementRevoked(1));
        settled().given(new SettlementRevoked(1)).when(FORGET_LI).thenRefused(NOT_SETTLED);
        settled().when(new NoteSettlement(1)).thenNothing();
    }

    @Test
    void inACaseThatWasClosedAndNeverVerifiedSomebodyIsForgottenAfterThreeYears() {
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE)
                .when(new AnswerClosing(1, "AGREED", NOON))
                .then(CLOSED);
        var closed = UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, CLOSED);
        closed.when(forgetLi(Instant.parse("2027-03-01T15:59:59.999Z"))).thenRefused(RETENTION_NOT_OVER);
        var over = Instant.parse("2027-03-01T16:00:00Z");
        closed.when(forgetLi(over)).then(asked(over));
    }

    @Test
    void inACaseThatWasMergedIntoAnotherSomebodyIsForgottenAfterAYear() {
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE)
                .when(new AnswerClosing(1, "MERGED", NOON))
                .then(new ClosingNoted(1, NOON, true));
        var merged = UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, new ClosingNoted(1, NOON, true));
        merged.when(forgetLi(Instant.parse("2025-03-01T15:59:59.999Z"))).thenRefused(RETENTION_NOT_OVER);
        var over = Instant.parse("2025-03-01T16:00:00Z");
        merged.when(forgetLi(over)).then(asked(over));
    }

    @Test
    void theRetentionOfACaseThatWasOpenedAgainCountsFromItsNextClosing() {
        var closed = UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, CLOSED);
        closed.when(new AnswerReopening(1, NOON)).then(new ClosingRevoked(1));
        var reopened = closed.given(new ClosingRevoked(1));
        reopened.when(forgetLi(YEARS_LATER)).thenRefused(NOT_SETTLED);
        var again = new ClosingNoted(2, Instant.parse("2029-01-01T00:00:00Z"), false);
        reopened.when(new AnswerClosing(2, "AGREED", again.closedAt())).then(again);
        reopened.given(again).when(forgetLi(YEARS_LATER)).thenRefused(RETENTION_NOT_OVER);
    }

    @Test
    void whatIsToldTwiceOrLateChangesNothing() {
        var closed = UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, CLOSED);
        closed.when(new AnswerClosing(1, "AGREED", NOON)).thenNothing();
        var reopened = closed.given(new ClosingRevoked(1));
        reopened.when(new AnswerClosing(1, "AGREED", NOON)).thenNothing();
        reopened.when(new AnswerReopening(1, NOON)).thenNothing();
        reopened.given(new ClosingNoted(2, NOON, false), new SettlementNoted(2))
                .when(new AnswerReopening(1, NOON))
                .thenNothing();
    }

    @Test
    void aClosedCaseThatIsVerifiedIsSettledAtOnce() {
        var closed = UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, CLOSED);
        closed.when(new NoteSettlement(1)).then(new SettlementNoted(1));
        closed.given(new SettlementNoted(1)).when(FORGET_LI).then(ASKED);
    }

    @Test
    void aLegalHoldKeepsTheRecordBeyondItsRetention() {
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, CLOSED, new LegalHoldPlaced(COURT_NEEDS_IT))
                .when(forgetLi(YEARS_LATER))
                .thenRefused(UNDER_LEGAL_HOLD);
    }

    @Test
    void withoutRulesInForceNobodyKnowsWhetherTheRetentionIsOver() {
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, CLOSED)
                .when(forgetLi(Instant.parse("2020-01-01T00:00:00Z")))
                .thenRefused(NO_RULES_IN_FORCE);
    }

    @Test
    void aStrangerToTheCaseIsNotForgottenInIt() {
        settled()
                .when(new RequestErasure(
                        new SubjectId(UUID.randomUUID()), ErasureGround.RETENTION_OVER, ofLi("?"), "clerk-3", NOON))
                .thenRefused(UNKNOWN_SUBJECT);
        UNKNOWN.when(FORGET_LI).thenRefused(NO_SUCH_CASE);
        UNKNOWN.when(GRANT).thenRefused(NO_SUCH_CASE);
        UNKNOWN.when(REFUSE).thenRefused(NO_SUCH_CASE);
    }

    @Test
    void inADeclinedOrWithdrawnCaseSomebodyMayBeForgottenAtOnce() {
        UNKNOWN.given(REGISTERED_OUTSIDE, new CaseWithdrawn(words("和好")))
                .when(FORGET_LI)
                .then(ASKED);
    }
}
