package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.routing.model.ApprovalRefusal.APPROVAL_DECIDED;
import static org.fengqiao.routing.model.ApprovalRefusal.APPROVAL_NOT_NEEDED;
import static org.fengqiao.routing.model.ApprovalRefusal.APPROVAL_PENDING;
import static org.fengqiao.routing.model.ApprovalRefusal.NOT_THE_LEADER;
import static org.fengqiao.routing.model.ApprovalRefusal.NO_SUCH_APPROVAL;
import static org.fengqiao.routing.model.ApprovalRefusal.OWN_REQUEST;
import static org.fengqiao.routing.model.Histories.CENTRE;
import static org.fengqiao.routing.model.Histories.LATER;
import static org.fengqiao.routing.model.Histories.STREET;
import static org.fengqiao.routing.model.Histories.TOLD;
import static org.fengqiao.routing.model.Histories.TRIAGED;
import static org.fengqiao.routing.model.Histories.TRIBUNAL;
import static org.fengqiao.routing.model.Histories.UNKNOWN;
import static org.fengqiao.routing.model.Histories.settled;
import static org.fengqiao.routing.model.Histories.taken;
import static org.fengqiao.routing.model.Histories.words;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ASSIGNED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_CLOSED;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.routing.model.ApprovalCommand.GrantApproval;
import org.fengqiao.routing.model.ApprovalCommand.RefuseApproval;
import org.fengqiao.routing.model.ApprovalCommand.RequestApproval;
import org.fengqiao.routing.model.ApprovalEvent.Act;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalGranted;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalRefused;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalRequested;
import org.fengqiao.routing.model.ConsultationPropertiesTest.Anybody;
import org.fengqiao.routing.model.RoutingCommand.WithdrawCase;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseReopened;
import org.fengqiao.routing.model.RoutingEvent.CaseRetriaged;
import org.fengqiao.routing.model.RoutingEvent.EvidenceNoted;

/** Approvals: one person asks, another one decides. */
class ApprovalDeciderTest {

    private static final ApprovalRequested REOPENING =
            new ApprovalRequested(1, Act.REOPENING, null, words("复查发现遗漏"), "zhang", LATER);
    private static final ApprovalRequested CLOSING =
            new ApprovalRequested(1, Act.CLOSING_WITHOUT_EVIDENCE, Outcome.AGREED, words("双方已当场履行"), "zhang", LATER);
    private static final ApprovalGranted GRANTED = new ApprovalGranted(1, "li", CENTRE, LATER);

    private static RequestApproval reopening() {
        return new RequestApproval(Act.REOPENING, null, words("复查发现遗漏"), "zhang", LATER);
    }

    private static RequestApproval closing(Outcome outcome) {
        return new RequestApproval(Act.CLOSING_WITHOUT_EVIDENCE, outcome, words("双方已当场履行"), "zhang", LATER);
    }

    private static GrantApproval grant(String by, String unit) {
        return new GrantApproval(1, by, unit, LATER);
    }

    private static RefuseApproval refuse(String by) {
        return new RefuseApproval(1, by, CENTRE, words("依据不足"), LATER);
    }

    @Test
    void aClosedCaseIsOpenedAgainWhenALeaderApproves() {
        settled().when(reopening()).then(REOPENING);
        assertThat(settled().given(REOPENING).when(grant("li", CENTRE)).events())
                .satisfiesExactly(
                        event -> assertThat(event).isEqualTo(GRANTED),
                        event -> assertThat(event)
                                .isEqualTo(new CaseReopened(1, RetriageCause.REQUESTED, words("复查发现遗漏"), null, LATER)),
                        event -> assertThat(event).isInstanceOf(CaseRetriaged.class),
                        event -> assertThat(event).isInstanceOf(CaseAssigned.class));
    }

    @Test
    void whatNothingProvesIsClosedWhenALeaderApproves() {
        taken().when(closing(Outcome.AGREED)).then(CLOSING);
        assertThat(taken().given(CLOSING).when(grant("li", CENTRE)).events())
                .satisfiesExactly(event -> assertThat(event).isEqualTo(GRANTED), event -> {
                    assertThat(event).isInstanceOf(CaseClosed.class);
                    var closed = (CaseClosed) event;
                    assertThat(closed.outcome()).isEqualTo(Outcome.AGREED);
                    assertThat(closed.evidence()).isEqualTo(new Evidence(Evidence.Kind.APPROVAL, null));
                    assertThat(closed.reason()).isEqualTo(words("双方已当场履行"));
                });
    }

    @Test
    void nobodyApprovesWhatTheyAskFor() {
        settled().given(REOPENING).when(grant("zhang", CENTRE)).thenRefused(OWN_REQUEST);
        settled().given(REOPENING).when(refuse("zhang")).thenRefused(OWN_REQUEST);
    }

    @Test
    void aLeaderDecidesForTheOwnUnitAndThoseBelow() {
        settled().given(REOPENING).when(grant("li", TRIBUNAL)).thenRefused(NOT_THE_LEADER);
        settled().given(REOPENING).when(grant("li", "")).thenRefused(NOT_THE_LEADER);
        assertThat(settled().given(REOPENING).when(grant("li", STREET)).events())
                .hasSize(4);
    }

    @Test
    void whatIsRefusedIsNotDoneAndCanBeAskedForAgain() {
        var refused = new ApprovalRefused(1, "li", CENTRE, words("依据不足"), LATER);
        settled().given(REOPENING).when(refuse("li")).then(refused);
        var after = settled().given(REOPENING, refused);
        after.when(refuse("li")).thenNothing();
        after.when(grant("li", CENTRE)).thenRefused(APPROVAL_DECIDED);
        after.when(reopening()).then(new ApprovalRequested(2, Act.REOPENING, null, words("复查发现遗漏"), "zhang", LATER));
    }

    @Test
    void theSameIsAskedForOnce() {
        settled().given(REOPENING).when(reopening()).thenRefused(APPROVAL_PENDING);
        taken().given(CLOSING).when(closing(Outcome.RELIEVED)).thenRefused(APPROVAL_PENDING);
    }

    @Test
    void whatHappenedMeanwhileNeedsNoApproval() {
        var withdrawn =
                taken().given(CLOSING).when(new WithdrawCase(TOLD, LATER)).events();
        var after = taken().given(CLOSING).given(withdrawn);
        after.when(grant("li", CENTRE)).thenRefused(APPROVAL_DECIDED);
        after.when(refuse("li")).thenRefused(APPROVAL_DECIDED);
        var granted = settled().given(REOPENING).when(grant("li", CENTRE)).events();
        settled().given(REOPENING).given(granted).when(grant("wang", CENTRE)).thenNothing();
    }

    @Test
    void onlyWhatIsNotProvedIsApproved() {
        taken().given(new EvidenceNoted(new Evidence(Evidence.Kind.AGREEMENT, TOLD)))
                .when(closing(Outcome.AGREED))
                .thenRefused(APPROVAL_NOT_NEEDED);
        taken().when(closing(Outcome.MERGED)).thenRefused(APPROVAL_NOT_NEEDED);
        assertThat(taken().when(closing(Outcome.WITHDRAWN)).events()).hasSize(1);
    }

    /** Whatever people ask for, in whatever order: what needs two people has two, and nothing moot stays pending. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void nothingThatNeedsAnApprovalIsDoneByOne(int seed) {
        var decider = new RoutingDecider(Histories.under(Histories.CONSULTATIONS));
        var approved = 0;
        for (var history = 0; history < 300; history++) {
            var anybody = new Anybody(new Random(seed * 1_000L + history));
            RoutingCase state = decider.initial();
            for (var step = 0; step < 80; step++) {
                var command = step == 0
                        ? anybody.first(false)
                        : anybody.random().nextInt(4) == 0 ? anybody.approval() : anybody.command();
                if (decider.decide(command, state) instanceof Accepted<RoutingEvent>(var events)) {
                    var asked = state.oversight().approvals();
                    var granted = events.stream()
                            .filter(ApprovalGranted.class::isInstance)
                            .map(ApprovalGranted.class::cast)
                            .toList();
                    assertThat(granted)
                            .allSatisfy(one -> assertThat(one.by())
                                    .isNotEqualTo(asked.find(one.approval())
                                            .orElseThrow()
                                            .requested()
                                            .by()));
                    assertThat(events.stream()
                                    .filter(ApprovalDeciderTest::needsAnApproval)
                                    .count())
                            .isEqualTo(granted.size());
                    approved += granted.size();
                    for (var event : events) {
                        state = decider.evolve(state, event);
                    }
                }
                var moot = state instanceof RoutingCase.Ended ? Act.CLOSING_WITHOUT_EVIDENCE : Act.REOPENING;
                assertThat(state.oversight().approvals().pending())
                        .extracting(ApprovalRequested::act)
                        .doesNotContain(moot)
                        .doesNotHaveDuplicates();
            }
        }
        assertThat(approved).as("the histories are no empty talk").isGreaterThan(20);
    }

    private static boolean needsAnApproval(RoutingEvent event) {
        return event instanceof CaseReopened reopened && reopened.cause() == RetriageCause.REQUESTED
                || event instanceof CaseClosed closed && closed.evidence().kind() == Evidence.Kind.APPROVAL;
    }

    @Test
    void nothingIsAskedForThatDoesNotFit() {
        taken().when(reopening()).thenRefused(NOT_CLOSED);
        settled().when(closing(Outcome.AGREED)).thenRefused(CLOSED);
        UNKNOWN.given(TRIAGED).when(closing(Outcome.AGREED)).thenRefused(NOT_ASSIGNED);
        settled().when(grant("li", CENTRE)).thenRefused(NO_SUCH_APPROVAL);
        settled().when(refuse("li")).thenRefused(NO_SUCH_APPROVAL);
    }
}
