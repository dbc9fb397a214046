package org.fengqiao.petition.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.petition.model.ReliefRefusal.*;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.petition.PetitionService;
import org.fengqiao.petition.model.Relief.Beneficiary;
import org.fengqiao.petition.model.ReliefCommand.AdvanceRelief;
import org.fengqiao.petition.model.ReliefCommand.ApplyForRelief;
import org.fengqiao.petition.model.ReliefCommand.AppointHelper;
import org.fengqiao.petition.model.ReliefCommand.CountBeneficiary;
import org.fengqiao.petition.model.ReliefCommand.DecideObjection;
import org.fengqiao.petition.model.ReliefCommand.DecideRelief;
import org.fengqiao.petition.model.ReliefCommand.DeliverRelief;
import org.fengqiao.petition.model.ReliefCommand.FollowUpRelief;
import org.fengqiao.petition.model.ReliefCommand.ObjectToRefusal;
import org.fengqiao.petition.model.ReliefCommand.ReferRelief;
import org.fengqiao.petition.model.ReliefCommand.TerminateRelief;
import org.fengqiao.petition.model.ReliefCommand.WithdrawRelief;
import org.fengqiao.petition.model.ReliefEvent.AdvanceGround;
import org.fengqiao.petition.model.ReliefEvent.BeneficiaryCounted;
import org.fengqiao.petition.model.ReliefEvent.HelperAppointed;
import org.fengqiao.petition.model.ReliefEvent.ObjectionDecided;
import org.fengqiao.petition.model.ReliefEvent.ReliefAdvanced;
import org.fengqiao.petition.model.ReliefEvent.ReliefApplied;
import org.fengqiao.petition.model.ReliefEvent.ReliefDecided;
import org.fengqiao.petition.model.ReliefEvent.ReliefDelivered;
import org.fengqiao.petition.model.ReliefEvent.ReliefFollowedUp;
import org.fengqiao.petition.model.ReliefEvent.ReliefObjected;
import org.fengqiao.petition.model.ReliefEvent.ReliefReferred;
import org.fengqiao.petition.model.ReliefEvent.ReliefTerminated;
import org.fengqiao.petition.model.ReliefEvent.ReliefWithdrawn;
import org.fengqiao.petition.model.ReliefEvent.TerminationGround;
import org.fengqiao.petition.model.ReliefEvent.WithdrawalCause;

/** Relief beside everything else: applied for, referred, decided, delivered, followed up. */
class ReliefDeciderTest {

    static final UUID CASE = UUID.fromString("c0000000-0000-0000-0000-000000000001");
    static final By BY = new By("sun", "kunhe-desk");
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    static final Instant LATER = NOON.plusSeconds(86_400);
    static final Money FIVE_THOUSAND = Money.yuan("5000.00");

    static final SubjectId PERSON = new SubjectId(new UUID(7, 1));
    static final Beneficiary WANG = new Beneficiary(
            "applicant-1", PersonalText.of(PERSON, "王某"), PersonalText.of(PERSON, "150203198001010011"));
    static final ApplyForRelief ASK = ask(ReliefKind.LEGAL_AID, ReliefGround.NO_MEANS);
    static final ReliefApplied APPLIED = applied(1, ReliefKind.LEGAL_AID, ReliefGround.NO_MEANS, true);
    static final ReferRelief REFER = new ReferRelief(BY, 1, ReliefBody.LEGAL_AID_INSTITUTION, "昆都仑区法律援助中心", LATER);
    static final ReliefReferred REFERRED =
            new ReliefReferred(1, ReliefKind.LEGAL_AID, ReliefBody.LEGAL_AID_INSTITUTION, "昆都仑区法律援助中心", LATER);
    static final ReliefDecided GRANTED = new ReliefDecided(1, ReliefKind.LEGAL_AID, true, null, "援2024-7", LATER);
    static final ReliefDecided REFUSED =
            new ReliefDecided(1, ReliefKind.LEGAL_AID, false, words("有能力委托"), "援2024-7", LATER);
    static final DeliverRelief ACT = new DeliverRelief(BY, 1, ReliefForm.REPRESENTATION, words("代理诉讼"), null, LATER);
    static final ReliefDelivered DELIVERED =
            new ReliefDelivered(1, ReliefKind.LEGAL_AID, ReliefForm.REPRESENTATION, words("代理诉讼"), null, true, LATER);

    static PersonalText words(String text) {
        return PersonalText.of(SubjectId.ofCase(CASE), text);
    }

    static ApplyForRelief ask(ReliefKind kind, ReliefGround ground) {
        return new ApplyForRelief(BY, kind, WANG, ground, words("月收入八百元"), words("请求帮助"), NOON);
    }

    static ReliefApplied applied(int relief, ReliefKind kind, ReliefGround ground, boolean hardship) {
        return new ReliefApplied(relief, kind, WANG, ground, hardship, words("月收入八百元"), words("请求帮助"), NOON);
    }

    static DecideRelief decide(boolean accepted, @Nullable String reason) {
        return new DecideRelief(BY, 1, accepted, reason == null ? null : words(reason), "援2024-7", LATER);
    }

    static DeciderScenario<PetitionCommand, Petition, PetitionEvent> relief(PetitionEvent... past) {
        return DeciderScenario.of(new PetitionDecider(PetitionScenarios.RULES, PetitionService.reliefRules()))
                .given(past);
    }

    @Test
    void whoIsInHardshipAppliesOnAGroundOfTheKindWhateverPathTheCaseIsOn() {
        relief().when(ASK).then(APPLIED);
        relief(PetitionScenarios.OPENED).when(ASK).then(APPLIED);
        relief().when(ask(ReliefKind.LEGAL_AID, ReliefGround.ABUSED))
                .then(applied(1, ReliefKind.LEGAL_AID, ReliefGround.ABUSED, false));
        relief().when(ask(ReliefKind.SOCIAL_ASSISTANCE, ReliefGround.SUDDEN_BLOW))
                .then(applied(1, ReliefKind.SOCIAL_ASSISTANCE, ReliefGround.SUDDEN_BLOW, true));
        relief().when(ask(ReliefKind.SOCIAL_ASSISTANCE, ReliefGround.NO_MEANS)).thenRefused(NOT_A_GROUND);
    }

    @Test
    void beforeThereWereRulesNobodyAppliesByThem() {
        relief().when(new ApplyForRelief(
                        BY,
                        ReliefKind.LEGAL_AID,
                        WANG,
                        ReliefGround.NO_MEANS,
                        words("?"),
                        words("?"),
                        Instant.parse("2021-12-31T04:00:00Z")))
                .thenRefused(NO_RELIEF_RULE);
    }

    @Test
    void onePartyWaitsForOneDecisionOfAKindAtATime() {
        relief(APPLIED).when(ASK).thenRefused(APPLIED_ALREADY);
        relief(APPLIED, REFERRED).when(ASK).thenRefused(APPLIED_ALREADY);
        relief(APPLIED)
                .when(ask(ReliefKind.COUNSELLING, ReliefGround.DISTRESS))
                .then(applied(2, ReliefKind.COUNSELLING, ReliefGround.DISTRESS, false));
        relief(APPLIED, REFERRED, REFUSED)
                .when(ASK)
                .then(applied(2, ReliefKind.LEGAL_AID, ReliefGround.NO_MEANS, true));
    }

    @Test
    void itIsReferredToABodyThatGivesIt() {
        relief(APPLIED).when(REFER).then(REFERRED);
        relief(APPLIED, REFERRED).when(REFER).thenNothing();
        relief(APPLIED)
                .when(new ReferRelief(BY, 1, ReliefBody.COURT, "昆都仑区人民法院", LATER))
                .thenRefused(NOT_A_BODY);
        relief(APPLIED, REFERRED)
                .when(new ReferRelief(BY, 1, ReliefBody.LEGAL_AID_INSTITUTION, "青山区法律援助中心", LATER))
                .thenRefused(REFERRED_OTHERWISE);
        relief(APPLIED)
                .when(new ReferRelief(BY, 2, ReliefBody.LEGAL_AID_INSTITUTION, "?", LATER))
                .thenRefused(NO_SUCH_RELIEF);
    }

    @Test
    void theBodyAcceptsItOrSaysWhyNot() {
        relief(APPLIED).when(decide(true, null)).thenRefused(NOT_REFERRED);
        relief(APPLIED, REFERRED).when(decide(true, null)).then(GRANTED);
        relief(APPLIED, REFERRED).when(decide(false, null)).thenRefused(REASON_MISSING);
        relief(APPLIED, REFERRED).when(decide(false, "有能力委托")).then(REFUSED);
        relief(APPLIED, REFERRED, GRANTED).when(decide(true, null)).thenNothing();
        relief(APPLIED, REFERRED, GRANTED).when(decide(false, "?")).thenRefused(DECIDED_OTHERWISE);
        relief(APPLIED, REFERRED, REFUSED).when(ACT).thenRefused(NOT_GRANTED);
    }

    private static AdvanceRelief advance(AdvanceGround ground) {
        return new AdvanceRelief(BY, 1, ground, "援2024-7", LATER);
    }

    private static ReliefAdvanced advanced(AdvanceGround ground) {
        return new ReliefAdvanced(1, ReliefKind.LEGAL_AID, ground, "援2024-7", LATER);
    }

    @Test
    void art44LegalAidThatCannotWaitIsGivenBeforeTheApplicationIsComplete() {
        for (var ground : AdvanceGround.values()) {
            relief(APPLIED, REFERRED).when(advance(ground)).then(advanced(ground));
            relief(APPLIED, REFERRED, advanced(ground)).when(advance(ground)).thenNothing();
            relief(APPLIED, REFERRED, advanced(ground)).when(ACT).then(DELIVERED);
        }
        relief(APPLIED).when(advance(AdvanceGround.SECURING)).thenRefused(NOT_REFERRED);
        relief(APPLIED, REFERRED, GRANTED).when(advance(AdvanceGround.SECURING)).thenRefused(DECIDED_OTHERWISE);
        relief(APPLIED, REFERRED, REFUSED).when(advance(AdvanceGround.SECURING)).thenRefused(DECIDED_OTHERWISE);
        relief(
                        applied(1, ReliefKind.SOCIAL_ASSISTANCE, ReliefGround.SUDDEN_BLOW, true),
                        new ReliefReferred(1, ReliefKind.SOCIAL_ASSISTANCE, ReliefBody.STREET_OFFICE, "昆河街道", LATER))
                .when(advance(AdvanceGround.TIME_RUNS_OUT))
                .thenRefused(NO_GROUND_TO_HURRY);
    }

    private static TerminateRelief terminate(TerminationGround ground) {
        return new TerminateRelief(BY, 1, ground, words("已自行委托律师"), "援终2024-7", LATER);
    }

    private static ReliefTerminated terminated(TerminationGround ground) {
        return new ReliefTerminated(1, ReliefKind.LEGAL_AID, ground, words("已自行委托律师"), "援终2024-7", LATER);
    }

    @Test
    void art48LegalAidIsEndedOnEachGroundOfTheLawAndOnNoOther() {
        for (var ground : TerminationGround.values()) {
            relief(APPLIED, REFERRED, GRANTED).when(terminate(ground)).then(terminated(ground));
            relief(APPLIED, REFERRED, GRANTED, terminated(ground))
                    .when(terminate(ground))
                    .thenNothing();
            relief(APPLIED, REFERRED, GRANTED, terminated(ground)).when(ACT).thenRefused(ENDED);
        }
        var ended = terminate(TerminationGround.OWN_AGENT);
        relief(APPLIED).when(ended).thenRefused(NOT_DECIDED);
        relief(APPLIED, REFERRED).when(ended).thenRefused(NOT_DECIDED);
        relief(APPLIED, REFERRED, REFUSED).when(ended).thenRefused(NOT_GRANTED);
        relief(APPLIED, REFERRED, GRANTED, DELIVERED).when(ended).thenRefused(DELIVERED_OTHERWISE);
        relief(
                        applied(1, ReliefKind.SOCIAL_ASSISTANCE, ReliefGround.SUDDEN_BLOW, true),
                        new ReliefReferred(1, ReliefKind.SOCIAL_ASSISTANCE, ReliefBody.STREET_OFFICE, "昆河街道", LATER),
                        new ReliefDecided(1, ReliefKind.SOCIAL_ASSISTANCE, true, null, null, LATER))
                .when(ended)
                .thenRefused(NOT_GROUND_TO_END);
    }

    @Test
    void art49WhoseLegalAidIsEndedObjectsAndItIsGivenAfterAllOrStays() {
        var ended = relief(APPLIED, REFERRED, GRANTED, terminated(TerminationGround.MEANS_CHANGED));
        var objected = new ReliefObjected(1, ReliefKind.LEGAL_AID, "昆都仑区司法局", words("收入未变"), LATER);
        ended.when(new ObjectToRefusal(BY, 1, "昆都仑区司法局", words("收入未变"), LATER)).then(objected);
        ended.when(new DecideObjection(BY, 1, true, null, LATER)).thenRefused(NOT_OBJECTED);
        ended.given(objected, new ObjectionDecided(1, ReliefKind.LEGAL_AID, true, null, List.of(), LATER))
                .when(ACT)
                .then(DELIVERED);
        ended.given(objected)
                .when(new DecideObjection(BY, 1, false, "司复2024-3", LATER))
                .then(new ObjectionDecided(
                        1,
                        ReliefKind.LEGAL_AID,
                        false,
                        "司复2024-3",
                        List.of(ReliefRemedy.ADMINISTRATIVE_REVIEW, ReliefRemedy.ADMINISTRATIVE_SUIT),
                        LATER));
    }

    @Test
    void somebodyIsAppointedToGiveLegalAidAndNothingElse() {
        var appoint = new AppointHelper(BY, 1, words("张律师"), LATER);
        relief(APPLIED, REFERRED, GRANTED).when(appoint).then(new HelperAppointed(1, words("张律师"), LATER));
        relief(APPLIED, REFERRED).when(appoint).thenRefused(NOT_DECIDED);
        relief(
                        applied(1, ReliefKind.SOCIAL_ASSISTANCE, ReliefGround.SUDDEN_BLOW, true),
                        new ReliefReferred(1, ReliefKind.SOCIAL_ASSISTANCE, ReliefBody.STREET_OFFICE, "昆河街道", LATER),
                        new ReliefDecided(1, ReliefKind.SOCIAL_ASSISTANCE, true, null, null, LATER))
                .when(appoint)
                .thenRefused(NOBODY_IS_APPOINTED);
    }

    @Test
    void whatIsDeliveredIsNamedAndMoneyByItsAmount() {
        relief(APPLIED, REFERRED).when(ACT).thenRefused(NOT_DECIDED);
        relief(APPLIED, REFERRED, GRANTED).when(ACT).then(DELIVERED);
        relief(APPLIED, REFERRED, GRANTED, DELIVERED).when(ACT).thenNothing();
        relief(APPLIED, REFERRED, GRANTED)
                .when(new DeliverRelief(BY, 1, ReliefForm.GOODS, words("?"), null, LATER))
                .thenRefused(NOT_A_FORM);
        relief(APPLIED, REFERRED, GRANTED)
                .when(new DeliverRelief(BY, 1, ReliefForm.ADVICE, words("?"), FIVE_THOUSAND, LATER))
                .thenRefused(AMOUNT_WITHOUT_MONEY);
        var granted = relief(
                applied(1, ReliefKind.SOCIAL_ASSISTANCE, ReliefGround.SUDDEN_BLOW, true),
                new ReliefReferred(1, ReliefKind.SOCIAL_ASSISTANCE, ReliefBody.STREET_OFFICE, "昆河街道", LATER),
                new ReliefDecided(1, ReliefKind.SOCIAL_ASSISTANCE, true, null, null, LATER));
        granted.when(new DeliverRelief(BY, 1, ReliefForm.MONEY, words("临时救助金"), null, LATER))
                .thenRefused(AMOUNT_MISSING);
        granted.when(new DeliverRelief(BY, 1, ReliefForm.MONEY, words("临时救助金"), FIVE_THOUSAND, LATER))
                .then(new ReliefDelivered(
                        1, ReliefKind.SOCIAL_ASSISTANCE, ReliefForm.MONEY, words("临时救助金"), FIVE_THOUSAND, true, LATER));
    }

    @Test
    void whoWasNotReachedIsAskedAgain() {
        var nobody = new FollowUpRelief(BY, 1, null, null, LATER);
        var content = new FollowUpRelief(BY, 1, 5, words("很有帮助"), LATER);
        relief(APPLIED, REFERRED, GRANTED).when(content).thenRefused(NOT_DELIVERED);
        var delivered = relief(APPLIED, REFERRED, GRANTED, DELIVERED);
        delivered.when(nobody).then(new ReliefFollowedUp(1, null, null, LATER));
        var asked = delivered.given(new ReliefFollowedUp(1, null, null, LATER));
        asked.when(nobody).thenNothing();
        asked.when(content).then(new ReliefFollowedUp(1, 5, words("很有帮助"), LATER));
        var answered = asked.given(new ReliefFollowedUp(1, 5, words("很有帮助"), LATER));
        answered.when(content).thenNothing();
        answered.when(new FollowUpRelief(BY, 1, 2, null, LATER)).thenRefused(FOLLOWED_UP_OTHERWISE);
    }

    static final ObjectToRefusal OBJECT = new ObjectToRefusal(BY, 1, "昆都仑区司法局", words("确无能力负担"), LATER);
    static final ReliefObjected OBJECTED =
            new ReliefObjected(1, ReliefKind.LEGAL_AID, "昆都仑区司法局", words("确无能力负担"), LATER);
    static final DecideObjection STANDS = new DecideObjection(BY, 1, false, "司复2024-3", LATER);

    /** 法律援助法 art. 49: upheld by the judicial administration, a refusal leads to administrative review or a suit. */
    @Test
    void whoIsRefusedLegalAidObjectsAndIsToldTheRemedies() {
        var stands = new ObjectionDecided(
                1,
                ReliefKind.LEGAL_AID,
                false,
                "司复2024-3",
                List.of(ReliefRemedy.ADMINISTRATIVE_REVIEW, ReliefRemedy.ADMINISTRATIVE_SUIT),
                LATER);
        relief(APPLIED, REFERRED, REFUSED).when(OBJECT).then(OBJECTED);
        relief(APPLIED, REFERRED, REFUSED, OBJECTED).when(OBJECT).thenNothing();
        relief(APPLIED, REFERRED, REFUSED, OBJECTED)
                .when(new ObjectToRefusal(BY, 1, "包头市司法局", words("?"), LATER))
                .thenRefused(OBJECTED_OTHERWISE);
        relief(APPLIED, REFERRED, REFUSED, OBJECTED).when(STANDS).then(stands);
        relief(APPLIED, REFERRED, REFUSED, OBJECTED, stands).when(STANDS).thenNothing();
        relief(APPLIED, REFERRED, REFUSED, OBJECTED, stands)
                .when(new DecideObjection(BY, 1, true, null, LATER))
                .thenRefused(DECIDED_OTHERWISE);
        relief(APPLIED, REFERRED, REFUSED, OBJECTED, stands).when(ACT).thenRefused(NOT_GRANTED);
    }

    /** Art. 49: ordered to correct it, the institution decides anew. */
    @Test
    void aRefusalThatIsToBeCorrectedIsDecidedAnew() {
        var corrected = new ObjectionDecided(1, ReliefKind.LEGAL_AID, true, null, List.of(), LATER);
        relief(APPLIED, REFERRED, REFUSED, OBJECTED)
                .when(new DecideObjection(BY, 1, true, null, LATER))
                .then(corrected);
        relief(APPLIED, REFERRED, REFUSED, OBJECTED, corrected)
                .when(decide(true, null))
                .then(GRANTED);
        relief(APPLIED, REFERRED, REFUSED, OBJECTED, corrected)
                .when(decide(false, "有能力委托"))
                .then(REFUSED);
    }

    @Test
    void onlyARefusalIsObjectedToAndOnlyWhereALawSaysWhoDecides() {
        relief(APPLIED).when(OBJECT).thenRefused(NOT_DECIDED);
        relief(APPLIED, REFERRED).when(OBJECT).thenRefused(NOT_DECIDED);
        relief(APPLIED, REFERRED, GRANTED).when(OBJECT).thenRefused(NOT_REFUSED);
        relief(APPLIED, REFERRED, REFUSED).when(STANDS).thenRefused(NOT_OBJECTED);
        relief(APPLIED, REFERRED, GRANTED).when(STANDS).thenRefused(NOT_OBJECTED);
        relief(
                        applied(1, ReliefKind.SOCIAL_ASSISTANCE, ReliefGround.SUDDEN_BLOW, true),
                        new ReliefReferred(1, ReliefKind.SOCIAL_ASSISTANCE, ReliefBody.STREET_OFFICE, "昆河街道", LATER),
                        new ReliefDecided(1, ReliefKind.SOCIAL_ASSISTANCE, false, words("?"), null, LATER))
                .when(OBJECT)
                .thenRefused(NO_OBJECTION);
    }

    @Test
    void anApplicationIsTakenBackUntilItIsDecided() {
        var back = new WithdrawRelief(BY, 1, WithdrawalCause.APPLICANT, null, LATER);
        var gone = new ReliefWithdrawn(1, ReliefKind.LEGAL_AID, WithdrawalCause.APPLICANT, null, LATER);
        relief(APPLIED).when(back).then(gone);
        relief(APPLIED, REFERRED).when(back).then(gone);
        relief(APPLIED, gone).when(back).thenNothing();
        relief(APPLIED, gone).when(REFER).thenRefused(NOT_GRANTED);
        relief(APPLIED, REFERRED, GRANTED).when(back).thenRefused(ALREADY_DECIDED);
        relief(APPLIED, REFERRED, REFUSED).when(back).thenRefused(ALREADY_DECIDED);
    }

    @Test
    void whoeverWasRelievedIsCountedOnce() {
        var count = new CountBeneficiary(1, true, LATER);
        var counted = new BeneficiaryCounted(1, ReliefKind.LEGAL_AID, true, true, LATER);
        relief(APPLIED, REFERRED, GRANTED, DELIVERED).when(count).then(counted);
        relief(APPLIED, REFERRED, GRANTED, DELIVERED, counted).when(count).thenNothing();
        relief(APPLIED, REFERRED, GRANTED).when(count).thenNothing();
    }

    @Test
    void itGoesOnWhateverBecomesOfTheAgency() {
        assertThat(relief(PetitionScenarios.OPENED, APPLIED, REFERRED, GRANTED)
                        .given(PetitionScenarios.NOTIFIED, PetitionScenarios.REPLIED, PetitionScenarios.CONCLUDED)
                        .when(ACT)
                        .events())
                .isEqualTo(List.of(DELIVERED));
    }

    @Test
    void aHistoryWhoseEventsDoNotFollowEachOtherIsNotRead() {
        assertThatThrownBy(() -> relief(REFERRED).when(ACT)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> relief(APPLIED, DELIVERED).when(ACT)).isInstanceOf(IllegalStateException.class);
    }
}
