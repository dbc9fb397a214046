package org.fengqiao.intake.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.CaseKind;
import org.fengqiao.intake.model.Channel;
import org.fengqiao.intake.model.GivenNumbers;
import org.fengqiao.intake.model.Ground;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCommand.RegisterCase;
import org.fengqiao.intake.model.IntakeDecider;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeEvent.StandingAsked;
import org.fengqiao.intake.model.IntakeEvent.StandingTold;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.Partner;
import org.fengqiao.intake.model.Person;
import org.fengqiao.intake.model.ReconciliationRules;
import org.fengqiao.intake.model.Registration;
import org.fengqiao.intake.model.RepeatRules;
import org.fengqiao.intake.model.Standings;
import org.fengqiao.intake.model.Standings.Standing;
import org.fengqiao.intake.model.UrgencyRules;
import org.fengqiao.intake.policy.AdmissionGuard.Pending;
import org.fengqiao.intake.policy.AdmissionGuard.Sign;
import org.fengqiao.intake.policy.AdmissionGuard.Speaks;
import org.fengqiao.intake.policy.AdmissionGuard.Weighed;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Place;

/** Grounds to decline: what speaks for each, and which of them applies. */
class AdmissionGuardTest {

    static final UUID CASE = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91");
    static final UUID OTHER = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad92");
    static final Instant NOON = Instant.parse("2026-11-02T04:00:00Z");
    static final IntakeRules RULES = DataFile.read("intake-rules.yaml", IntakeRules.class);
    static final IntakeRules.Version NEWEST = RULES.versions().getLast();

    static Registered waiting(Channel channel, String district) {
        var subject = SubjectId.ofCase(CASE);
        var decider = new IntakeDecider(
                RULES,
                DataFile.read("repeat-rules.yaml", RepeatRules.class),
                DataFile.read("urgency-rules.yaml", UrgencyRules.class),
                DataFile.read("reconciliation-rules.yaml", ReconciliationRules.class));
        var told = new Registration(
                channel,
                List.of(Person.named(
                        new SubjectId(OTHER), "李某", GivenNumbers.phone("13900000001"), LocalDate.of(2026, 11, 2))),
                List.of(),
                PersonalText.of(subject, "楼上漏水"),
                null,
                null,
                null,
                new Place(district, null, null, null, false),
                null,
                null,
                null,
                null);
        IntakeCase state = decider.initial();
        if (decider.decide(new RegisterCase(told, "5f".repeat(32), NOON), state)
                instanceof Decision.Accepted<IntakeEvent>(var events)) {
            for (var event : events) {
                state = decider.evolve(state, event);
            }
        }
        return state.asRegistered();
    }

    static Map<Ground, Weighed> weigh(Registered state, String account, Pending... pending) {
        return AdmissionGuard.weigh(state, account, List.of(pending), NEWEST).stream()
                .collect(Collectors.toMap(one -> one.ground().code(), one -> one));
    }

    @Test
    void aPlaceOutsideSpeaksForAnotherCentre() {
        var weighed = weigh(waiting(Channel.WINDOW, "东河区"), "楼上漏水,双方争执很久").get(Ground.OUTSIDE_JURISDICTION);
        assertThat(weighed.speaksFor()).extracting(Speaks::sign).containsExactly(Sign.PLACE_OUTSIDE);
        assertThat(weigh(waiting(Channel.WINDOW, "昆都仑区"), "楼上漏水,双方争执很久")
                        .get(Ground.OUTSIDE_JURISDICTION)
                        .speaksFor())
                .isEmpty();
    }

    @Test
    void wordsOfTheAccountSpeakForWhatTheRulesNameThemFor() {
        var weighed = weigh(waiting(Channel.WINDOW, "昆都仑区"), "对方打成轻伤,我已起诉到法院");
        assertThat(weighed.get(Ground.IN_LITIGATION_OR_ARBITRATION).speaksFor())
                .containsExactly(new Speaks(Sign.WORD_TOLD, null, null, "已起诉", null));
        assertThat(weighed.get(Ground.CRIMINAL_MATTER).speaksFor())
                .containsExactly(new Speaks(Sign.WORD_TOLD, null, null, "轻伤", null));
    }

    @Test
    void whatIsPendingHereSpeaksForTheSameMatterButOnlyAPetitionIsDeclinedForIt() {
        var pending = new Pending(OTHER, 84);
        var petition = weigh(waiting(Channel.PETITION_OFFICE, "昆都仑区"), "楼上漏水,双方争执很久", pending);
        assertThat(petition.get(Ground.ALREADY_ACCEPTED).applies()).isTrue();
        assertThat(petition.get(Ground.ALREADY_ACCEPTED).speaksFor())
                .containsExactly(new Speaks(Sign.SAME_PARTIES_HERE, OTHER, 84, null, null));
        var dispute = weigh(waiting(Channel.WINDOW, "昆都仑区"), "楼上漏水,双方争执很久", pending);
        assertThat(dispute.get(Ground.ALREADY_ACCEPTED).applies()).isFalse();
        assertThat(dispute.get(Ground.FINAL_AFTER_SECOND_REVIEW).applies()).isFalse();
    }

    private static Registered told(Partner partner, Standing standing) {
        var id = CASE + "/standing/1";
        return waiting(Channel.PETITION_OFFICE, "昆都仑区")
                .trading(trade -> trade.with(new Standings(List.of(new Standings.Inquiry(
                        new StandingAsked(partner, id, 1, NOON),
                        new StandingTold(partner, id, 1, standing, "(2026)内0203民初17号", NOON))))));
    }

    private static List<Ground> spokenFor(Registered state) {
        return weigh(state, "楼上漏水,双方争执很久").values().stream()
                .filter(one ->
                        one.speaksFor().stream().anyMatch(speaks -> "(2026)内0203民初17号".equals(speaks.document())))
                .map(one -> one.ground().code())
                .toList();
    }

    @Test
    void whatCourtAndPetitionOfficeSaySpeaksForTheGroundItIs() {
        assertThat(spokenFor(told(Partner.COURT, Standing.PENDING)))
                .containsExactly(Ground.IN_LITIGATION_OR_ARBITRATION);
        assertThat(spokenFor(told(Partner.COURT, Standing.FINAL))).containsExactly(Ground.IN_LITIGATION_OR_ARBITRATION);
        assertThat(spokenFor(told(Partner.PETITION_OFFICE, Standing.PENDING))).containsExactly(Ground.ALREADY_ACCEPTED);
        assertThat(spokenFor(told(Partner.PETITION_OFFICE, Standing.FINAL)))
                .containsExactly(Ground.FINAL_AFTER_SECOND_REVIEW);
        assertThat(spokenFor(told(Partner.COURT, Standing.NONE))).isEmpty();
    }

    @Test
    void aTextThatCannotBeOpenedSpeaksForNothing() {
        assertThat(weigh(waiting(Channel.WINDOW, "昆都仑区"), "").values())
                .allSatisfy(weighed -> assertThat(weighed.speaksFor()).isEmpty());
    }

    @Test
    void everyArticleThatWasReadIsNamed() {
        assertThat(NEWEST.grounds()).allSatisfy(ground -> {
            if (ground.verified()) {
                assertThat(ground.article()).isNotBlank();
            }
            assertThat(ground.kinds()).isNotEmpty().isSubsetOf(CaseKind.values());
        });
    }
}
