package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.routing.model.Histories.ASSIGNED;
import static org.fengqiao.routing.model.Histories.CENTRE;
import static org.fengqiao.routing.model.Histories.CLAIMED;
import static org.fengqiao.routing.model.Histories.LATER;
import static org.fengqiao.routing.model.Histories.LEAK;
import static org.fengqiao.routing.model.Histories.MORNING;
import static org.fengqiao.routing.model.Histories.SOON;
import static org.fengqiao.routing.model.Histories.STREET;
import static org.fengqiao.routing.model.Histories.TOLD;
import static org.fengqiao.routing.model.Histories.TRIAGED;
import static org.fengqiao.routing.model.Histories.UNKNOWN;
import static org.fengqiao.routing.model.Histories.satisfied;
import static org.fengqiao.routing.model.Histories.settled;
import static org.fengqiao.routing.model.Histories.taken;
import static org.fengqiao.routing.model.Histories.words;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ASSIGNED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_CLAIMED;
import static org.fengqiao.routing.model.RoutingRefusal.NO_SUCH_CASE;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.fengqiao.routing.model.RoutingCommand.AssignCase;
import org.fengqiao.routing.model.RoutingCommand.ClaimCase;
import org.fengqiao.routing.model.RoutingCommand.CloseCase;
import org.fengqiao.routing.model.RoutingCommand.EscalateCase;
import org.fengqiao.routing.model.RoutingCommand.EscalateUnclaimed;
import org.fengqiao.routing.model.RoutingCommand.NoteAgreement;
import org.fengqiao.routing.model.RoutingCommand.NoteDelivery;
import org.fengqiao.routing.model.RoutingCommand.OverruleTriage;
import org.fengqiao.routing.model.RoutingCommand.RecordBreach;
import org.fengqiao.routing.model.RoutingCommand.RecordConclusion;
import org.fengqiao.routing.model.RoutingCommand.RecordFailure;
import org.fengqiao.routing.model.RoutingCommand.RecordHandling;
import org.fengqiao.routing.model.RoutingCommand.RecordPerformance;
import org.fengqiao.routing.model.RoutingCommand.RequestDispatchAgain;
import org.fengqiao.routing.model.RoutingCommand.ReturnCase;
import org.fengqiao.routing.model.RoutingCommand.TakeOverCase;
import org.fengqiao.routing.model.RoutingCommand.WithdrawCase;
import org.fengqiao.routing.model.RoutingEvent.CaseVerified;

/** The decisions that are the same for every slice. */
class RoutingDeciderTest {

    static Stream<RoutingCommand.Instruction> instructions() {
        return Stream.of(
                new OverruleTriage("OTHER", Complexity.SIMPLE, Risk.LOW, Path.MEDIATION, words("?"), LATER),
                new AssignCase(CENTRE, LATER),
                new ClaimCase(STREET, null, STREET, "zhang", MORNING),
                new ReturnCase(null, words("?"), null, SOON),
                new EscalateCase(null, words("?")),
                new TakeOverCase(CENTRE, words("?")),
                new RecordHandling(null, words("?"), LATER),
                new CloseCase(Outcome.MERGED, TOLD, words("?"), LATER),
                new ApprovalCommand.RequestApproval(
                        ApprovalEvent.Act.CLOSING_WITHOUT_EVIDENCE, Outcome.AGREED, words("?"), "zhang", LATER));
    }

    static Stream<RoutingCommand.News> news() {
        return Stream.of(
                new EscalateUnclaimed(1),
                new RequestDispatchAgain(1),
                new RecordConclusion(1, Outcome.AGREED, TOLD, LATER),
                new NoteAgreement(TOLD),
                new NoteDelivery(TOLD),
                new RecordFailure(1, RetriageCause.MEDIATION_FAILED, LATER),
                new WithdrawCase(TOLD, LATER),
                satisfied(1, 0),
                new RecordPerformance(0, LATER),
                new RecordBreach(LATER));
    }

    @ParameterizedTest
    @MethodSource("instructions")
    void nobodyDoesAnythingWithACaseThatRoutingDoesNotKnow(RoutingCommand instruction) {
        UNKNOWN.when(instruction).thenRefused(NO_SUCH_CASE);
    }

    @ParameterizedTest
    @MethodSource("news")
    void newsOfACaseThatRoutingDoesNotKnowIsNoTrouble(RoutingCommand news) {
        UNKNOWN.when(news).thenNothing();
    }

    @ParameterizedTest
    @MethodSource("instructions")
    void aClosedCaseIsOnlyReopened(RoutingCommand instruction) {
        settled().when(instruction).thenRefused(CLOSED);
        settled().given(new CaseVerified(1, LATER)).when(instruction).thenRefused(CLOSED);
    }

    @Test
    void betweenTwoUnitsNobodyCanActForOne() {
        var between = UNKNOWN.given(TRIAGED);
        between.when(new ClaimCase(STREET, null, STREET, "zhang", MORNING)).thenRefused(NOT_ASSIGNED);
        between.when(new ReturnCase(null, words("?"), null, SOON)).thenRefused(NOT_ASSIGNED);
        between.when(new EscalateCase(null, words("?"))).thenRefused(NOT_ASSIGNED);
        between.when(new TakeOverCase(CENTRE, words("?"))).thenRefused(NOT_ASSIGNED);
        between.when(new CloseCase(Outcome.MERGED, TOLD, words("?"), LATER)).thenRefused(NOT_ASSIGNED);
        between.when(new RecordHandling(null, words("?"), LATER)).thenRefused(NOT_CLAIMED);
        between.when(new AssignCase(STREET, LATER)).then(ASSIGNED);
    }

    @Test
    void aHistoryThatDoesNotBeginWithATriageIsNotRead() {
        assertThatThrownBy(() -> UNKNOWN.given(ASSIGNED).when(LEAK)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> taken().given(new CaseVerified(1, LATER)).when(LEAK))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesAndWordsOfThePartiesAreNotPrinted() {
        assertThat(LEAK + "" + TRIAGED + CLAIMED).doesNotContain("李某", "王某", "漏水");
    }
}
