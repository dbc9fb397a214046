package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.Histories.ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.CASE;
import static org.fengqiao.intake.model.Histories.LI_HIMSELF;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.REGISTERED;
import static org.fengqiao.intake.model.Histories.REGISTERED_OUTSIDE;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.Histories.words;
import static org.fengqiao.intake.model.IntakeRefusal.NOT_SETTLED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.UNDER_LEGAL_HOLD;
import static org.fengqiao.intake.model.IntakeRefusal.UNKNOWN_SUBJECT;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.IntakeCommand.AnswerReopening;
import org.fengqiao.intake.model.IntakeCommand.EraseSubject;
import org.fengqiao.intake.model.IntakeCommand.NoteSettlement;
import org.fengqiao.intake.model.IntakeCommand.PlaceHold;
import org.fengqiao.intake.model.IntakeCommand.ReleaseHold;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldPlaced;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldReleased;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;
import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.sealing.SubjectId;

/** Legal holds, settlement and erasure. */
class RetentionDeciderTest {

    static final EraseSubject FORGET_LI = new EraseSubject(LI_HIMSELF, ErasureGround.PURPOSE_FULFILLED, "director-7");
    static final LegalHold COURT_NEEDS_IT = new LegalHold(LegalHold.Authority.COURT, "(2024)内0203民初1234号");
    static final SubjectErased LI_FORGOTTEN = new SubjectErased(
            LI_HIMSELF, SubjectId.ofCase(CASE), ErasureGround.PURPOSE_FULFILLED, "个人信息保护法 第四十七条第一款第一项", "director-7");

    private DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> settled() {
        return UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, new SettlementNoted(1));
    }

    @Test
    void somebodyInASettledCaseIsForgottenOnce() {
        settled().when(FORGET_LI).then(LI_FORGOTTEN);
        settled().given(LI_FORGOTTEN).when(FORGET_LI).thenNothing();
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
                .then(LI_FORGOTTEN);
    }

    @Test
    void ofSeveralObstaclesTheFirstIsTold() {
        var openAndHeld = UNKNOWN.given(REGISTERED, new LegalHoldPlaced(COURT_NEEDS_IT));
        openAndHeld.when(FORGET_LI).thenRefused(UNDER_LEGAL_HOLD);
        openAndHeld
                .when(new EraseSubject(new SubjectId(UUID.randomUUID()), ErasureGround.RETENTION_OVER, "director-7"))
                .thenRefused(UNKNOWN_SUBJECT);
    }

    @Test
    void aSettledCaseThatIsReopenedIsNotSettledAnyMore() {
        settled().when(new AnswerReopening(1, NOON)).then(new SettlementRevoked(1));
        settled().given(new SettlementRevoked(1)).when(FORGET_LI).thenRefused(NOT_SETTLED);
        settled().when(new NoteSettlement(1)).thenNothing();
    }

    @Test
    void aStrangerToTheCaseIsNotForgottenInIt() {
        settled()
                .when(new EraseSubject(new SubjectId(UUID.randomUUID()), ErasureGround.RETENTION_OVER, "director-7"))
                .thenRefused(UNKNOWN_SUBJECT);
        UNKNOWN.when(FORGET_LI).thenRefused(NO_SUCH_CASE);
    }

    @Test
    void inADeclinedOrWithdrawnCaseSomebodyMayBeForgottenAtOnce() {
        UNKNOWN.given(REGISTERED_OUTSIDE, new CaseWithdrawn(words("和好")))
                .when(FORGET_LI)
                .then(LI_FORGOTTEN);
    }
}
