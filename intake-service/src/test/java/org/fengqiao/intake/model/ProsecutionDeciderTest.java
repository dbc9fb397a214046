package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.intake.model.Histories.CASE;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.RECONCILIATION_RULES;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.Histories.words;
import static org.fengqiao.intake.model.TradeDeciderTest.ACCEPTED;
import static org.fengqiao.intake.model.TradeDeciderTest.DECLINED;
import static org.fengqiao.intake.model.TradeDeciderTest.REFERENCE;
import static org.fengqiao.intake.model.TradeDeciderTest.WAITING;
import static org.fengqiao.intake.model.TradeDeciderTest.WITHDRAWN;

import java.time.Instant;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.IntakeCommand.DecideRelief;
import org.fengqiao.intake.model.IntakeCommand.DeclineCase;
import org.fengqiao.intake.model.IntakeCommand.ProposeRelief;
import org.fengqiao.intake.model.IntakeCommand.ReferCivilSupervision;
import org.fengqiao.intake.model.IntakeCommand.ReferReconciliation;
import org.fengqiao.intake.model.IntakeCommand.TellProgress;
import org.fengqiao.intake.model.IntakeEvent.CivilSupervisionReferred;
import org.fengqiao.intake.model.IntakeEvent.CriminalReconciliationEnded;
import org.fengqiao.intake.model.IntakeEvent.CriminalReconciliationReferred;
import org.fengqiao.intake.model.IntakeEvent.ReferralProgressed;
import org.fengqiao.intake.model.IntakeEvent.ReliefDecided;
import org.fengqiao.intake.model.IntakeEvent.ReliefProposed;
import org.fengqiao.intake.model.Prosecution.ReliefDecision;
import org.fengqiao.intake.model.Prosecution.Result;
import org.fengqiao.intake.model.ReconciliationRules.Bar;
import org.fengqiao.intake.model.ReconciliationRules.GroundCode;
import org.fengqiao.kernel.value.Money;

/** The procuratorate's trade: which prosecutions are reconciled and how that ends, supervised judgments, relief. */
class ProsecutionDeciderTest {

    private static final String NUMBER = "昆检刑和〔2024〕3号";
    private static final ReconciliationRules.Version LAW =
            RECONCILIATION_RULES.inForceAt(NOON).orElseThrow();
    private static final String FIRST = "刑事诉讼法 第二百八十八条第一款";
    private static final Presided PROSECUTOR = new Presided(Presided.Authority.PROCURATORATE, "jc-17");

    /** An injury among neighbours. */
    private static final Charge INJURY = new Charge(4, 36, true, false, false, true, true);

    /** A traffic accident. */
    private static final Charge ACCIDENT = new Charge(2, 84, false, true, false, true, true);

    private static final CriminalReconciliationReferred REFERRED = new CriminalReconciliationReferred(
            REFERENCE, NUMBER, words("故意伤害（轻伤）"), GroundCode.CIVIL_DISPUTE, FIRST + "第一项", "2018-10", NOON);

    private static ReferReconciliation refer(Charge charge) {
        return refer(NUMBER, charge, NOON);
    }

    private static ReferReconciliation refer(String number, Charge charge, Instant at) {
        return new ReferReconciliation(REFERENCE, number, words("故意伤害（轻伤）"), charge, at);
    }

    // ---- criminal reconciliation

    @Test
    void aProsecutionIsReferredOnceOnTheGroundOfTheLaw() {
        ACCEPTED.when(refer(INJURY)).then(REFERRED);
        WAITING.when(refer(INJURY)).then(REFERRED);
        assertThat(ACCEPTED.when(refer(ACCIDENT)).events())
                .singleElement()
                .isInstanceOfSatisfying(CriminalReconciliationReferred.class, e -> {
                    assertThat(e.ground()).isEqualTo(GroundCode.NEGLIGENCE);
                    assertThat(e.article()).isEqualTo(FIRST + "第二项");
                });
        ACCEPTED.given(REFERRED).when(refer(INJURY)).thenNothing();
        ACCEPTED.given(REFERRED)
                .when(refer("昆检刑和〔2024〕4号", INJURY, NOON))
                .thenRefused(IntakeRefusal.RECONCILIATION_REFERRED_OTHERWISE);
        UNKNOWN.when(refer(INJURY)).thenRefused(IntakeRefusal.NO_SUCH_CASE);
        DECLINED.when(refer(INJURY)).thenRefused(IntakeRefusal.ALREADY_DECLINED);
        WITHDRAWN.when(refer(INJURY)).thenRefused(IntakeRefusal.ALREADY_WITHDRAWN);
        ACCEPTED.when(refer(NUMBER, INJURY, Instant.parse("2018-10-25T15:59:59Z")))
                .thenRefused(IntakeRefusal.NO_RULES_IN_FORCE);
    }

    @Test
    void whatTheLawExcludesIsRefusedWithEveryRequirementThatIsNotMet() {
        ACCEPTED.when(refer(new Charge(4, 37, true, false, false, true, true)))
                .thenRefused(new NotReconcilable(
                        List.of(new Bar("NO_CIVIL_DISPUTE", FIRST + "第一项"), new Bar("NO_NEGLIGENCE", FIRST + "第二项"))));
        ACCEPTED.when(refer(new Charge(5, 12, true, false, true, false, false)))
                .thenRefused(new NotReconcilable(List.of(
                        new Bar("REMORSE", FIRST),
                        new Bar("VICTIM_WILLING", FIRST),
                        new Bar("NO_INTENTIONAL_CRIME_LATELY", "刑事诉讼法 第二百八十八条第二款"))));
        // Dereliction of duty is the one negligent crime that is not reconciled.
        ACCEPTED.when(refer(new Charge(9, 12, false, true, false, true, true)))
                .thenRefused(new NotReconcilable(
                        List.of(new Bar("NO_CIVIL_DISPUTE", FIRST + "第一项"), new Bar("NO_NEGLIGENCE", FIRST + "第二项"))));
        // Neither does chapter six reconcile what was meant, however small.
        ACCEPTED.when(refer(new Charge(6, 3, true, false, false, true, true)))
                .thenRefused(new NotReconcilable(
                        List.of(new Bar("NO_CIVIL_DISPUTE", FIRST + "第一项"), new Bar("NO_NEGLIGENCE", FIRST + "第二项"))));
    }

    /** The rule written out as the article has it, against the one that reads the data. */
    @Property
    void theDataSaysWhatTheArticleSays(
            @ForAll @IntRange(min = 1, max = 10) int chapter,
            @ForAll @IntRange(min = 1, max = 120) int months,
            @ForAll boolean dispute,
            @ForAll boolean negligent,
            @ForAll boolean lately,
            @ForAll boolean repents,
            @ForAll boolean willing) {
        var charge = new Charge(chapter, months, dispute, negligent, lately, repents, willing);
        var first = dispute && (chapter == 4 || chapter == 5) && months <= 36;
        var second = negligent && chapter != 9 && months <= 84;
        var may = (first || second) && !lately && repents && willing;
        assertThat(LAW.barsTo(charge).isEmpty()).isEqualTo(may);
        assertThat(LAW.groundOf(charge).isPresent()).isEqualTo(first || second);
    }

    @Test
    void rulesThatLackSomethingAreNone() {
        assertThatThrownBy(() -> new ReconciliationRules(
                        List.of(new ReconciliationRules.Version("x", NOON, LAW.grounds(), List.of(), LAW.agreement()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("REMORSE");
        assertThatThrownBy(() -> new ReconciliationRules(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static TellProgress told(Progress what, Presided presided) {
        return new TellProgress(what, "1", null, List.of(), presided, NOON);
    }

    private static ReferralProgressed progressed(Progress what) {
        return new ReferralProgressed(Partner.POLICE, REFERENCE, what, "1", null, null, NOON);
    }

    @Test
    void theProcuratorateIsToldHowTheReconciliationEnded() {
        var referred = ACCEPTED.given(REFERRED);
        var signed = told(Progress.AGREEMENT_SIGNED, PROSECUTOR);
        var reconciled = new CriminalReconciliationEnded(REFERENCE, Result.RECONCILED, PROSECUTOR, NOON);
        referred.when(signed).then(progressed(Progress.AGREEMENT_SIGNED), reconciled);
        referred.given(progressed(Progress.AGREEMENT_SIGNED), reconciled)
                .when(signed)
                .thenNothing();
        referred.when(told(Progress.MEDIATION_FAILED, null))
                .then(
                        progressed(Progress.MEDIATION_FAILED),
                        new CriminalReconciliationEnded(REFERENCE, Result.FAILED, null, NOON));
        referred.when(told(Progress.SESSION_HELD, null)).then(progressed(Progress.SESSION_HELD));
        referred.when(told(Progress.AGREEMENT_SIGNED, null)).then(progressed(Progress.AGREEMENT_SIGNED));
        ACCEPTED.when(signed).then(progressed(Progress.AGREEMENT_SIGNED));
    }

    @Test
    void whatMayBeReconciledIsNotDeclinedAsACriminalMatter() {
        WAITING.given(REFERRED)
                .when(new DeclineCase(Ground.CRIMINAL_MATTER, null, NOON))
                .thenRefused(IntakeRefusal.RECONCILED_BY_LAW);
    }

    // ---- civil supervision

    @Test
    void aSupervisedJudgmentIsReferredOnce() {
        var judgment = "(2023)内02民终17号";
        var refer = new ReferCivilSupervision(REFERENCE, "昆检民监〔2024〕1号", judgment, NOON);
        var referred = new CivilSupervisionReferred(REFERENCE, "昆检民监〔2024〕1号", judgment, NOON);
        ACCEPTED.when(refer).then(referred);
        WAITING.when(refer).then(referred);
        ACCEPTED.given(referred).when(refer).thenNothing();
        ACCEPTED.given(referred)
                .when(new ReferCivilSupervision(REFERENCE, "昆检民监〔2024〕1号", "(2023)内02民终18号", NOON))
                .thenRefused(IntakeRefusal.SUPERVISION_REFERRED_OTHERWISE);
        UNKNOWN.when(refer).thenRefused(IntakeRefusal.NO_SUCH_CASE);
        DECLINED.when(refer).thenRefused(IntakeRefusal.ALREADY_DECLINED);
        WITHDRAWN.when(refer).thenRefused(IntakeRefusal.ALREADY_WITHDRAWN);
    }

    // ---- relief

    private static final ProposeRelief PROPOSE = new ProposeRelief(CASE, "applicant-1", words("无力支付医疗费"), NOON);
    private static final String RELIEF = CASE + "/relief/1";
    private static final ReliefProposed PROPOSED = new ReliefProposed(RELIEF, 1, "applicant-1", words("无力支付医疗费"), NOON);

    private static DecideRelief decide(ReliefDecision decision) {
        return new DecideRelief(RELIEF, decision, Money.yuan("20000.00"), null, "昆检救助〔2024〕2号", NOON);
    }

    private static final ReliefDecided GRANTED =
            new ReliefDecided(RELIEF, 1, ReliefDecision.GRANTED, Money.yuan("20000.00"), null, "昆检救助〔2024〕2号", NOON);

    @Test
    void reliefIsProposedForAPartyAndForNoOtherUntilItIsDecided() {
        ACCEPTED.when(PROPOSE).then(PROPOSED);
        ACCEPTED.given(PROPOSED).when(PROPOSE).thenRefused(IntakeRefusal.RELIEF_PROPOSED_ALREADY);
        ACCEPTED.given(PROPOSED, GRANTED)
                .when(PROPOSE)
                .then(new ReliefProposed(CASE + "/relief/2", 2, "applicant-1", words("无力支付医疗费"), NOON));
        ACCEPTED.when(new ProposeRelief(CASE, "applicant-9", words("x"), NOON))
                .thenRefused(IntakeRefusal.NO_SUCH_PARTY);
        WAITING.when(PROPOSE).thenRefused(IntakeRefusal.NOT_ACCEPTED);
        DECLINED.when(PROPOSE).thenRefused(IntakeRefusal.NOT_ACCEPTED);
        WITHDRAWN.when(PROPOSE).thenRefused(IntakeRefusal.NOT_ACCEPTED);
        UNKNOWN.when(PROPOSE).thenRefused(IntakeRefusal.NO_SUCH_CASE);
    }

    @Test
    void reliefIsDecidedOnce() {
        ACCEPTED.given(PROPOSED).when(decide(ReliefDecision.GRANTED)).then(GRANTED);
        ACCEPTED.given(PROPOSED, GRANTED).when(decide(ReliefDecision.GRANTED)).thenNothing();
        ACCEPTED.given(PROPOSED, GRANTED)
                .when(decide(ReliefDecision.REFUSED))
                .thenRefused(IntakeRefusal.RELIEF_DECIDED_OTHERWISE);
        ACCEPTED.when(decide(ReliefDecision.GRANTED)).thenRefused(IntakeRefusal.UNKNOWN_RELIEF);
        UNKNOWN.when(decide(ReliefDecision.GRANTED)).thenRefused(IntakeRefusal.UNKNOWN_RELIEF);
    }
}
