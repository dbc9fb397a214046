package org.fengqiao.petition.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.eventstore.Consequence.cancelDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.meetDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.setDeadline;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.petition.PetitionService;
import org.fengqiao.petition.model.PetitionDecider;
import org.fengqiao.petition.model.Relief.Beneficiary;
import org.fengqiao.petition.model.ReliefBody;
import org.fengqiao.petition.model.ReliefEvent;
import org.fengqiao.petition.model.ReliefEvent.HelperAppointed;
import org.fengqiao.petition.model.ReliefEvent.ObjectionDecided;
import org.fengqiao.petition.model.ReliefEvent.ReliefApplied;
import org.fengqiao.petition.model.ReliefEvent.ReliefDecided;
import org.fengqiao.petition.model.ReliefEvent.ReliefDelivered;
import org.fengqiao.petition.model.ReliefEvent.ReliefFollowedUp;
import org.fengqiao.petition.model.ReliefEvent.ReliefObjected;
import org.fengqiao.petition.model.ReliefEvent.ReliefReferred;
import org.fengqiao.petition.model.ReliefEvent.ReliefWithdrawn;
import org.fengqiao.petition.model.ReliefEvent.WithdrawalCause;
import org.fengqiao.petition.model.ReliefForm;
import org.fengqiao.petition.model.ReliefGround;
import org.fengqiao.petition.model.ReliefKind;
import org.fengqiao.petition.model.ReliefRules;

class ReliefPolicyTest {

    static final UUID CASE = UUID.fromString("c0000000-0000-0000-0000-000000000001");
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    static final ReliefRules RULES = PetitionService.reliefRules();

    static PersonalText words(String text) {
        return PersonalText.of(SubjectId.ofCase(CASE), text);
    }

    static List<Consequence> follows(ReliefEvent event) {
        var state = new PetitionDecider(
                        new OfficialPetitionRules(LegalFiles.official().clock()), RULES)
                .initial();
        return new ReliefPolicy(RULES)
                .of(new Recorded<>(
                        CASE,
                        UUID.randomUUID(),
                        1,
                        event,
                        state,
                        state,
                        new Cause(Actor.system("petition"), NOON, CASE, null, null),
                        NOON));
    }

    static ReliefReferred referred(ReliefKind kind) {
        return new ReliefReferred(3, kind, ReliefBody.CIVIL_AFFAIRS, "民政局", NOON);
    }

    static DeadlineName name(String name) {
        return DeadlineName.parse(name);
    }

    @Test
    void anApplicationIsReferredInTimeAndTheInstitutionHasSevenDaysToDecide() {
        assertThat(follows(new ReliefApplied(
                        3,
                        ReliefKind.LEGAL_AID,
                        new Beneficiary("applicant-1", words("王某"), null),
                        ReliefGround.NO_MEANS,
                        true,
                        words("?"),
                        words("?"),
                        NOON)))
                .containsExactly(setDeadline(name("relief-referral-3"), "relief-referral", "relief-applied.v1", NOON));
        assertThat(follows(referred(ReliefKind.LEGAL_AID)))
                .containsExactly(
                        meetDeadline(name("relief-referral-3"), NOON),
                        setDeadline(name("relief-decision-3"), "legal-aid-decision", "relief-referred.v1", NOON));
        assertThat(follows(referred(ReliefKind.SOCIAL_ASSISTANCE)))
                .contains(
                        setDeadline(name("relief-decision-3"), "relief-decision-of-body", "relief-referred.v1", NOON));
    }

    @Test
    void whoGivesLegalAidIsAppointedWithinThreeDaysOfTheDecision() {
        assertThat(follows(new ReliefDecided(3, ReliefKind.LEGAL_AID, true, null, null, NOON)))
                .containsExactly(
                        meetDeadline(name("relief-decision-3"), NOON),
                        setDeadline(name("relief-appointment-3"), "legal-aid-appointment", "relief-decided.v1", NOON));
        assertThat(follows(new ReliefDecided(3, ReliefKind.LEGAL_AID, false, words("?"), null, NOON)))
                .containsExactly(meetDeadline(name("relief-decision-3"), NOON));
        assertThat(follows(new ReliefDecided(3, ReliefKind.COUNSELLING, true, null, null, NOON)))
                .hasSize(1);
        assertThat(follows(new HelperAppointed(3, words("张律师"), NOON)))
                .containsExactly(meetDeadline(name("relief-appointment-3"), NOON));
    }

    @Test
    void afterTheDeliveryTheBeneficiaryIsAskedAndReached() {
        assertThat(follows(new ReliefDelivered(
                        3, ReliefKind.COUNSELLING, ReliefForm.COUNSELLING, words("?"), null, false, NOON)))
                .contains(setDeadline(name("relief-follow-up-3"), "relief-follow-up", "relief-delivered.v1", NOON));
        assertThat(follows(new ReliefFollowedUp(3, null, null, NOON)))
                .as("who was not reached is still to be asked")
                .isEmpty();
        assertThat(follows(new ReliefFollowedUp(3, 4, null, NOON)))
                .containsExactly(meetDeadline(name("relief-follow-up-3"), NOON));
    }

    /** 法律援助法 art. 49. */
    @Test
    void theAuthorityDecidesOnAnObjectionWithinFiveDays() {
        assertThat(follows(new ReliefObjected(3, ReliefKind.LEGAL_AID, "区司法局", words("?"), NOON)))
                .containsExactly(
                        setDeadline(name("relief-objection-3"), "legal-aid-objection", "relief-objected.v1", NOON));
        assertThat(follows(new ObjectionDecided(3, ReliefKind.LEGAL_AID, true, null, List.of(), NOON)))
                .containsExactly(meetDeadline(name("relief-objection-3"), NOON));
    }

    @Test
    void whatIsTakenBackIsOwedNoMore() {
        assertThat(follows(new ReliefWithdrawn(3, ReliefKind.LEGAL_AID, WithdrawalCause.NOT_COMPLETED, null, NOON)))
                .containsExactly(
                        cancelDeadline(name("relief-referral-3"), "withdrawn", NOON),
                        cancelDeadline(name("relief-decision-3"), "withdrawn", NOON));
    }

    @ParameterizedTest
    @EnumSource
    void theTimesOfEachKindAreRulesThatTheEventStarts(ReliefKind kind) {
        var rules = LegalFiles.official().rules();
        var day = java.time.LocalDate.of(2024, 3, 1);
        var rule = RULES.of(kind, NOON).orElseThrow();
        assertThat(rules.inForce(rule.decision(), day).orElseThrow().starts()).contains("relief-referred.v1");
        if (rule.appointment() != null) {
            assertThat(rules.inForce(rule.appointment(), day).orElseThrow().starts())
                    .contains("relief-decided.v1");
        }
        if (rule.objection() != null) {
            assertThat(rules.inForce(rule.objection().decision(), day)
                            .orElseThrow()
                            .starts())
                    .contains("relief-objected.v1");
        }
    }
}
