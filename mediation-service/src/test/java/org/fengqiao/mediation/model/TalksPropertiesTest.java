package org.fengqiao.mediation.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.mediation.model.MediationCommand.ApplyForConfirmation;
import org.fengqiao.mediation.model.MediationCommand.AppointMediator;
import org.fengqiao.mediation.model.MediationCommand.ChallengeMediator;
import org.fengqiao.mediation.model.MediationCommand.DecideChallenge;
import org.fengqiao.mediation.model.MediationCommand.ExcuseObligation;
import org.fengqiao.mediation.model.MediationCommand.MoveSession;
import org.fengqiao.mediation.model.MediationCommand.NoteNeeds;
import org.fengqiao.mediation.model.MediationCommand.RecordBreach;
import org.fengqiao.mediation.model.MediationCommand.RecordConsent;
import org.fengqiao.mediation.model.MediationCommand.RecordPayment;
import org.fengqiao.mediation.model.MediationCommand.RecordPerformance;
import org.fengqiao.mediation.model.MediationCommand.RecordSession;
import org.fengqiao.mediation.model.MediationCommand.ReportFailure;
import org.fengqiao.mediation.model.MediationCommand.ScheduleSession;
import org.fengqiao.mediation.model.MediationCommand.SignAgreement;
import org.fengqiao.mediation.model.MediationCommand.WithdrawApplication;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;
import org.fengqiao.mediation.model.MediationEvent.SessionScheduled;
import org.fengqiao.mediation.model.Proceeding.Underway;
import org.fengqiao.mediation.model.SessionOutcome.Held;

/** Talks, whatever people do in whatever order. */
class TalksPropertiesTest extends MediationScenarios {

    private static final MediationDecider DECIDER = new MediationDecider(RULES);

    @Provide
    Arbitrary<List<MediationCommand>> whateverPeopleDo() {
        return Arbitraries.<MediationCommand>of(
                        new RecordConsent("applicant-1", true, NOON),
                        new RecordConsent("respondent-1", true, NOON),
                        new RecordConsent("respondent-1", false, NOON),
                        new ScheduleSession(NOON, NOON.plusSeconds(3600), "2", null),
                        new ScheduleSession(NOON, NOON.plusSeconds(3600), null, List.of("applicant-1")),
                        new MoveSession(1, NOON, NOON.plusSeconds(1800), null, NOON),
                        new RecordSession(1, new Held(List.of()), NOON),
                        new NoteNeeds("applicant-1", List.of(), true, NOON),
                        new NoteNeeds("applicant-1", List.of(), false, NOON),
                        new ChallengeMediator("respondent-1", words("his cousin"), NOON),
                        new DecideChallenge(true, NOON),
                        new DecideChallenge(false, NOON),
                        new AppointMediator("qian", Selection.CHOSEN_BY_PARTIES),
                        paper(true, false),
                        paper(false, false),
                        paper(true, true),
                        new ReportFailure(words("no trust"), NOON),
                        new ApplyForConfirmation(CASE, BOTH, null, NOON),
                        new WithdrawApplication(CASE, "applicant-1", NOON),
                        GRANT,
                        new RecordPerformance(1, FIRST_OF_MARCH, NOON),
                        new RecordPayment(1, Money.yuan("400.00"), FIRST_OF_MARCH, NOON),
                        new RecordBreach(1, words("not paid")),
                        new ExcuseObligation(2, words("let go"), NOON))
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 1000)
    void nothingIsRecordedThatCannotHaveHappened(@ForAll("whateverPeopleDo") List<MediationCommand> commands) {
        var state = DECIDER.replay(List.of(OPENED, FILE_TOLD));
        for (var command : commands) {
            for (var event : events(DECIDER.decide(command, state))) {
                if (event instanceof AgreementSigned || event instanceof SessionScheduled) {
                    assertThat(state.proceeding()).isInstanceOfSatisfying(Underway.class, talking -> {
                        assertThat(talking.talks().areUnquestioned()).isTrue();
                        assertThat(talking.talks().haveAMediator()).isTrue();
                    });
                }
                state = DECIDER.evolve(state, event);
            }
            assertThat(state.obligations().outstanding()).isEqualTo(owed(state));
        }
    }

    private static int owed(Mediation state) {
        return (int) state.agreed().stream()
                .filter(obligation -> state.nextDueOn(obligation).isPresent())
                .count();
    }

    private static List<MediationEvent> events(Decision<MediationEvent> decision) {
        return switch (decision) {
            case Decision.Accepted<MediationEvent>(var events) -> events;
            case Decision.Refused<MediationEvent> _ -> List.of();
        };
    }

    private static SignAgreement paper(boolean whole, boolean confirmation) {
        return new SignAgreement(
                AgreementForm.WRITTEN,
                whole,
                words("terms"),
                List.of(new Undertaking(
                        "respondent-1",
                        "applicant-1",
                        words("pay"),
                        Money.yuan("1200.00"),
                        LocalDate.of(2024, 4, 1),
                        null,
                        null)),
                BOTH,
                confirmation,
                null,
                List.of(),
                List.of(),
                NOON);
    }
}
