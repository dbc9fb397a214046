package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_ACCEPTED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.GROUP_TOO_SMALL;
import static org.fengqiao.intake.model.IntakeRefusal.NOT_REGISTERED;
import static org.fengqiao.intake.model.IntakeRefusal.NOT_SETTLED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_RULES_IN_FORCE;
import static org.fengqiao.intake.model.IntakeRefusal.TOO_MANY_REPRESENTATIVES;
import static org.fengqiao.intake.model.IntakeRefusal.UNDER_LEGAL_HOLD;
import static org.fengqiao.intake.model.IntakeRefusal.UNKNOWN_SUBJECT;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.intake.model.IntakeCommand.AcceptCase;
import org.fengqiao.intake.model.IntakeCommand.AnswerClosing;
import org.fengqiao.intake.model.IntakeCommand.AnswerReopening;
import org.fengqiao.intake.model.IntakeCommand.DeclineCase;
import org.fengqiao.intake.model.IntakeCommand.EraseSubject;
import org.fengqiao.intake.model.IntakeCommand.NoteSettlement;
import org.fengqiao.intake.model.IntakeCommand.PlaceHold;
import org.fengqiao.intake.model.IntakeCommand.ReceiveReferral;
import org.fengqiao.intake.model.IntakeCommand.RegisterCase;
import org.fengqiao.intake.model.IntakeCommand.ReleaseHold;
import org.fengqiao.intake.model.IntakeCommand.WithdrawCase;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.DecidedBy;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldPlaced;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldReleased;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;

class IntakeDeciderTest {

    static final String HASH = "5f".repeat(32);
    static final Instant MORNING = Instant.parse("2024-03-01T01:00:00Z");
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    static final Instant HAPPENED = Instant.parse("2024-02-20T10:00:00Z");
    static final Place AT_HOME = new Place("昆都仑区", "沼潭街道", null, null, false);
    static final Place NEXT_DISTRICT = new Place("青山区", "富强路街道", null, null, false);
    static final UUID CASE = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91");
    static final SubjectId LI_HIMSELF = new SubjectId(UUID.fromString("6d0a3f3e-8c5e-4b5e-9a4e-0d6b3f1f0c01"));
    static final SubjectId WANG_HIMSELF = new SubjectId(UUID.fromString("6d0a3f3e-8c5e-4b5e-9a4e-0d6b3f1f0c02"));
    static final Person LI = Person.named(LI_HIMSELF, "李某", null, "13900000001");
    static final Person WANG = Person.named(WANG_HIMSELF, "王某", null, null);

    /** A text about the case. */
    static PersonalText words(String text) {
        return PersonalText.of(SubjectId.ofCase(CASE), text);
    }

    static final Referral FROM_POLICE = new Referral(Partner.POLICE, "110-20240301-7");

    static final IntakeRules RULES = DataFile.read("intake-rules.yaml", IntakeRules.class);

    final DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> scenario =
            DeciderScenario.of(new IntakeDecider(RULES));

    static Registration registration(Channel channel, Place place, List<Person> applicants, Integer groupSize) {
        return new Registration(
                channel,
                applicants,
                List.of(WANG),
                words("楼上漏水"),
                words("赔偿损失"),
                Money.yuan("3000.00"),
                "NEIGHBOUR",
                place,
                HAPPENED,
                groupSize,
                channel == Channel.POLICE ? null : "applicant-1");
    }

    static final Registration COMPLETE = registration(Channel.WINDOW, AT_HOME, List.of(LI), null);
    static final Registration OUTSIDE = registration(Channel.WINDOW, NEXT_DISTRICT, List.of(LI), null);
    static final Registration COMPLETE_REFERRAL = registration(Channel.POLICE, AT_HOME, List.of(LI), null);
    static final Registration INCOMPLETE_REFERRAL = registration(Channel.POLICE, AT_HOME, List.of(WANG), null);

    static final CaseRegistered REGISTERED = COMPLETE.registered(HASH, false);
    static final CaseRegistered REGISTERED_OUTSIDE = OUTSIDE.registered(HASH, true);
    static final ReferralReceived RECEIVED = new ReferralReceived(Partner.POLICE, "110-20240301-7", HAPPENED);
    static final CaseRegistered REGISTERED_REFERRAL = COMPLETE_REFERRAL.registered(HASH, false);
    static final CaseRegistered REGISTERED_INCOMPLETE_REFERRAL = INCOMPLETE_REFERRAL.registered(HASH, false);

    static final List<Party> PARTIES = List.of(
            new Party("applicant-1", Party.Side.APPLICANT, LI.name()),
            new Party("respondent-1", Party.Side.RESPONDENT, WANG.name()));

    static final List<Party> NOBODY_REACHABLE = List.of(
            new Party("applicant-1", Party.Side.APPLICANT, WANG.name()),
            new Party("respondent-1", Party.Side.RESPONDENT, WANG.name()));

    /** What an acceptance of the registered case says; with a rule it is the rule's, else the clerk's. */
    static CaseAccepted accepted(CaseRegistered registered, String rule, String version, String reference) {
        return new CaseAccepted(
                rule == null ? DecidedBy.CLERK : DecidedBy.RULE,
                rule,
                version,
                registered.channel(),
                reference,
                "NEIGHBOUR",
                words("楼上漏水"),
                Money.yuan("3000.00"),
                null,
                registered.place(),
                registered == REGISTERED_INCOMPLETE_REFERRAL ? NOBODY_REACHABLE : PARTIES);
    }

    static final CaseAccepted ACCEPTED_BY_RULE = accepted(REGISTERED, "complete-within-district", "2022-05", null);
    static final CaseAccepted REFERRAL_ACCEPTED_BY_RULE =
            accepted(REGISTERED_REFERRAL, "complete-within-district", "2022-05", "110-20240301-7");

    static RegisterCase register(Registration registration) {
        return new RegisterCase(registration, HASH, MORNING);
    }

    static ReceiveReferral receive(Registration registration) {
        return new ReceiveReferral(FROM_POLICE, HAPPENED, registration, HASH, MORNING);
    }

    @Test
    void aCompleteCaseWithinTheDistrictIsAcceptedByRuleInTheSameDecision() {
        scenario.when(register(COMPLETE)).then(REGISTERED, ACCEPTED_BY_RULE);
    }

    @Test
    void aCompleteReferralIsReceivedRegisteredAndAcceptedInOneDecision() {
        scenario.when(receive(COMPLETE_REFERRAL)).then(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE);
    }

    @Test
    void aCaseOutsideTheDistrictIsNotDeclinedByRuleButWaitsForAClerk() {
        scenario.when(register(OUTSIDE)).then(REGISTERED_OUTSIDE);
    }

    @Test
    void aReferralWhoseApplicantNobodyCanReachWaitsForAClerk() {
        scenario.when(receive(INCOMPLETE_REFERRAL)).then(RECEIVED, REGISTERED_INCOMPLETE_REFERRAL);
    }

    @Test
    void anIdentityNumberIsAsGoodAsATelephone() {
        var identified = registration(
                Channel.WINDOW, AT_HOME, List.of(Person.named(LI_HIMSELF, "李某", "150203199001010011", null)), null);
        assertThat(scenario.when(register(identified)).events()).hasSize(2);
    }

    @Test
    void eachMissingPieceIsAnObstacleOfItsOwn() {
        var nothing = new Registration(
                Channel.ONLINE,
                List.of(Person.named(LI_HIMSELF, " ", "1", "2")),
                List.of(Person.named(WANG_HIMSELF, "", null, null)),
                words(" "),
                null,
                null,
                null,
                new Place("青山区", " ", null, null, false),
                null,
                null,
                null);
        assertThat(RULES.inForceAt(MORNING).orElseThrow().acceptance().obstacles(nothing.registered(HASH, true)))
                .containsExactly(IntakeRules.Obstacle.values());
        scenario.when(register(nothing)).then(nothing.registered(HASH, true));
    }

    @Test
    void partiesAreNumberedPerSideInTheOrderOfTheirNaming() {
        var two = registration(Channel.GRID, AT_HOME, List.of(LI, WANG), 2).registered(HASH, false);
        assertThat(two.parties())
                .extracting(Party::partyId)
                .containsExactly("applicant-1", "applicant-2", "respondent-1");
    }

    @Test
    void fiveMaySpeakForAGroup() {
        var five = registration(Channel.WINDOW, AT_HOME, Collections.nCopies(5, LI), 40);
        assertThat(scenario.when(register(five)).events()).hasSize(2);
    }

    @Test
    void sixMayNotSpeakForAGroup() {
        var six = registration(Channel.WINDOW, AT_HOME, Collections.nCopies(6, LI), 40);
        scenario.when(register(six)).thenRefused(TOO_MANY_REPRESENTATIVES);
        scenario.when(receive(six)).thenRefused(TOO_MANY_REPRESENTATIVES);
    }

    @Test
    void aGroupIsAtLeastAsLargeAsTheNumberOfItsRepresentatives() {
        var three = registration(Channel.WINDOW, AT_HOME, Collections.nCopies(3, LI), 2);
        scenario.when(register(three)).thenRefused(GROUP_TOO_SMALL);
    }

    @Test
    void theSameReferralAgainRecordsNothingInWhateverStateTheCaseIs() {
        scenario.given(RECEIVED, REGISTERED_INCOMPLETE_REFERRAL)
                .when(receive(COMPLETE_REFERRAL))
                .thenNothing();
        scenario.given(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE)
                .when(receive(COMPLETE_REFERRAL))
                .thenNothing();
        scenario.given(RECEIVED, REGISTERED_REFERRAL, new CaseDeclined(Ground.CRIMINAL_MATTER, null, "公安机关", "r"))
                .when(receive(COMPLETE_REFERRAL))
                .thenNothing();
        scenario.given(RECEIVED, REGISTERED_REFERRAL, new CaseWithdrawn(words("和好")))
                .when(receive(COMPLETE_REFERRAL))
                .thenNothing();
    }

    @Test
    void registeringTwiceRecordsNothing() {
        scenario.given(REGISTERED_OUTSIDE).when(register(OUTSIDE)).thenNothing();
        scenario.given(REGISTERED, ACCEPTED_BY_RULE).when(register(COMPLETE)).thenNothing();
    }

    @Test
    void aClerkAcceptsWhatIsWaiting() {
        scenario.given(REGISTERED_OUTSIDE).when(new AcceptCase()).then(accepted(REGISTERED_OUTSIDE, null, null, null));
    }

    @Test
    void acceptanceOfAReferralCarriesThePartnersReference() {
        scenario.given(RECEIVED, REGISTERED_INCOMPLETE_REFERRAL)
                .when(new AcceptCase())
                .then(accepted(REGISTERED_INCOMPLETE_REFERRAL, null, null, "110-20240301-7"));
    }

    @Test
    void acceptingTwiceRecordsNothing() {
        scenario.given(REGISTERED, ACCEPTED_BY_RULE).when(new AcceptCase()).thenNothing();
    }

    @Test
    void aDeclineNamesTheArticleAndWhereToGoInstead() {
        scenario.given(RECEIVED, REGISTERED_INCOMPLETE_REFERRAL)
                .when(new DeclineCase(Ground.IN_LITIGATION_OR_ARBITRATION, null, NOON))
                .then(new CaseDeclined(
                        Ground.IN_LITIGATION_OR_ARBITRATION, "信访工作条例 第二十八条", "受理该案的人民法院或者仲裁机构", "110-20240301-7"));
    }

    @Test
    void theClerkMaySayMoreExactlyWhereToGo() {
        scenario.given(REGISTERED_OUTSIDE)
                .when(new DeclineCase(Ground.OUTSIDE_JURISDICTION, "青山区综治中心", NOON))
                .then(new CaseDeclined(Ground.OUTSIDE_JURISDICTION, null, "青山区综治中心", null));
    }

    @Test
    void decliningTwiceForTheSameGroundRecordsNothing() {
        var declined = new CaseDeclined(Ground.OUTSIDE_JURISDICTION, null, "青山区综治中心", null);
        scenario.given(REGISTERED_OUTSIDE, declined)
                .when(new DeclineCase(Ground.OUTSIDE_JURISDICTION, null, NOON))
                .thenNothing();
        scenario.given(REGISTERED_OUTSIDE, declined)
                .when(new DeclineCase(Ground.CRIMINAL_MATTER, null, NOON))
                .thenRefused(ALREADY_DECLINED);
    }

    @Test
    void aDeclinedCaseIsOver() {
        var declined = scenario.given(
                REGISTERED_OUTSIDE, new CaseDeclined(Ground.OUTSIDE_JURISDICTION, null, "青山区综治中心", null));
        declined.when(new AcceptCase()).thenRefused(ALREADY_DECLINED);
        declined.when(new WithdrawCase(words("和好"), NOON)).thenRefused(ALREADY_DECLINED);
        declined.when(new AnswerClosing(1, "AGREED", NOON)).thenNothing();
        declined.when(new AnswerReopening(1, NOON)).thenNothing();
    }

    @Test
    void anAcceptedCaseIsNotDeclinedAnyMore() {
        scenario.given(REGISTERED, ACCEPTED_BY_RULE)
                .when(new DeclineCase(Ground.ALREADY_ACCEPTED, null, NOON))
                .thenRefused(ALREADY_ACCEPTED);
    }

    @Test
    void whatIsWaitingOrAcceptedCanBeTakenBack() {
        scenario.given(REGISTERED_OUTSIDE)
                .when(new WithdrawCase(words("和好"), NOON))
                .then(new CaseWithdrawn(words("和好")));
        scenario.given(REGISTERED, ACCEPTED_BY_RULE)
                .when(new WithdrawCase(words("和好"), NOON))
                .then(new CaseWithdrawn(words("和好")));
    }

    @Test
    void aReferralTakenBackBeforeItsAcceptanceIsAnsweredAtOnce() {
        scenario.given(RECEIVED, REGISTERED_INCOMPLETE_REFERRAL)
                .when(new WithdrawCase(words("和好"), NOON))
                .then(
                        new CaseWithdrawn(words("和好")),
                        new ReferralAnswered(Partner.POLICE, "110-20240301-7", null, "WITHDRAWN", NOON, null));
    }

    @Test
    void takingBackTwiceRecordsNothingAndNothingElseIsPossible() {
        var withdrawn = scenario.given(REGISTERED_OUTSIDE, new CaseWithdrawn(words("和好")));
        withdrawn.when(new WithdrawCase(words("再次"), NOON)).thenNothing();
        withdrawn.when(new AcceptCase()).thenRefused(ALREADY_WITHDRAWN);
        withdrawn.when(new DeclineCase(Ground.CRIMINAL_MATTER, null, NOON)).thenRefused(ALREADY_WITHDRAWN);
    }

    @Test
    void nothingIsDoneWithACaseThatWasNeverRegistered() {
        scenario.when(new AcceptCase()).thenRefused(NOT_REGISTERED);
        scenario.when(new DeclineCase(Ground.CRIMINAL_MATTER, null, NOON)).thenRefused(NOT_REGISTERED);
        scenario.when(new WithdrawCase(words("和好"), NOON)).thenRefused(NOT_REGISTERED);
    }

    @Test
    void newsOfAnUnknownCaseFromOtherServicesIsNoTrouble() {
        scenario.when(new AnswerClosing(1, "AGREED", NOON)).thenNothing();
        scenario.when(new AnswerReopening(1, NOON)).thenNothing();
        scenario.given(REGISTERED_OUTSIDE)
                .when(new AnswerClosing(1, "AGREED", NOON))
                .thenNothing();
        scenario.given(REGISTERED_OUTSIDE).when(new AnswerReopening(1, NOON)).thenNothing();
    }

    static final ReferralAnswered FIRST_RESULT =
            new ReferralAnswered(Partner.POLICE, "110-20240301-7", 1, "AGREED", NOON, null);
    static final ReferralAnswered OPEN_AGAIN =
            new ReferralAnswered(Partner.POLICE, "110-20240301-7", 1, "AGREED", NOON, NOON.plusSeconds(60));

    @Test
    void aPartnerGetsTheResultOncePerClosing() {
        var referred = scenario.given(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE);
        referred.when(new AnswerClosing(1, "AGREED", NOON)).then(FIRST_RESULT);
        referred.given(FIRST_RESULT).when(new AnswerClosing(1, "AGREED", NOON)).thenNothing();
    }

    @Test
    void aPartnerIsToldOncePerReopeningAndOnlyOfTheClosingItKnows() {
        var answered = scenario.given(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE, FIRST_RESULT);
        answered.when(new AnswerReopening(1, NOON.plusSeconds(60))).then(OPEN_AGAIN);
        answered.given(OPEN_AGAIN)
                .when(new AnswerReopening(1, NOON.plusSeconds(60)))
                .thenNothing();
        answered.when(new AnswerReopening(2, NOON.plusSeconds(60))).thenNothing();
    }

    @Test
    void theSecondClosingIsAnsweredTooAndALateFirstOneIsNot() {
        var again = scenario.given(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE, FIRST_RESULT, OPEN_AGAIN);
        var second = new ReferralAnswered(Partner.POLICE, "110-20240301-7", 2, "PETITION_CONCLUDED", NOON, null);
        again.when(new AnswerClosing(2, "PETITION_CONCLUDED", NOON)).then(second);
        again.given(second).when(new AnswerClosing(1, "AGREED", NOON)).thenNothing();
        again.given(second).when(new AnswerReopening(1, NOON)).thenNothing();
    }

    @Test
    void anAcceptedReferralThatIsTakenBackIsAnsweredWhenRoutingClosesIt() {
        scenario.given(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE, new CaseWithdrawn(words("和好")))
                .when(new AnswerClosing(1, "WITHDRAWN", NOON))
                .then(new ReferralAnswered(Partner.POLICE, "110-20240301-7", 1, "WITHDRAWN", NOON, null));
    }

    @Test
    void nobodyIsOwedAnAnswerForACaseThatCameByTheCentresOwnDoor() {
        scenario.given(REGISTERED, ACCEPTED_BY_RULE)
                .when(new AnswerClosing(1, "AGREED", NOON))
                .thenNothing();
        scenario.given(REGISTERED, ACCEPTED_BY_RULE)
                .when(new AnswerReopening(1, NOON))
                .thenNothing();
    }

    @Test
    void beforeTheFirstVersionOfTheRulesNothingIsRegistered() {
        scenario.when(new RegisterCase(COMPLETE, HASH, Instant.parse("2020-01-01T00:00:00Z")))
                .thenRefused(NO_RULES_IN_FORCE);
        scenario.given(REGISTERED_OUTSIDE)
                .when(new DeclineCase(Ground.CRIMINAL_MATTER, null, Instant.parse("2020-01-01T00:00:00Z")))
                .thenRefused(NO_RULES_IN_FORCE);
    }

    @ParameterizedTest
    @EnumSource(Partner.class)
    void aPartnersReferralsAreRegisteredUnderItsOwnChannel(Partner partner) {
        assertThat(partner.channel().name()).isEqualTo(partner.name());
    }

    @Test
    void namesIdentityNumbersAndTelephonesAreNotPrinted() {
        assertThat(COMPLETE + "" + REGISTERED + ACCEPTED_BY_RULE + register(COMPLETE) + receive(COMPLETE_REFERRAL))
                .doesNotContain("李某", "王某", "13900000001", "漏水");
    }

    // ---- who is to be forgotten

    static final EraseSubject FORGET_LI = new EraseSubject(LI_HIMSELF, ErasureGround.PURPOSE_FULFILLED, "director-7");
    static final LegalHold COURT_NEEDS_IT = new LegalHold(LegalHold.Authority.COURT, "(2024)内0203民初1234号");
    static final SubjectErased LI_FORGOTTEN = new SubjectErased(
            LI_HIMSELF, SubjectId.ofCase(CASE), ErasureGround.PURPOSE_FULFILLED, "个人信息保护法 第四十七条第一款第一项", "director-7");

    private DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> settled() {
        return scenario.given(REGISTERED, ACCEPTED_BY_RULE, new SettlementNoted(1));
    }

    @Test
    void somebodyInASettledCaseIsForgottenOnce() {
        settled().when(FORGET_LI).then(LI_FORGOTTEN);
        settled().given(LI_FORGOTTEN).when(FORGET_LI).thenNothing();
    }

    @Test
    void nobodyIsForgottenWhileTheCaseIsOpen() {
        scenario.given(REGISTERED).when(FORGET_LI).thenRefused(NOT_SETTLED);
        scenario.given(REGISTERED, ACCEPTED_BY_RULE).when(FORGET_LI).thenRefused(NOT_SETTLED);
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
        scenario.when(FORGET_LI).thenRefused(NOT_REGISTERED);
    }

    @Test
    void inADeclinedOrWithdrawnCaseSomebodyMayBeForgottenAtOnce() {
        scenario.given(REGISTERED_OUTSIDE, new CaseWithdrawn(words("和好")))
                .when(FORGET_LI)
                .then(LI_FORGOTTEN);
    }
}
