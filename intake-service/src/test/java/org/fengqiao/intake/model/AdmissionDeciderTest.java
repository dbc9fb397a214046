package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.model.Histories.ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.AT_HOME;
import static org.fengqiao.intake.model.Histories.CASE;
import static org.fengqiao.intake.model.Histories.COMPLETE;
import static org.fengqiao.intake.model.Histories.COMPLETE_REFERRAL;
import static org.fengqiao.intake.model.Histories.FROM_POLICE;
import static org.fengqiao.intake.model.Histories.HAPPENED;
import static org.fengqiao.intake.model.Histories.HASH;
import static org.fengqiao.intake.model.Histories.INCOMPLETE_REFERRAL;
import static org.fengqiao.intake.model.Histories.IN_FORCE;
import static org.fengqiao.intake.model.Histories.LI;
import static org.fengqiao.intake.model.Histories.LI_HIMSELF;
import static org.fengqiao.intake.model.Histories.MORNING;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.OUTSIDE;
import static org.fengqiao.intake.model.Histories.RECEIVED;
import static org.fengqiao.intake.model.Histories.REFERRAL_ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.REGISTERED;
import static org.fengqiao.intake.model.Histories.REGISTERED_INCOMPLETE_REFERRAL;
import static org.fengqiao.intake.model.Histories.REGISTERED_OUTSIDE;
import static org.fengqiao.intake.model.Histories.REGISTERED_REFERRAL;
import static org.fengqiao.intake.model.Histories.RULES;
import static org.fengqiao.intake.model.Histories.TODAY;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.Histories.WANG;
import static org.fengqiao.intake.model.Histories.WANG_HIMSELF;
import static org.fengqiao.intake.model.Histories.accepted;
import static org.fengqiao.intake.model.Histories.fingerprint;
import static org.fengqiao.intake.model.Histories.receive;
import static org.fengqiao.intake.model.Histories.register;
import static org.fengqiao.intake.model.Histories.registration;
import static org.fengqiao.intake.model.Histories.words;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_ACCEPTED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.FILED_FOR_NOBODY;
import static org.fengqiao.intake.model.IntakeRefusal.GROUP_TOO_SMALL;
import static org.fengqiao.intake.model.IntakeRefusal.HAPPENED_IN_THE_FUTURE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_RULES_IN_FORCE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.TOO_MANY_REPRESENTATIVES;
import static org.fengqiao.intake.model.IntakeRefusal.TRANSFER_AT_ANOTHER_DOOR;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.intake.model.IntakeCommand.AcceptCase;
import org.fengqiao.intake.model.IntakeCommand.AnswerClosing;
import org.fengqiao.intake.model.IntakeCommand.AnswerReopening;
import org.fengqiao.intake.model.IntakeCommand.DeclineCase;
import org.fengqiao.intake.model.IntakeCommand.RegisterCase;
import org.fengqiao.intake.model.IntakeCommand.WithdrawCase;
import org.fengqiao.intake.model.IntakeCommand.WithdrawReferral;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.WithdrawalReceived;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;

/** Registration, acceptance, declining and withdrawal. */
class AdmissionDeciderTest {

    @Test
    void aCompleteCaseWithinTheDistrictIsAcceptedByRuleInTheSameDecision() {
        UNKNOWN.when(register(COMPLETE)).then(REGISTERED, ACCEPTED_BY_RULE);
    }

    @Test
    void aCompleteReferralIsReceivedRegisteredAndAcceptedInOneDecision() {
        UNKNOWN.when(receive(COMPLETE_REFERRAL)).then(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE);
    }

    @Test
    void aCaseOutsideTheDistrictIsNotDeclinedByRuleButWaitsForAClerk() {
        UNKNOWN.when(register(OUTSIDE)).then(REGISTERED_OUTSIDE);
    }

    @Test
    void aReferralWhoseApplicantNobodyCanReachWaitsForAClerk() {
        UNKNOWN.when(receive(INCOMPLETE_REFERRAL)).then(RECEIVED, REGISTERED_INCOMPLETE_REFERRAL);
    }

    @Test
    void anIdentityNumberIsAsGoodAsATelephone() {
        var identified = registration(
                Channel.WINDOW,
                AT_HOME,
                List.of(Person.named(LI_HIMSELF, "李某", new GivenNumbers("150203199001010010", null, null), TODAY)),
                null);
        assertThat(UNKNOWN.when(register(identified)).events()).hasSize(2);
    }

    @Test
    void eachMissingPieceIsAnObstacleOfItsOwn() {
        var nothing = new Registration(
                Channel.ONLINE,
                List.of(
                        Person.named(LI_HIMSELF, " ", new GivenNumbers("1", null, "2"), TODAY),
                        Person.named(LI_HIMSELF, "", new GivenNumbers("150203201501010017", null, null), TODAY)),
                List.of(Person.named(WANG_HIMSELF, "", GivenNumbers.NONE, TODAY)),
                words(" "),
                null,
                null,
                null,
                new Place("东河区", " ", null, null, false),
                null,
                null,
                null,
                null);
        assertThat(RULES.inForceAt(MORNING)
                        .orElseThrow()
                        .acceptance()
                        .obstacles(nothing.registered(HASH, IN_FORCE, null, MORNING)))
                .containsExactly(IntakeRules.Obstacle.values());
        UNKNOWN.when(register(nothing)).then(nothing.registered(HASH, IN_FORCE, null, MORNING));
    }

    @Test
    void partiesAreNumberedPerSideInTheOrderOfTheirNaming() {
        var two = registration(Channel.GRID, AT_HOME, List.of(LI, WANG), 2).registered(HASH, IN_FORCE, null, MORNING);
        assertThat(two.parties())
                .extracting(RegisteredParty::partyId)
                .containsExactly("applicant-1", "applicant-2", "respondent-1");
    }

    @Test
    void fiveMaySpeakForAGroup() {
        var five = registration(Channel.WINDOW, AT_HOME, Collections.nCopies(5, LI), 40);
        assertThat(UNKNOWN.when(register(five)).events()).hasSize(2);
    }

    @Test
    void sixMayNotSpeakForAGroup() {
        var six = registration(Channel.WINDOW, AT_HOME, Collections.nCopies(6, LI), 40);
        UNKNOWN.when(register(six)).thenRefused(TOO_MANY_REPRESENTATIVES);
    }

    @Test
    void sixSiblingsAreNoGroup() {
        var siblings = registration(Channel.WINDOW, AT_HOME, Collections.nCopies(6, LI), null);
        assertThat(UNKNOWN.when(register(siblings)).events()).hasSize(2);
    }

    @Test
    void theLimitIsForThoseWhoComeInPerson() {
        var online = registration(Channel.ONLINE, AT_HOME, Collections.nCopies(6, LI), 40);
        assertThat(UNKNOWN.when(register(online)).events()).hasSize(2);
        var referred = registration(Channel.POLICE, AT_HOME, Collections.nCopies(6, LI), 40);
        assertThat(UNKNOWN.when(receive(referred)).events()).hasSize(3);
    }

    @Test
    void aMinorWithoutAGuardianWaitsForAClerk() {
        var child = Person.named(LI_HIMSELF, "李某", new GivenNumbers("150203201501010017", null, null), TODAY);
        assertThat(child.born()).isEqualTo("2015-01-01");
        var alone = registration(Channel.WINDOW, AT_HOME, List.of(child), null);
        assertThat(UNKNOWN.when(register(alone)).events()).hasSize(1);
        var mother = Deputy.named(Capacity.GUARDIAN, WANG_HIMSELF, "王某", GivenNumbers.NONE, null, TODAY);
        var accompanied = registration(
                Channel.WINDOW,
                AT_HOME,
                List.of(Person.named(
                        LI_HIMSELF,
                        "李某",
                        new GivenNumbers("150203201501010017", null, null),
                        null,
                        List.of(mother),
                        null,
                        TODAY)),
                null);
        assertThat(UNKNOWN.when(register(accompanied)).events()).hasSize(2);
    }

    @Test
    void aGroupIsAtLeastAsLargeAsTheNumberOfItsRepresentatives() {
        var three = registration(Channel.WINDOW, AT_HOME, Collections.nCopies(3, LI), 2);
        UNKNOWN.when(register(three)).thenRefused(GROUP_TOO_SMALL);
    }

    @Test
    void tooManyRepresentativesOfAGroupThatIsTooSmallAreToldThatTheyAreTooMany() {
        var six = registration(Channel.WINDOW, AT_HOME, Collections.nCopies(6, LI), 2);
        UNKNOWN.when(register(six)).thenRefused(TOO_MANY_REPRESENTATIVES);
    }

    @Test
    void theSameReferralAgainRecordsNothingInWhateverStateTheCaseIs() {
        UNKNOWN.given(RECEIVED, REGISTERED_INCOMPLETE_REFERRAL)
                .when(receive(INCOMPLETE_REFERRAL))
                .thenNothing();
        UNKNOWN.given(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE)
                .when(receive(COMPLETE_REFERRAL))
                .thenNothing();
        UNKNOWN.given(
                        RECEIVED,
                        REGISTERED_REFERRAL,
                        new CaseDeclined(Ground.CRIMINAL_MATTER, null, Destination.POLICE, "r"))
                .when(receive(COMPLETE_REFERRAL))
                .thenNothing();
        UNKNOWN.given(RECEIVED, REGISTERED_REFERRAL, new CaseWithdrawn(words("和好")))
                .when(receive(COMPLETE_REFERRAL))
                .thenNothing();
    }

    @Test
    void aReferralUnderAReferenceThatIsTakenSaysInWhichFieldsItDiffersAndNotWhatStandsInThem() {
        var refused = UNKNOWN.given(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE)
                .when(receive(INCOMPLETE_REFERRAL));
        refused.thenRefused(new ReferenceTaken(List.of("applicants")));
        UNKNOWN.given(RECEIVED, REGISTERED_REFERRAL, new CaseWithdrawn(words("和好")))
                .when(receive(OUTSIDE))
                .thenRefused(new ReferenceTaken(List.of("place")));
        var taken = new ReferenceTaken(List.of("applicants", "place"));
        assertThat(taken.code()).isEqualTo("intake.reference-taken");
        assertThat(taken.detail()).contains("applicants, place").doesNotContain("李某", "王某", "东河区");
    }

    @Test
    void whatIsLeftOutOrAddedDiffersToo() {
        var group = registration(Channel.POLICE, AT_HOME, List.of(LI), 12);
        UNKNOWN.given(RECEIVED, REGISTERED_REFERRAL)
                .when(receive(group))
                .thenRefused(new ReferenceTaken(List.of("groupSize")));
        UNKNOWN.given(RECEIVED, group.registered(HASH, IN_FORCE, fingerprint(group), MORNING))
                .when(receive(COMPLETE_REFERRAL))
                .thenRefused(new ReferenceTaken(List.of("groupSize")));
    }

    @Test
    void ofPeopleWhoWereForgottenNothingIsLeftToCompareWith() {
        var forgotten =
                COMPLETE_REFERRAL.registered(HASH, IN_FORCE, new PersonalText.Erased(SubjectId.ofCase(CASE)), MORNING);
        UNKNOWN.given(RECEIVED, forgotten).when(receive(OUTSIDE)).thenNothing();
    }

    @Test
    void aReferralTakenBackBeforeItCameInIsRegisteredAndWithdrawnAtOnceWhenItDoes() {
        var takenBack = new WithdrawReferral(FROM_POLICE, words("和好"), MORNING);
        var ahead = new WithdrawalReceived(Partner.POLICE, "110-20240301-7", words("和好"));
        UNKNOWN.when(takenBack).then(ahead);
        UNKNOWN.given(ahead).when(takenBack).thenNothing();
        UNKNOWN.given(ahead)
                .when(receive(COMPLETE_REFERRAL))
                .then(
                        RECEIVED,
                        REGISTERED_REFERRAL,
                        new CaseWithdrawn(words("和好")),
                        new ReferralAnswered(Partner.POLICE, "110-20240301-7", null, "WITHDRAWN", MORNING, null));
        UNKNOWN.given(ahead).when(new AcceptCase()).thenRefused(NO_SUCH_CASE);
        UNKNOWN.given(ahead)
                .when(receive(registration(Channel.POLICE, AT_HOME, Collections.nCopies(6, LI), 4)))
                .thenRefused(GROUP_TOO_SMALL);
    }

    @Test
    void aPartnerTakesBackItsReferralAsAClerkTakesBackACase() {
        UNKNOWN.given(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE)
                .when(new WithdrawReferral(FROM_POLICE, words("和好"), NOON))
                .then(new CaseWithdrawn(words("和好")));
        UNKNOWN.given(
                        RECEIVED,
                        REGISTERED_REFERRAL,
                        new CaseDeclined(Ground.CRIMINAL_MATTER, null, Destination.POLICE, "r"))
                .when(new WithdrawReferral(FROM_POLICE, words("和好"), NOON))
                .thenRefused(ALREADY_DECLINED);
    }

    @Test
    void whatIsStillToComeHasNotHappened() {
        var tomorrow = new Registration(
                Channel.WINDOW,
                List.of(LI),
                List.of(WANG),
                words("楼上漏水"),
                null,
                null,
                null,
                AT_HOME,
                MORNING.plusSeconds(86_400),
                null,
                null,
                null);
        UNKNOWN.when(register(tomorrow)).thenRefused(HAPPENED_IN_THE_FUTURE);
        UNKNOWN.when(receive(tomorrow)).thenRefused(HAPPENED_IN_THE_FUTURE);
    }

    private static Registration told(Channel channel, @Nullable Money amount, String filedFor, CaseDetails details) {
        return new Registration(
                channel,
                List.of(LI),
                List.of(WANG),
                words("楼上漏水"),
                null,
                amount,
                null,
                AT_HOME,
                HAPPENED,
                null,
                filedFor,
                details);
    }

    @Test
    void withoutAnAmountWhatIsAtStakeIsTheSumOfTheClaims() {
        var claims = List.of(
                new ClaimItem(ClaimKind.COMPENSATION, Money.yuan("3000.00"), words("天花板")),
                new ClaimItem(ClaimKind.PAYMENT, Money.yuan("200.50"), null),
                new ClaimItem(ClaimKind.APOLOGY, null, null));
        var details = new CaseDetails(claims, null, null, null, "clerk-3");
        assertThat(told(Channel.WINDOW, null, "applicant-1", details)
                        .registered(HASH, IN_FORCE, null, MORNING)
                        .amount())
                .isEqualTo(Money.yuan("3200.50"));
        assertThat(told(Channel.WINDOW, Money.yuan("5.00"), "applicant-1", details)
                        .registered(HASH, IN_FORCE, null, MORNING)
                        .amount())
                .isEqualTo(Money.yuan("5.00"));
        var both = new CaseDetails(
                List.of(claims.getFirst(), new ClaimItem(ClaimKind.PAYMENT, new Money(BigDecimal.ONE, "USD"), null)),
                null,
                null,
                null,
                "clerk-3");
        assertThat(told(Channel.WINDOW, null, "applicant-1", both)
                        .registered(HASH, IN_FORCE, null, MORNING)
                        .amount())
                .isNull();
    }

    @Test
    void aCaseIsFiledForSomebodyWhoIsNamedInIt() {
        var details = new CaseDetails(null, null, null, null, "unit-leader-7");
        var filed = told(Channel.UNIT_LEADER, null, "applicant-1", details);
        assertThat(UNKNOWN.when(register(filed)).events()).hasSize(2);
        UNKNOWN.when(register(told(Channel.UNIT_LEADER, null, "applicant-2", details)))
                .thenRefused(FILED_FOR_NOBODY);
        assertThat(filed.registered(HASH, IN_FORCE, null, MORNING).details()).isEqualTo(details);
    }

    @Test
    void onlyADepartmentHandsACaseOnWithALetter() {
        var letter = new CaseDetails(null, null, null, new DepartmentTransfer("昆都仑区住建局", "昆住建转〔2024〕3号"), "clerk-3");
        assertThat(UNKNOWN.when(register(told(Channel.DEPARTMENT, null, "applicant-1", letter)))
                        .events())
                .hasSize(2);
        UNKNOWN.when(register(told(Channel.WINDOW, null, "applicant-1", letter)))
                .thenRefused(TRANSFER_AT_ANOTHER_DOOR);
    }

    @Test
    void coordinatesNameABlockAndNoHome() {
        var exact = new Coordinates(new BigDecimal("109.8312345"), new BigDecimal("40.6"), Coordinates.System.CGCS2000);
        assertThat(exact.longitude()).isEqualTo(new BigDecimal("109.831"));
        assertThat(exact.latitude()).isEqualTo(new BigDecimal("40.600"));
    }

    @Test
    void registeringTwiceRecordsNothing() {
        UNKNOWN.given(REGISTERED_OUTSIDE).when(register(OUTSIDE)).thenNothing();
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE).when(register(COMPLETE)).thenNothing();
    }

    @Test
    void aClerkAcceptsWhatIsWaiting() {
        UNKNOWN.given(REGISTERED_OUTSIDE).when(new AcceptCase()).then(accepted(REGISTERED_OUTSIDE, null, null, null));
    }

    @Test
    void acceptanceOfAReferralCarriesThePartnersReference() {
        UNKNOWN.given(RECEIVED, REGISTERED_INCOMPLETE_REFERRAL)
                .when(new AcceptCase())
                .then(accepted(REGISTERED_INCOMPLETE_REFERRAL, null, null, "110-20240301-7"));
    }

    @Test
    void acceptingTwiceRecordsNothing() {
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE).when(new AcceptCase()).thenNothing();
    }

    @Test
    void aDeclineNamesTheArticleAndWhereToGoInstead() {
        UNKNOWN.given(RECEIVED, REGISTERED_INCOMPLETE_REFERRAL)
                .when(new DeclineCase(Ground.IN_LITIGATION_OR_ARBITRATION, null, NOON))
                .then(new CaseDeclined(
                        Ground.IN_LITIGATION_OR_ARBITRATION,
                        "信访工作条例 第二十八条",
                        Destination.COURT_OR_ARBITRATION,
                        "110-20240301-7"));
    }

    @Test
    void theClerkMaySayThatAnotherAuthorityIsCompetent() {
        UNKNOWN.given(REGISTERED_OUTSIDE)
                .when(new DeclineCase(Ground.OUTSIDE_JURISDICTION, Destination.COMPETENT_AUTHORITY, NOON))
                .then(new CaseDeclined(Ground.OUTSIDE_JURISDICTION, null, Destination.COMPETENT_AUTHORITY, null));
    }

    @Test
    void decliningTwiceForTheSameGroundRecordsNothing() {
        var declined = new CaseDeclined(Ground.OUTSIDE_JURISDICTION, null, Destination.CENTRE_OF_THE_PLACE, null);
        UNKNOWN.given(REGISTERED_OUTSIDE, declined)
                .when(new DeclineCase(Ground.OUTSIDE_JURISDICTION, null, NOON))
                .thenNothing();
        UNKNOWN.given(REGISTERED_OUTSIDE, declined)
                .when(new DeclineCase(Ground.CRIMINAL_MATTER, null, NOON))
                .thenRefused(ALREADY_DECLINED);
    }

    @Test
    void aDeclinedCaseIsOver() {
        var declined = UNKNOWN.given(
                REGISTERED_OUTSIDE,
                new CaseDeclined(Ground.OUTSIDE_JURISDICTION, null, Destination.CENTRE_OF_THE_PLACE, null));
        declined.when(new AcceptCase()).thenRefused(ALREADY_DECLINED);
        declined.when(new WithdrawCase(words("和好"), NOON)).thenRefused(ALREADY_DECLINED);
        declined.when(new AnswerClosing(1, "AGREED", NOON)).thenNothing();
        declined.when(new AnswerReopening(1, NOON)).thenNothing();
    }

    @Test
    void anAcceptedCaseIsNotDeclinedAnyMore() {
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE)
                .when(new DeclineCase(Ground.ALREADY_ACCEPTED, null, NOON))
                .thenRefused(ALREADY_ACCEPTED);
    }

    @Test
    void whatIsWaitingOrAcceptedCanBeTakenBack() {
        UNKNOWN.given(REGISTERED_OUTSIDE)
                .when(new WithdrawCase(words("和好"), NOON))
                .then(new CaseWithdrawn(words("和好")));
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE)
                .when(new WithdrawCase(words("和好"), NOON))
                .then(new CaseWithdrawn(words("和好")));
    }

    @Test
    void aReferralTakenBackBeforeItsAcceptanceIsAnsweredAtOnce() {
        UNKNOWN.given(RECEIVED, REGISTERED_INCOMPLETE_REFERRAL)
                .when(new WithdrawCase(words("和好"), NOON))
                .then(
                        new CaseWithdrawn(words("和好")),
                        new ReferralAnswered(Partner.POLICE, "110-20240301-7", null, "WITHDRAWN", NOON, null));
    }

    @Test
    void takingBackTwiceRecordsNothingAndNothingElseIsPossible() {
        var withdrawn = UNKNOWN.given(REGISTERED_OUTSIDE, new CaseWithdrawn(words("和好")));
        withdrawn.when(new WithdrawCase(words("再次"), NOON)).thenNothing();
        withdrawn.when(new AcceptCase()).thenRefused(ALREADY_WITHDRAWN);
        withdrawn.when(new DeclineCase(Ground.CRIMINAL_MATTER, null, NOON)).thenRefused(ALREADY_WITHDRAWN);
    }

    @Test
    void nothingIsDoneWithACaseThatWasNeverRegistered() {
        UNKNOWN.when(new AcceptCase()).thenRefused(NO_SUCH_CASE);
        UNKNOWN.when(new DeclineCase(Ground.CRIMINAL_MATTER, null, NOON)).thenRefused(NO_SUCH_CASE);
        UNKNOWN.when(new WithdrawCase(words("和好"), NOON)).thenRefused(NO_SUCH_CASE);
    }

    @Test
    void beforeTheFirstVersionOfTheRulesNothingIsRegistered() {
        UNKNOWN.when(new RegisterCase(COMPLETE, HASH, Instant.parse("2020-01-01T00:00:00Z")))
                .thenRefused(NO_RULES_IN_FORCE);
        UNKNOWN.given(REGISTERED_OUTSIDE)
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

    @Test
    void aGroundOfPetitionsDeclinesNoOtherDispute() {
        var now = Instant.parse("2026-11-02T04:00:00Z");
        UNKNOWN.given(REGISTERED_OUTSIDE)
                .when(new DeclineCase(Ground.FINAL_AFTER_SECOND_REVIEW, null, now))
                .thenRefused(IntakeRefusal.GROUND_DOES_NOT_APPLY);
        UNKNOWN.given(REGISTERED_OUTSIDE)
                .when(new DeclineCase(Ground.CRIMINAL_MATTER, null, now))
                .then(new IntakeEvent.CaseDeclined(
                        Ground.CRIMINAL_MATTER, "刑事诉讼法 第十九条第一款、第一百一十条", Destination.POLICE, null));
    }
}
