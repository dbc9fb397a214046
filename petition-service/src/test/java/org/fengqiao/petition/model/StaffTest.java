package org.fengqiao.petition.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.petition.model.PetitionRefusal.*;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.petition.model.PetitionCommand.AskRecusal;
import org.fengqiao.petition.model.PetitionCommand.DecideRecusal;
import org.fengqiao.petition.model.PetitionCommand.NameAgent;
import org.fengqiao.petition.model.PetitionCommand.NameHandler;
import org.fengqiao.petition.model.PetitionCommand.PlanErrand;
import org.fengqiao.petition.model.PetitionCommand.RunErrand;
import org.fengqiao.petition.model.PetitionEvent.AgentNamed;
import org.fengqiao.petition.model.PetitionEvent.ErrandRun;
import org.fengqiao.petition.model.PetitionEvent.HandlerNamed;
import org.fengqiao.petition.model.PetitionEvent.PetitionDiscontinued;
import org.fengqiao.petition.model.PetitionEvent.RecusalAsked;
import org.fengqiao.petition.model.PetitionEvent.RecusalDecided;

/** People who run for the petitioner, handle the matter, or leave it to others (信访工作条例 art. 28). */
class StaffTest extends PetitionScenarios {

    static final LocalDate FRIDAY = LocalDate.parse("2024-03-08");

    static PlanErrand plan(String runner) {
        return new PlanErrand(CLERK, text("征收办"), text("查补偿档案"), runner, FRIDAY, NOON);
    }

    static RunErrand ran(int errand) {
        return new RunErrand(CLERK, errand, text("档案已调取"), text("送测绘"), NOON);
    }

    static ErrandRun run(int errand, String runner) {
        return new ErrandRun(2, errand, runner, text("档案已调取"), text("送测绘"), NOON);
    }

    static AskRecusal askRecusal(String person) {
        return new AskRecusal(CLERK, person, Recusal.Asker.PETITIONER, text("与对方系亲属"), NOON);
    }

    static RecusalAsked recusalAsked(int number, String person) {
        return new RecusalAsked(number, person, Recusal.Asker.PETITIONER, "zhao", text("与对方系亲属"), NOON);
    }

    static DecideRecusal decide(By by, boolean granted, String replacement) {
        return new DecideRecusal(by, 1, granted, replacement, NOON);
    }

    static final RecusalDecided REPLACED = new RecusalDecided(1, "ma", true, "qian", "head", NOON);

    @Test
    void whoClaimedTheCaseRunsForThePetitioner() {
        petition(OPENED).when(plan(null)).then(errand(1, "sun"));
        petition(OPENED, errand(1, "sun")).when(plan("li")).then(errand(2, "li"));
    }

    @Test
    void whatCameOfAnErrandIsToldOnce() {
        petition(OPENED, errand(1, "sun")).when(ran(1)).then(run(1, "sun"));
        petition(OPENED, errand(1, "sun"), run(1, "sun")).when(ran(1)).thenRefused(ERRAND_RUN);
        petition(OPENED, errand(1, "sun")).when(ran(2)).thenRefused(NO_SUCH_ERRAND);
    }

    @Test
    void nothingIsConcludedWhileErrandsAreStillToBeRun() {
        answered(errand(1, "sun")).when(CONCLUDE).thenRefused(ERRANDS_OPEN);
        answered(errand(1, "sun"), run(1, "sun")).when(CONCLUDE).then(CONCLUDED);
    }

    @Test
    void whoHandlesTheMatterIsNeverTheOneWhoRuns() {
        petition(OPENED)
                .when(new NameHandler(CLERK, "housing-bureau", "sun", NOON))
                .thenRefused(HANDLES_AND_RUNS);
        petition(OPENED, errand(1, "li"))
                .when(new NameHandler(CLERK, "housing-bureau", "li", NOON))
                .thenRefused(HANDLES_AND_RUNS);
        petition(OPENED, HANDLED).when(plan("ma")).thenRefused(HANDLES_AND_RUNS);
        petition(OPENED, HANDLED).when(new NameAgent(CLERK, "ma", NOON)).thenRefused(HANDLES_AND_RUNS);
        petition(OPENED)
                .when(new NameHandler(CLERK, "housing-bureau", "ma", NOON))
                .then(HANDLED);
        petition(OPENED, HANDLED)
                .when(new NameHandler(CLERK, "housing-bureau", "ma", NOON))
                .thenNothing();
        petition(OPENED, HANDLED)
                .when(new NameHandler(CLERK, "land-bureau", "wu", NOON))
                .then(new HandlerNamed("land-bureau", "wu", "zhao", NOON));
    }

    @Test
    void anotherAgentTakesOverTheErrandsThatAreOpen() {
        petition(OPENED).when(new NameAgent(CLERK, "sun", NOON)).thenNothing();
        var state = petition(OPENED, errand(1, "sun"), run(1, "sun"), errand(2, "sun"), errand(3, "li"))
                .when(new NameAgent(CLERK, "qian", NOON))
                .state();
        assertThat(state.matter().staffing().errands())
                .extracting(Errand::runner)
                .containsExactly("sun", "qian", "li");
        petition(OPENED, new AgentNamed("qian", "zhao", NOON)).when(plan(null)).then(errand(1, "qian"));
    }

    @Test
    void theNextUnitOfTheSameMatterRunsItsErrandsOn() {
        var state = petition(
                        OPENED,
                        HANDLED,
                        errand(1, "sun"),
                        new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.ESCALATED, NOON),
                        opened(3))
                .when(ran(1))
                .state();
        assertThat(state.matter().staffing().handling()).isNotNull();
        assertThat(state.matter().staffing().hasOpenErrands()).isFalse();
    }

    @Test
    void noOrganAnswersBeforeItIsNamed() {
        petition(OPENED, NOTIFIED, OPINION).when(REPLY).thenRefused(NO_HANDLER);
        petition(OPENED, NOTIFIED, judged(PetitionKind.LITIGATION))
                .when(reply(PetitionResult.LED_ON))
                .then(replied(PetitionResult.LED_ON, NOON));
    }

    // Recusal

    @Test
    void whoHasAnInterestIsReplacedByDecisionOfALeader() {
        petition(OPENED, HANDLED).when(askRecusal("ma")).then(recusalAsked(1, "ma"));
        petition(OPENED, HANDLED, recusalAsked(1, "ma"))
                .when(decide(LEADER, true, "qian"))
                .then(REPLACED);
        petition(OPENED, HANDLED, recusalAsked(1, "ma"), REPLACED)
                .when(decide(LEADER, true, "qian"))
                .thenNothing();
        petition(OPENED, HANDLED, recusalAsked(1, "ma"), REPLACED)
                .when(decide(LEADER, false, null))
                .thenRefused(RECUSAL_DECIDED);
    }

    @Test
    void aRecusalTakesEveryPartOfTheMatterFromThePerson() {
        var handler = petition(OPENED, HANDLED, recusalAsked(1, "ma"), REPLACED)
                .when(NOTIFY)
                .state();
        assertThat(handler.matter().staffing().handling()).isEqualTo(new Staffing.Handling("housing-bureau", "qian"));
        var agent = petition(OPENED, errand(1, "sun"), recusalAsked(1, "sun"))
                .when(decide(LEADER, true, "qian"))
                .state();
        assertThat(agent.matter().staffing().agent()).isEqualTo("qian");
        assertThat(agent.matter().staffing().errands())
                .extracting(Errand::runner)
                .containsExactly("qian");
        petition(OPENED, HANDLED, recusalAsked(1, "ma"), REPLACED)
                .when(new NameHandler(CLERK, "housing-bureau", "ma", NOON))
                .thenRefused(RECUSED);
        petition(OPENED, HANDLED, recusalAsked(1, "ma"), REPLACED)
                .when(plan("ma"))
                .thenRefused(RECUSED);
    }

    @Test
    void nobodyDecidesAboutThemselvesOrWhatTheyAskedFor() {
        var pending = petition(OPENED, HANDLED, recusalAsked(1, "ma"));
        pending.when(decide(CLERK, true, "qian")).thenRefused(DECIDES_ON_ONESELF);
        pending.when(decide(new By("ma", "housing-bureau"), false, null)).thenRefused(DECIDES_ON_ONESELF);
    }

    @Test
    void aGrantedRecusalNamesWhoTakesThePlaceAndKeepsThemApart() {
        var pending = petition(OPENED, HANDLED, recusalAsked(1, "ma"));
        pending.when(decide(LEADER, true, null)).thenRefused(REPLACEMENT_NEEDED);
        pending.when(decide(LEADER, false, "qian")).thenRefused(REPLACEMENT_NEEDED);
        pending.when(decide(LEADER, true, "ma")).thenRefused(REPLACEMENT_NEEDED);
        pending.when(decide(LEADER, true, "sun")).thenRefused(HANDLES_AND_RUNS);
        petition(OPENED, HANDLED, recusalAsked(1, "sun"))
                .when(decide(LEADER, true, "ma"))
                .thenRefused(HANDLES_AND_RUNS);
    }

    @Test
    void aRecusalIsOfSomebodyInTheMatterAndAskedForOnce() {
        petition(OPENED, HANDLED).when(askRecusal("nobody")).thenRefused(NOT_OF_THIS_MATTER);
        petition(OPENED, HANDLED, recusalAsked(1, "ma")).when(askRecusal("ma")).thenRefused(RECUSAL_ASKED_FOR);
        petition(OPENED, HANDLED).when(decide(LEADER, false, null)).thenRefused(NO_SUCH_RECUSAL);
    }

    @Test
    void nothingIsAnsweredWhileItIsOpenWhetherWhoHandlesItMay() {
        petition(OPENED, NOTIFIED, OPINION, HANDLED, recusalAsked(1, "ma"))
                .when(REPLY)
                .thenRefused(RECUSAL_PENDING);
        petition(OPENED, NOTIFIED, OPINION, HANDLED, recusalAsked(1, "ma"), REPLACED)
                .when(REPLY)
                .then(REPLIED);
        petition(OPENED, NOTIFIED, OPINION, HANDLED, recusalAsked(1, "sun"))
                .when(REPLY)
                .then(REPLIED);
    }

    @Test
    void nothingIsRunForACaseTheAgencyDoesNotHave() {
        for (var command : List.of(
                plan(null), ran(1), askRecusal("sun"), decide(LEADER, false, null), new NameAgent(CLERK, "li", NOON))) {
            petition().when(command).thenRefused(NO_SUCH_CASE);
            answered(CONCLUDED).when(command).thenRefused(ALREADY_CONCLUDED);
            petition(OPENED, new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.RETURNED, NOON))
                    .when(command)
                    .thenRefused(DISCONTINUED);
        }
    }
}
