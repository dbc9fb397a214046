package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.model.Histories.ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.AT_HOME;
import static org.fengqiao.intake.model.Histories.CASE;
import static org.fengqiao.intake.model.Histories.HAPPENED;
import static org.fengqiao.intake.model.Histories.LI_HIMSELF;
import static org.fengqiao.intake.model.Histories.NEXT_DISTRICT;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.RECEIVED;
import static org.fengqiao.intake.model.Histories.REFERRAL_ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.REGISTERED;
import static org.fengqiao.intake.model.Histories.REGISTERED_INCOMPLETE_REFERRAL;
import static org.fengqiao.intake.model.Histories.REGISTERED_REFERRAL;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.Histories.words;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.IntakeCommand.AcceptCase;
import org.fengqiao.intake.model.IntakeCommand.AnswerPartner;
import org.fengqiao.intake.model.IntakeCommand.AskPartner;
import org.fengqiao.intake.model.IntakeCommand.CorrectReferral;
import org.fengqiao.intake.model.IntakeCommand.ReferOut;
import org.fengqiao.intake.model.IntakeCommand.ReturnReferral;
import org.fengqiao.intake.model.IntakeCommand.TakeAnswer;
import org.fengqiao.intake.model.IntakeCommand.TakeOutwardAnswer;
import org.fengqiao.intake.model.IntakeCommand.TakeQuestion;
import org.fengqiao.intake.model.IntakeCommand.TellProgress;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.ClosingNoted;
import org.fengqiao.intake.model.IntakeEvent.ClosingRevoked;
import org.fengqiao.intake.model.IntakeEvent.ErasureRequested;
import org.fengqiao.intake.model.IntakeEvent.OutwardReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.OutwardReferralOffered;
import org.fengqiao.intake.model.IntakeEvent.QuestionAnswered;
import org.fengqiao.intake.model.IntakeEvent.QuestionAsked;
import org.fengqiao.intake.model.IntakeEvent.ReferralCorrected;
import org.fengqiao.intake.model.IntakeEvent.ReferralProgressed;
import org.fengqiao.intake.model.IntakeEvent.ReferralReturned;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;
import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Money;

/** Dialogue of the centre and a partner about a case. */
class DialogueDeciderTest {

    static final String REFERENCE = "110-20240301-7";
    static final UUID MESSAGE = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad92");

    static final DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> WAITING =
            UNKNOWN.given(RECEIVED, REGISTERED_INCOMPLETE_REFERRAL);
    static final DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> ACCEPTED =
            UNKNOWN.given(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE);
    static final DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> OWN =
            UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE);
    static final DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> DECLINED =
            WAITING.given(new CaseDeclined(Ground.CRIMINAL_MATTER, null, Destination.POLICE, REFERENCE));
    static final DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> FORGOTTEN = ACCEPTED.given(
            new ClosingNoted(1, NOON, false),
            new SettlementNoted(1),
            new ErasureRequested(1, LI_HIMSELF, ErasureGround.PURPOSE_FULFILLED, words("事情已了"), "clerk-3", NOON),
            new SubjectErased(
                    LI_HIMSELF,
                    SubjectId.ofCase(CASE),
                    ErasureGround.PURPOSE_FULFILLED,
                    "个人信息保护法 第四十七条第一款第一项",
                    1,
                    "clerk-3",
                    "director-7",
                    NOON));

    static Correction summary(String text) {
        return new Correction(words(text), null, null, null, null, null, null);
    }

    static CorrectReferral correct(Correction changes) {
        return new CorrectReferral(MESSAGE, changes, words("记录有误"), NOON);
    }

    static ReferralCorrected corrected(Correction before, Correction after) {
        return new ReferralCorrected(Partner.POLICE, REFERENCE, MESSAGE, 1, before, after, words("记录有误"), NOON);
    }

    // ---- corrections

    @Test
    void aCorrectionKeepsBothVersionsAndIsNoSecondCase() {
        ACCEPTED.when(correct(summary("楼下漏水"))).then(corrected(summary("楼上漏水"), summary("楼下漏水")));
    }

    @Test
    void theSameMessageAgainCorrectsNothing() {
        ACCEPTED.given(corrected(summary("楼上漏水"), summary("楼下漏水")))
                .when(correct(summary("楼下漏水")))
                .thenNothing();
    }

    @Test
    void aSecondCorrectionStartsFromTheFirst() {
        var second = new CorrectReferral(CASE, summary("墙面渗水"), words("又查"), NOON);
        ACCEPTED.given(corrected(summary("楼上漏水"), summary("楼下漏水")))
                .when(second)
                .then(new ReferralCorrected(
                        Partner.POLICE, REFERENCE, CASE, 2, summary("楼下漏水"), summary("墙面渗水"), words("又查"), NOON));
    }

    @Test
    void whatAClerkAcceptsIsWhatWasCorrected() {
        var moved = new Correction(null, null, Money.yuan("900.00"), null, AT_HOME, null, null);
        var before = new Correction(null, null, Money.yuan("3000.00"), null, AT_HOME, null, null);
        var accepted =
                WAITING.given(corrected(before, moved)).when(new AcceptCase()).events();
        assertThat(accepted)
                .singleElement()
                .satisfies(event ->
                        assertThat(((IntakeEvent.CaseAccepted) event).amount()).isEqualTo(Money.yuan("900.00")));
    }

    @Test
    void aPlaceThatTheCentreDoesNotServeIsMarkedSo() {
        var elsewhere = new Correction(null, null, null, null, NEXT_DISTRICT, null, null);
        WAITING.when(correct(elsewhere))
                .then(corrected(
                        new Correction(null, null, null, null, AT_HOME, null, null),
                        elsewhere.at(NEXT_DISTRICT.beyondReach())));
    }

    @Test
    void whereAndWhenItHappenedIsNotCorrectedOnceTheCaseIsAccepted() {
        ACCEPTED.when(correct(new Correction(null, null, null, words("LABOUR"), AT_HOME, HAPPENED, null)))
                .thenRefused(new NotCorrectable(List.of("categoryHint", "occurredAt", "place")));
    }

    @Test
    void aCorrectionThatCorrectsNothingOrCannotBeTrueIsRefused() {
        WAITING.when(correct(new Correction(null, null, null, null, null, null, null)))
                .thenRefused(IntakeRefusal.NOTHING_TO_CORRECT);
        WAITING.when(correct(new Correction(null, null, null, null, null, NOON.plusSeconds(3600), null)))
                .thenRefused(IntakeRefusal.HAPPENED_IN_THE_FUTURE);
        WAITING.when(correct(new Correction(null, null, null, null, null, null, 0)))
                .thenRefused(IntakeRefusal.GROUP_TOO_SMALL);
    }

    @Test
    void whatIsOverIsNotCorrected() {
        UNKNOWN.when(correct(summary("楼下漏水"))).thenRefused(IntakeRefusal.NO_SUCH_CASE);
        DECLINED.when(correct(summary("楼下漏水"))).thenRefused(IntakeRefusal.ALREADY_DECLINED);
        WAITING.given(new CaseWithdrawn(words("和好")))
                .when(correct(summary("楼下漏水")))
                .thenRefused(IntakeRefusal.ALREADY_WITHDRAWN);
        var closed = ACCEPTED.given(new ClosingNoted(1, NOON, false));
        closed.when(correct(summary("楼下漏水"))).thenRefused(IntakeRefusal.CORRECTED_TOO_LATE);
        closed.given(new ClosingRevoked(1))
                .when(correct(summary("楼下漏水")))
                .then(corrected(summary("楼上漏水"), summary("楼下漏水")));
        FORGOTTEN.when(correct(summary("楼下漏水"))).thenRefused(IntakeRefusal.PEOPLE_FORGOTTEN);
        OWN.when(correct(summary("楼下漏水"))).thenRefused(IntakeRefusal.NOT_REFERRED);
    }

    // ---- questions

    static QuestionAsked asked(Asker by) {
        return new QuestionAsked(Partner.POLICE, REFERENCE, 1, "q-1", by, words("何时发生"), NOON);
    }

    static QuestionAnswered answered(Asker askedBy) {
        return new QuestionAnswered(Partner.POLICE, REFERENCE, 1, "q-1", askedBy, words("昨日"), NOON);
    }

    @Test
    void aPartnerAsksOnceAndAClerkAnswersOnce() {
        var question = new TakeQuestion("q-1", words("何时发生"), NOON);
        ACCEPTED.when(question).then(asked(Asker.PARTNER));
        var pending = ACCEPTED.given(asked(Asker.PARTNER));
        pending.when(question).thenNothing();
        pending.when(new AnswerPartner(1, words("昨日"), NOON)).then(answered(Asker.PARTNER));
        pending.given(answered(Asker.PARTNER))
                .when(new AnswerPartner(1, words("昨日"), NOON))
                .thenRefused(IntakeRefusal.QUESTION_ANSWERED);
        pending.when(new AnswerPartner(2, words("昨日"), NOON)).thenRefused(IntakeRefusal.UNKNOWN_QUESTION);
        pending.when(new TakeAnswer("q-1", words("昨日"), NOON)).thenRefused(IntakeRefusal.UNKNOWN_QUESTION);
    }

    @Test
    void aClerkAsksAndThePartnerAnswersOnce() {
        ACCEPTED.when(new AskPartner("q-1", words("何时发生"), NOON)).then(asked(Asker.CENTRE));
        var pending = ACCEPTED.given(asked(Asker.CENTRE));
        var answer = new TakeAnswer("q-1", words("昨日"), NOON);
        pending.when(answer).then(answered(Asker.CENTRE));
        pending.given(answered(Asker.CENTRE)).when(answer).thenNothing();
        pending.when(new AnswerPartner(1, words("昨日"), NOON)).thenRefused(IntakeRefusal.UNKNOWN_QUESTION);
        pending.when(new TakeAnswer("q-2", words("昨日"), NOON)).thenRefused(IntakeRefusal.UNKNOWN_QUESTION);
    }

    @Test
    void bothSidesMayUseTheSameIdForAQuestion() {
        ACCEPTED.given(asked(Asker.CENTRE))
                .when(new TakeQuestion("q-1", words("何时发生"), NOON))
                .then(new QuestionAsked(Partner.POLICE, REFERENCE, 2, "q-1", Asker.PARTNER, words("何时发生"), NOON));
    }

    @Test
    void aDeclineMayBeAskedAbout() {
        DECLINED.when(new TakeQuestion("q-1", words("何时发生"), NOON)).then(asked(Asker.PARTNER));
    }

    @Test
    void nobodyAsksAboutACaseThatNobodyReferredOrWhosePeopleAreForgotten() {
        UNKNOWN.when(new TakeQuestion("q-1", words("何时发生"), NOON)).thenRefused(IntakeRefusal.NO_SUCH_CASE);
        UNKNOWN.when(new AskPartner("q-1", words("何时发生"), NOON)).thenRefused(IntakeRefusal.NO_SUCH_CASE);
        UNKNOWN.when(new AnswerPartner(1, words("昨日"), NOON)).thenRefused(IntakeRefusal.NO_SUCH_CASE);
        UNKNOWN.when(new TakeAnswer("q-1", words("昨日"), NOON)).thenRefused(IntakeRefusal.NO_SUCH_CASE);
        OWN.when(new AskPartner("q-1", words("何时发生"), NOON)).thenRefused(IntakeRefusal.NOT_REFERRED);
        FORGOTTEN.when(new AskPartner("q-1", words("何时发生"), NOON)).thenRefused(IntakeRefusal.PEOPLE_FORGOTTEN);
    }

    // ---- progress

    static TellProgress tell(Progress what, String detail, Instant at) {
        return new TellProgress(what, detail, null, List.of(), null, at);
    }

    static ReferralProgressed told(Progress what, String detail, Instant at) {
        return new ReferralProgressed(Partner.POLICE, REFERENCE, what, detail, null, null, at);
    }

    @Test
    void thePartnerIsToldOfEachStepOnce() {
        ACCEPTED.when(tell(Progress.AGREEMENT_SIGNED, "1", NOON)).then(told(Progress.AGREEMENT_SIGNED, "1", NOON));
        ACCEPTED.given(told(Progress.AGREEMENT_SIGNED, "1", NOON))
                .when(tell(Progress.AGREEMENT_SIGNED, "1", NOON))
                .thenNothing();
    }

    @Test
    void aNewTriageThatLeavesThePathAsItIsIsNoStep() {
        var onItsWay = ACCEPTED.given(told(Progress.PATH_CHANGED, "MEDIATION", NOON));
        onItsWay.when(tell(Progress.PATH_CHANGED, "MEDIATION", NOON.plusSeconds(60)))
                .thenNothing();
        onItsWay.when(tell(Progress.PATH_CHANGED, "PETITION", NOON.plusSeconds(60)))
                .then(told(Progress.PATH_CHANGED, "PETITION", NOON.plusSeconds(60)));
    }

    @Test
    void nobodyIsToldOfACaseThatNobodyReferred() {
        UNKNOWN.when(tell(Progress.RETURNED, "1", NOON)).thenNothing();
        OWN.when(tell(Progress.RETURNED, "1", NOON)).thenNothing();
        WAITING.when(tell(Progress.RETURNED, "1", NOON)).thenNothing();
        DECLINED.when(tell(Progress.RETURNED, "1", NOON)).thenNothing();
        FORGOTTEN.when(tell(Progress.RETURNED, "1", NOON)).thenNothing();
    }

    // ---- the way back, and the way out

    @Test
    void aCaseGoesBackToItsPartnerOnce() {
        var back = new ReturnReferral(words("调解不成"), NOON);
        var returned = new ReferralReturned(Partner.POLICE, REFERENCE, words("调解不成"), NOON);
        ACCEPTED.when(back).then(returned);
        ACCEPTED.given(returned).when(back).thenRefused(IntakeRefusal.ALREADY_RETURNED);
        OWN.when(back).thenRefused(IntakeRefusal.NOT_REFERRED);
        WAITING.when(back).thenRefused(IntakeRefusal.NOT_ACCEPTED);
        DECLINED.when(back).thenRefused(IntakeRefusal.NOT_ACCEPTED);
        UNKNOWN.when(back).thenRefused(IntakeRefusal.NO_SUCH_CASE);
    }

    static final String FIRST = CASE + "/outward/1";
    static final OutwardReferralOffered OFFERED =
            new OutwardReferralOffered(Partner.PROCURATORATE, FIRST, 1, words("需司法救助"), NOON);

    static ReferOut to(Partner partner) {
        return new ReferOut(CASE, partner, words("需司法救助"), NOON);
    }

    static TakeOutwardAnswer takes(Partner partner, ReferralDecision decision) {
        return new TakeOutwardAnswer(partner, FIRST, decision, null, NOON);
    }

    static OutwardReferralAnswered decided(ReferralDecision decision) {
        return new OutwardReferralAnswered(Partner.PROCURATORATE, FIRST, 1, decision, null, NOON);
    }

    @Test
    void theCentreRefersACaseToAPartnerThatDidNotReferIt() {
        OWN.when(to(Partner.PROCURATORATE)).then(OFFERED);
        ACCEPTED.when(to(Partner.POLICE)).thenRefused(IntakeRefusal.REFERRED_BY_IT);
        OWN.given(OFFERED).when(to(Partner.PROCURATORATE)).thenRefused(IntakeRefusal.OFFERED_ALREADY);
        OWN.given(OFFERED, decided(ReferralDecision.DECLINED))
                .when(to(Partner.PROCURATORATE))
                .then(new OutwardReferralOffered(Partner.PROCURATORATE, CASE + "/outward/2", 2, words("需司法救助"), NOON));
        DECLINED.when(to(Partner.COURT)).thenRefused(IntakeRefusal.NOT_ACCEPTED);
        FORGOTTEN.when(to(Partner.COURT)).thenRefused(IntakeRefusal.PEOPLE_FORGOTTEN);
    }

    @Test
    void onlyThePartnerThatWasAskedAnswersAndDoesNotChangeItsMind() {
        var pending = OWN.given(OFFERED);
        pending.when(takes(Partner.PROCURATORATE, ReferralDecision.ACCEPTED)).then(decided(ReferralDecision.ACCEPTED));
        pending.when(takes(Partner.COURT, ReferralDecision.ACCEPTED))
                .thenRefused(IntakeRefusal.UNKNOWN_OUTWARD_REFERRAL);
        OWN.when(takes(Partner.PROCURATORATE, ReferralDecision.ACCEPTED))
                .thenRefused(IntakeRefusal.UNKNOWN_OUTWARD_REFERRAL);
        UNKNOWN.when(takes(Partner.PROCURATORATE, ReferralDecision.ACCEPTED))
                .thenRefused(IntakeRefusal.UNKNOWN_OUTWARD_REFERRAL);
        var answered = pending.given(decided(ReferralDecision.ACCEPTED));
        answered.when(takes(Partner.PROCURATORATE, ReferralDecision.ACCEPTED)).thenNothing();
        answered.when(takes(Partner.PROCURATORATE, ReferralDecision.DECLINED))
                .thenRefused(IntakeRefusal.OUTWARD_ANSWERED_OTHERWISE);
    }
}
