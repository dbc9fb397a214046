package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.routing.model.ConsultationDeciderTest.TODAY;
import static org.fengqiao.routing.model.ConsultationDeciderTest.concluded;
import static org.fengqiao.routing.model.ConsultationDeciderTest.heard;
import static org.fengqiao.routing.model.ConsultationDeciderTest.stateAfter;
import static org.fengqiao.routing.model.ConsultationDeciderTest.taken;
import static org.fengqiao.routing.model.DutyRefusal.DUTY_ALREADY_CLAIMED;
import static org.fengqiao.routing.model.DutyRefusal.DUTY_CANCELLED;
import static org.fengqiao.routing.model.DutyRefusal.DUTY_DONE;
import static org.fengqiao.routing.model.DutyRefusal.DUTY_NOT_CLAIMED;
import static org.fengqiao.routing.model.DutyRefusal.DUTY_OF_A_PLAN;
import static org.fengqiao.routing.model.DutyRefusal.DUTY_RETURNED;
import static org.fengqiao.routing.model.DutyRefusal.LEADS_THE_CASE;
import static org.fengqiao.routing.model.DutyRefusal.NOT_THE_LEAD;
import static org.fengqiao.routing.model.DutyRefusal.NOT_YOUR_DUTY;
import static org.fengqiao.routing.model.DutyRefusal.NO_SUCH_DUTY;
import static org.fengqiao.routing.model.Histories.AGREED;
import static org.fengqiao.routing.model.Histories.CENTRE;
import static org.fengqiao.routing.model.Histories.LATER;
import static org.fengqiao.routing.model.Histories.SOON;
import static org.fengqiao.routing.model.Histories.STREET;
import static org.fengqiao.routing.model.Histories.TOLD;
import static org.fengqiao.routing.model.Histories.TRIBUNAL;
import static org.fengqiao.routing.model.Histories.words;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.DUE_DAY_OUT_OF_RANGE;
import static org.fengqiao.routing.model.RoutingRefusal.HAS_AN_INTEREST;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ASSIGNED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ON_STAFF;
import static org.fengqiao.routing.model.RoutingRefusal.OF_THE_DISPUTING_SIDE;
import static org.fengqiao.routing.model.RoutingRefusal.UNKNOWN_UNIT;
import static org.fengqiao.routing.model.RoutingRefusal.WORKER_OF_ANOTHER_UNIT;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.routing.model.Consultation.DisputingSide;
import org.fengqiao.routing.model.DutyCommand.ClaimDuty;
import org.fengqiao.routing.model.DutyCommand.CompleteDuty;
import org.fengqiao.routing.model.DutyCommand.DropDuty;
import org.fengqiao.routing.model.DutyCommand.EscalateDuty;
import org.fengqiao.routing.model.DutyCommand.HandOverDuty;
import org.fengqiao.routing.model.DutyCommand.NameSupport;
import org.fengqiao.routing.model.DutyCommand.ReturnDuty;
import org.fengqiao.routing.model.DutyEvent.DutyAssigned;
import org.fengqiao.routing.model.DutyEvent.DutyCancellation;
import org.fengqiao.routing.model.DutyEvent.DutyCancelled;
import org.fengqiao.routing.model.DutyEvent.DutyClaimed;
import org.fengqiao.routing.model.DutyEvent.DutyDone;
import org.fengqiao.routing.model.DutyEvent.DutyEscalated;
import org.fengqiao.routing.model.DutyEvent.DutyHandedOver;
import org.fengqiao.routing.model.DutyEvent.DutyReturn;
import org.fengqiao.routing.model.DutyEvent.DutyReturned;
import org.fengqiao.routing.model.RoutingCommand.AssignCase;
import org.fengqiao.routing.model.RoutingCommand.EscalateCase;
import org.fengqiao.routing.model.RoutingCommand.RecordFailure;
import org.fengqiao.routing.model.RoutingCommand.ReturnCase;
import org.fengqiao.routing.model.RoutingCommand.WithdrawCase;
import org.fengqiao.routing.model.RoutingCommand.WithdrawFromCase;

/** Joint handling: what a unit beside the lead has to do, and who of it has that in hand. */
class DutyDeciderTest {

    static final String POLICE = "kundulun-police";
    static final LocalDate DAY = TODAY.plusDays(10);
    static final DutyAssigned STEP = new DutyAssigned(1, 1, POLICE, words("核查噪声"), DAY, 10, LATER);
    static final DutyAssigned ASKED = new DutyAssigned(1, null, STREET, POLICE, words("核查噪声"), DAY, 10, LATER);
    static final DutyClaimed CLAIMED = new DutyClaimed(1, POLICE, "li", LATER);
    static final DutyReturned RETURNED = new DutyReturned(1, POLICE, 1, DutyReturn.REFUSED, words("无此职权"), LATER);
    static final DutyDone DONE = new DutyDone(1, POLICE, "li", words("已核查"), LATER);

    /** The street leads the case, and a plan asks something of the police. */
    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> planned() {
        return heard().given(concluded(STREET, List.of(POLICE), Path.MEDIATION), STEP);
    }

    /** The street leads the case, and asks something of the police. */
    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> asked() {
        return taken().given(ASKED);
    }

    static NameSupport support(String by, String unit) {
        return new NameSupport(by, unit, words("核查噪声"), DAY, null, DisputingSide.UNKNOWN, TODAY, LATER);
    }

    static NameSupport instead(String by, int duty) {
        return new NameSupport(by, TRIBUNAL, words("核查噪声"), DAY, duty, DisputingSide.UNKNOWN, TODAY, LATER);
    }

    static ClaimDuty claim(String by, String worker) {
        return new ClaimDuty(by, null, 1, worker, DisputingSide.UNKNOWN, LATER);
    }

    static HandOverDuty handOver(String to) {
        return new HandOverDuty(POLICE, null, 1, to, words("换岗"), DisputingSide.UNKNOWN, LATER);
    }

    static CompleteDuty done(String by) {
        return new CompleteDuty(1, by, words("已核查"), LATER);
    }

    static ReturnDuty giveBack(String by) {
        return new ReturnDuty(by, 1, words("无此职权"), LATER);
    }

    static DropDuty drop(String by) {
        return new DropDuty(by, 1, words("已无必要"), LATER);
    }

    static DutyCancelled cancelled(DutyCancellation cause) {
        return new DutyCancelled(1, cause, LATER);
    }

    @Nested
    class Support {

        @Test
        void theLeadNamesAUnitAndSaysWhatItIsAskedFor() {
            taken().when(support(STREET, POLICE)).then(ASKED);
            taken().when(support(null, POLICE)).then(ASKED);
            taken().when(support(CENTRE, POLICE)).thenRefused(NOT_THE_LEAD);
            assertThat(stateAfter(asked()).oversight().duties().supporting(STREET))
                    .containsExactly(POLICE);
        }

        @Test
        void itIsAnotherUnitThatExistsAndHasNoInterest() {
            taken().when(support(STREET, "nobody")).thenRefused(UNKNOWN_UNIT);
            taken().when(support(STREET, STREET)).thenRefused(LEADS_THE_CASE);
            taken().when(new NameSupport(
                            STREET,
                            POLICE,
                            words("?"),
                            DAY,
                            null,
                            new DisputingSide(Set.of(POLICE), Set.of()),
                            TODAY,
                            LATER))
                    .thenRefused(OF_THE_DISPUTING_SIDE);
            taken().given(taken().when(new WithdrawFromCase("li", POLICE, true, words("?"), LATER))
                            .events())
                    .when(support(STREET, POLICE))
                    .thenRefused(HAS_AN_INTEREST);
        }

        @Test
        void itHasTheDaysThatTheRulesAllow() {
            for (var wrong : List.of(TODAY, TODAY.minusDays(1), TODAY.plusDays(181))) {
                taken().when(new NameSupport(
                                STREET, POLICE, words("?"), wrong, null, DisputingSide.UNKNOWN, TODAY, LATER))
                        .thenRefused(DUE_DAY_OUT_OF_RANGE);
            }
        }

        @Test
        void aCaseThatNobodyLeadsHasNone() {
            ConsultationDeciderTest.settled().when(support(null, POLICE)).thenRefused(CLOSED);
            var circling = ConsultationDeciderTest.roundInCircles();
            circling.given(circling.when(ConsultationDeciderTest.THIRD).events())
                    .when(support(null, POLICE))
                    .thenRefused(NOT_ASSIGNED);
        }

        @Test
        void theLeadNamesAnotherUnitInsteadOrDropsWhatItAskedFor() {
            asked().when(instead(STREET, 1))
                    .then(
                            cancelled(DutyCancellation.REPLACED),
                            new DutyAssigned(2, null, STREET, TRIBUNAL, words("核查噪声"), DAY, 10, LATER));
            var dropped = new DutyCancelled(1, DutyCancellation.DROPPED, words("已无必要"), LATER);
            asked().when(drop(STREET)).then(dropped);
            asked().given(dropped).when(drop(STREET)).thenNothing();
            asked().when(drop(CENTRE)).thenRefused(NOT_THE_LEAD);
            asked().when(instead(STREET, 2)).thenRefused(NO_SUCH_DUTY);
            asked().given(dropped).when(instead(STREET, 1)).thenRefused(DUTY_CANCELLED);
            asked().given(CLAIMED, DONE).when(drop(STREET)).thenRefused(DUTY_DONE);
            asked().given(CLAIMED, DONE).when(instead(STREET, 1)).thenRefused(DUTY_DONE);
        }

        @Test
        void whatAPlanSaysTheLeadReplacesOnlyWhenItWasGivenBack() {
            planned().when(drop(STREET)).thenRefused(DUTY_OF_A_PLAN);
            planned().given(CLAIMED).when(instead(STREET, 1)).thenRefused(DUTY_OF_A_PLAN);
            assertThat(planned().when(drop(null)).events()).hasSize(1);
            assertThat(planned().given(RETURNED).when(drop(STREET)).events()).hasSize(1);
            planned()
                    .given(RETURNED)
                    .when(instead(STREET, 1))
                    .then(
                            cancelled(DutyCancellation.REPLACED),
                            new DutyAssigned(2, 1, TRIBUNAL, words("核查噪声"), DAY, 10, LATER));
        }
    }

    @Nested
    class InHand {

        @Test
        void somebodyOfTheUnitClaimsIt() {
            planned().when(claim(POLICE, "li")).then(CLAIMED);
            planned().when(claim(null, "li")).then(CLAIMED);
            planned().when(claim(STREET, "zhang")).thenRefused(NOT_YOUR_DUTY);
            planned().given(CLAIMED).when(claim(POLICE, "li")).thenNothing();
            planned().given(CLAIMED).when(claim(POLICE, "zhao")).thenRefused(DUTY_ALREADY_CLAIMED);
            planned()
                    .when(new ClaimDuty(POLICE, null, 2, "li", DisputingSide.UNKNOWN, LATER))
                    .thenRefused(NO_SUCH_DUTY);
        }

        @Test
        void nobodyOfAnotherUnitOrOfTheDisputingSideHasItInHand() {
            var elsewhere = Histories.SITUATION.staff().of(STREET).getFirst().id();
            planned().when(claim(POLICE, elsewhere)).thenRefused(WORKER_OF_ANOTHER_UNIT);
            planned().given(CLAIMED).when(handOver(elsewhere)).thenRefused(WORKER_OF_ANOTHER_UNIT);
            planned()
                    .when(new ClaimDuty(POLICE, null, 1, "li", new DisputingSide(Set.of(), Set.of("li")), LATER))
                    .thenRefused(OF_THE_DISPUTING_SIDE);
            var withdrawn = planned()
                    .given(planned()
                            .when(new WithdrawFromCase("li", POLICE, false, words("?"), LATER))
                            .events());
            withdrawn.when(claim(POLICE, "li")).thenRefused(HAS_AN_INTEREST);
            withdrawn.when(claim(POLICE, "zhao")).then(new DutyClaimed(1, POLICE, "zhao", LATER));
        }

        @Test
        void whoeverIsOnNoUnitsStaffNeitherGivesItAwayNorHasItInHand() {
            for (var by : List.of("li", POLICE + "-1")) {
                for (var to : List.of("li", POLICE + "-1")) {
                    var claim = planned().when(new ClaimDuty(POLICE, by, 1, to, DisputingSide.UNKNOWN, LATER));
                    var handOver = planned()
                            .given(new DutyClaimed(1, POLICE, POLICE + "-2", LATER))
                            .when(new HandOverDuty(POLICE, by, 1, to, words("换岗"), DisputingSide.UNKNOWN, LATER));
                    if (by.equals("li") || to.equals("li")) {
                        claim.thenRefused(NOT_ON_STAFF);
                        handOver.thenRefused(NOT_ON_STAFF);
                    } else {
                        claim.then(new DutyClaimed(1, POLICE, to, LATER));
                        handOver.then(new DutyHandedOver(1, POLICE, POLICE + "-2", to, words("换岗"), LATER));
                    }
                }
            }
        }

        @Test
        void itIsHandedOverToAnotherPersonOfTheUnit() {
            planned()
                    .given(CLAIMED)
                    .when(handOver("zhao"))
                    .then(new DutyHandedOver(1, POLICE, "li", "zhao", words("换岗"), LATER));
            planned().given(CLAIMED).when(handOver("li")).thenNothing();
            planned().when(handOver("li")).thenRefused(DUTY_NOT_CLAIMED);
            planned().given(RETURNED).when(handOver("li")).thenRefused(DUTY_RETURNED);
            planned().given(CLAIMED, DONE).when(handOver("zhao")).thenRefused(DUTY_DONE);
        }

        @Test
        void whoHasItInHandDoesItOnce() {
            planned().given(CLAIMED).when(done(POLICE)).then(DONE);
            planned().given(CLAIMED).when(done(null)).then(DONE);
            planned().given(CLAIMED).when(done(STREET)).thenRefused(NOT_YOUR_DUTY);
            planned().when(done(POLICE)).thenRefused(DUTY_NOT_CLAIMED);
            planned().given(CLAIMED, DONE).when(done(POLICE)).thenNothing();
            planned().given(CLAIMED, DONE).when(claim(POLICE, "li")).thenRefused(DUTY_DONE);
            planned().given(RETURNED).when(done(POLICE)).thenRefused(DUTY_RETURNED);
            planned()
                    .given(cancelled(DutyCancellation.SUPERSEDED))
                    .when(done(POLICE))
                    .thenRefused(DUTY_CANCELLED);
        }

        @Test
        void theUnitGivesItBackWithAReason() {
            planned().when(giveBack(POLICE)).then(RETURNED);
            planned().given(CLAIMED).when(giveBack(POLICE)).then(RETURNED);
            planned().given(RETURNED).when(giveBack(POLICE)).thenNothing();
            planned().when(giveBack(STREET)).thenRefused(NOT_YOUR_DUTY);
            planned().given(CLAIMED, DONE).when(giveBack(POLICE)).thenRefused(DUTY_DONE);
            planned().given(RETURNED).when(claim(POLICE, "li")).thenRefused(DUTY_RETURNED);
            assertThat(stateAfter(planned().given(RETURNED))
                            .oversight()
                            .duties()
                            .supporting(STREET))
                    .as("who gave it back supports nobody")
                    .isEmpty();
        }
    }

    @Nested
    class Time {

        @Test
        void whatNobodyClaimsGoesUpAndAtTheTopIsAskedForAgain() {
            var up = new DutyEscalated(1, 1, POLICE, CENTRE);
            planned().when(new EscalateDuty(1, 0)).then(up);
            planned().given(up).when(new EscalateDuty(1, 0)).thenNothing();
            var again = new DutyEscalated(1, 2, CENTRE, null);
            planned().given(up).when(new EscalateDuty(1, 1)).then(again);
            planned().given(up, again).when(new EscalateDuty(1, 2)).then(new DutyEscalated(1, 3, CENTRE, null));
            planned().given(up).when(claim(POLICE, "li")).then(CLAIMED);
            planned().given(CLAIMED).when(new EscalateDuty(1, 0)).thenNothing();
            planned().when(new EscalateDuty(2, 0)).thenNothing();
        }

        @Test
        void whatTheLeadLeavesLyingGoesUpFromTheLead() {
            planned().given(RETURNED).when(new EscalateDuty(1, 0)).thenNothing();
            planned().given(RETURNED).when(new EscalateDuty(1, 1)).then(new DutyEscalated(1, 2, STREET, CENTRE));
        }
    }

    @Nested
    class WithTheCase {

        @Test
        void aPlanIsOwedOnWhenTheCaseIsClosedUnlessNothingIsLeftToDo() {
            planned().given(AGREED).when(claim(POLICE, "li")).then(CLAIMED);
            planned().given(CLAIMED, AGREED).when(done(POLICE)).then(DONE);
            var withdrawn = planned().when(new WithdrawCase(TOLD, LATER));
            assertThat(withdrawn.events()).hasSize(2).last().isEqualTo(cancelled(DutyCancellation.CASE_ENDED));
            planned().given(withdrawn.events()).when(done(POLICE)).thenRefused(DUTY_CANCELLED);
        }

        @Test
        void whatTheLeadAskedForEndsWithTheCase() {
            assertThat(asked().when(new RoutingCommand.RecordConclusion(1, Outcome.AGREED, TOLD, LATER))
                            .events())
                    .last()
                    .isEqualTo(cancelled(DutyCancellation.CASE_ENDED));
        }

        @Test
        void itEndsWhenTheLeadGivesTheCaseBackOrItGoesToAnotherAndNotWhenItGoesUp() {
            var released = cancelled(DutyCancellation.LEAD_CHANGED);
            assertThat(asked().when(new ReturnCase(STREET, words("?"), null, SOON))
                            .events())
                    .contains(new DutyCancelled(1, DutyCancellation.LEAD_CHANGED, SOON));
            assertThat(asked().when(new RecordFailure(1, RetriageCause.MEDIATION_FAILED, LATER))
                            .events())
                    .contains(released);
            assertThat(asked().when(new WithdrawFromCase("zhang", STREET, true, words("?"), LATER))
                            .events())
                    .contains(released);
            var other = "kundulun-shaoxianlu-centre";
            assertThat(asked().when(new AssignCase(other, LATER)).events()).contains(released);
            assertThat(asked().when(new AssignCase(CENTRE, LATER)).events()).doesNotContain(released);
            assertThat(asked().when(new EscalateCase(STREET, words("?"))).events())
                    .doesNotContain(released);
            assertThat(planned().when(new AssignCase(other, LATER)).events())
                    .as("a plan is a plan, whoever has the case")
                    .doesNotContain(released);
        }

        @Test
        void whoTurnsOutToHaveAnInterestHasNothingToDoAnyMore() {
            var givenUp = new DutyReturned(1, POLICE, 1, DutyReturn.INTEREST, null, LATER);
            var person = new WithdrawFromCase("li", POLICE, false, words("?"), LATER);
            assertThat(planned().given(CLAIMED).when(person).events()).contains(givenUp);
            assertThat(planned().when(person).events()).doesNotContain(givenUp);
            assertThat(planned()
                            .when(new WithdrawFromCase("li", POLICE, true, words("?"), LATER))
                            .events())
                    .contains(givenUp);
        }
    }
}
