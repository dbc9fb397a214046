package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.routing.model.Histories.ASSIGNED;
import static org.fengqiao.routing.model.Histories.BROUGHT;
import static org.fengqiao.routing.model.Histories.DESK;
import static org.fengqiao.routing.model.Histories.LATER;
import static org.fengqiao.routing.model.Histories.LEAK;
import static org.fengqiao.routing.model.Histories.MORNING;
import static org.fengqiao.routing.model.Histories.PARTIES;
import static org.fengqiao.routing.model.Histories.STREET;
import static org.fengqiao.routing.model.Histories.TRIAGED;
import static org.fengqiao.routing.model.Histories.TRIBUNAL;
import static org.fengqiao.routing.model.Histories.UNKNOWN;
import static org.fengqiao.routing.model.Histories.ZHAOTAN;
import static org.fengqiao.routing.model.Histories.assigned;
import static org.fengqiao.routing.model.Histories.claimed;
import static org.fengqiao.routing.model.Histories.retriaged;
import static org.fengqiao.routing.model.Histories.settled;
import static org.fengqiao.routing.model.Histories.taken;
import static org.fengqiao.routing.model.Histories.words;
import static org.fengqiao.routing.model.RoutingRefusal.NO_TABLE_IN_FORCE;
import static org.fengqiao.routing.model.RoutingRefusal.UNKNOWN_CATEGORY;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.kernel.value.Money;
import org.fengqiao.routing.model.RoutingCommand.OverruleTriage;
import org.fengqiao.routing.model.RoutingCommand.RecordFailure;
import org.fengqiao.routing.model.RoutingCommand.Told;
import org.fengqiao.routing.model.RoutingCommand.TriageCase;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseRetriaged;
import org.fengqiao.routing.model.RoutingEvent.Overruled;

/** The first judgement on a case, and every later one. */
class TriageDeciderTest {

    @Test
    void anAcceptedCaseIsJudgedAndGivenToItsStreetInOneDecision() {
        UNKNOWN.when(LEAK).then(TRIAGED, ASSIGNED);
    }

    @Test
    void aSmallDebtKnownAsSuchGoesStraightToTheTribunal() {
        var debt = new TriageCase(
                new TriageFacts("COURT", words("CONTRACT_DEBT"), words("借款不还"), Money.yuan("900"), null, BROUGHT),
                new Told(words("CONTRACT_DEBT"), words("借款不还")),
                ZHAOTAN,
                PARTIES,
                MORNING,
                MORNING);
        assertThat(UNKNOWN.when(debt).events().getLast()).isEqualTo(new CaseAssigned(1, TRIBUNAL, Path.COURT));
    }

    @Test
    void triagingTwiceRecordsNothing() {
        assigned().when(LEAK).thenNothing();
        settled().when(LEAK).thenNothing();
    }

    @Test
    void withoutATableInForceNothingIsJudged() {
        var early = new TriageCase(LEAK.facts(), LEAK.told(), ZHAOTAN, PARTIES, Instant.EPOCH, Instant.EPOCH);
        UNKNOWN.when(early).thenRefused(NO_TABLE_IN_FORCE);
        taken().when(new RecordFailure(1, RetriageCause.MEDIATION_FAILED, Instant.EPOCH))
                .thenRefused(NO_TABLE_IN_FORCE);
    }

    @Test
    void aPersonOverrulesTheTableWithAReason() {
        taken().when(new OverruleTriage(
                        "ENVIRONMENT", Complexity.COMPLEX, Risk.HIGH, Path.ADMINISTRATIVE, words("油烟扰民"), LATER))
                .then(
                        new CaseRetriaged(
                                RetriageCause.REQUESTED,
                                "ENVIRONMENT",
                                Complexity.COMPLEX,
                                Risk.HIGH,
                                Path.ADMINISTRATIVE,
                                Triage.BY_A_PERSON,
                                "2022-05",
                                List.of("overruled by a person"),
                                new Overruled(words("油烟扰民")),
                                LATER),
                        new CaseAssigned(2, "kundulun-environment", Path.ADMINISTRATIVE));
    }

    @Test
    void overrulingWithTheSameJudgementRecordsNothing() {
        assigned()
                .when(new OverruleTriage("NEIGHBOUR", Complexity.SIMPLE, Risk.LOW, Path.MEDIATION, words("同意"), LATER))
                .thenNothing();
    }

    @Test
    void aCategoryThatDoesNotExistIsRefused() {
        assigned()
                .when(new OverruleTriage("GHOSTS", Complexity.SIMPLE, Risk.LOW, Path.MEDIATION, words("?"), LATER))
                .thenRefused(UNKNOWN_CATEGORY);
    }

    @ParameterizedTest
    @EnumSource(names = {"MEDIATION_REFUSED", "MEDIATION_FAILED"})
    void aRefusedOrFailedMediationGoesToThePetitionDeskOfTheStreet(RetriageCause cause) {
        taken().when(new RecordFailure(1, cause, LATER))
                .then(
                        retriaged(
                                cause,
                                Complexity.SIMPLE,
                                Risk.LOW,
                                Path.PETITION,
                                "refused-or-failed-mediation-to-the-petition-agency"),
                        new CaseAssigned(2, DESK, Path.PETITION));
    }

    @Test
    void anUnconfirmedAgreementIsMediatedAgain() {
        taken().when(new RecordFailure(1, RetriageCause.CONFIRMATION_REFUSED, LATER))
                .then(
                        retriaged(
                                RetriageCause.CONFIRMATION_REFUSED,
                                Complexity.COMPLEX,
                                Risk.LOW,
                                Path.MEDIATION,
                                "unconfirmed-agreement-mediated-again"),
                        new CaseAssigned(2, STREET, Path.MEDIATION));
    }

    @Test
    void aCaseThatTheTribunalDismissesGoesToThePetitionDesk() {
        assigned()
                .given(
                        retriaged(RetriageCause.REQUESTED, Complexity.SIMPLE, Risk.LOW, Path.COURT, "same-way-again"),
                        new CaseAssigned(2, TRIBUNAL, Path.COURT),
                        claimed(2, TRIBUNAL, Path.COURT, Complexity.SIMPLE))
                .when(new RecordFailure(2, RetriageCause.FAST_TRACK_DISMISSED, LATER))
                .then(
                        retriaged(
                                RetriageCause.FAST_TRACK_DISMISSED,
                                Complexity.SIMPLE,
                                Risk.LOW,
                                Path.PETITION,
                                "dismissed-by-the-tribunal-to-the-petition-agency"),
                        new CaseAssigned(3, DESK, Path.PETITION));
    }
}
