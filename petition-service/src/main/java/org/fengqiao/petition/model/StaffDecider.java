package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.petition.model.PetitionRefusal.*;

import java.util.Objects;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.petition.model.Agency.Concluded;
import org.fengqiao.petition.model.Agency.Discontinued;
import org.fengqiao.petition.model.Agency.NotOpened;
import org.fengqiao.petition.model.Agency.Open;
import org.fengqiao.petition.model.PetitionCommand.AskRecusal;
import org.fengqiao.petition.model.PetitionCommand.DecideRecusal;
import org.fengqiao.petition.model.PetitionCommand.NameAgent;
import org.fengqiao.petition.model.PetitionCommand.NameHandler;
import org.fengqiao.petition.model.PetitionCommand.PlanErrand;
import org.fengqiao.petition.model.PetitionCommand.RunErrand;
import org.fengqiao.petition.model.PetitionCommand.StaffCommand;
import org.fengqiao.petition.model.PetitionEvent.AgentNamed;
import org.fengqiao.petition.model.PetitionEvent.ErrandPlanned;
import org.fengqiao.petition.model.PetitionEvent.ErrandRun;
import org.fengqiao.petition.model.PetitionEvent.HandlerNamed;
import org.fengqiao.petition.model.PetitionEvent.RecusalAsked;
import org.fengqiao.petition.model.PetitionEvent.RecusalDecided;
import org.fengqiao.petition.model.PetitionEvent.StaffEvent;
import org.fengqiao.petition.model.Staffing.Handling;

/**
 * Decisions about the people of the staff: who runs for the petitioner (全程替跑), who handles the matter, and who leaves
 * it to others for an interest (信访工作条例 art. 28).
 */
final class StaffDecider {

    Decision<PetitionEvent> decide(StaffCommand command, Petition state) {
        return switch (state.agency()) {
            case NotOpened _ -> refuse(NO_SUCH_CASE);
            case Discontinued _ -> refuse(DISCONTINUED);
            case Concluded _ -> refuse(ALREADY_CONCLUDED);
            case Open p -> decide(command, p.opening().custody(), state.matter());
        };
    }

    private static Decision<PetitionEvent> decide(StaffCommand command, int custody, Matter matter) {
        var staffing = matter.staffing();
        return switch (command) {
            case NameHandler c -> nameHandler(c, matter);
            case NameAgent c ->
                c.agent().equals(staffing.agent())
                        ? alreadyTrue()
                        : TAKING_ON.judge(
                                new Taking(c.agent(), staffing),
                                () -> accept(new AgentNamed(c.agent(), c.by().person(), c.at())));
            case PlanErrand c -> plan(c, custody, matter);
            case RunErrand c -> run(c, staffing);
            case AskRecusal c -> ask(c, staffing);
            case DecideRecusal c -> decide(c, staffing);
        };
    }

    /** Somebody who is to run for the petitioner from now on. */
    private record Taking(String person, Staffing staffing) {}

    private static final Condition<Taking> TAKING_ON = inOrder(
            require(one -> !one.staffing().isRecused(one.person()), RECUSED),
            require(one -> !one.staffing().isHandledBy(one.person()), HANDLES_AND_RUNS));

    private static Decision<PetitionEvent> nameHandler(NameHandler c, Matter matter) {
        var staffing = matter.staffing();
        if (new Handling(c.organ(), c.handler()).equals(staffing.handling())) {
            return alreadyTrue();
        }
        if (matter.accuses(c.organ())) {
            return refuse(ACCUSED_HANDLES_IT);
        }
        if (staffing.isRecused(c.handler())) {
            return refuse(RECUSED);
        }
        return staffing.isRunBy(c.handler())
                ? refuse(HANDLES_AND_RUNS)
                : accept(new HandlerNamed(c.organ(), c.handler(), c.by().person(), c.at()));
    }

    private static Decision<PetitionEvent> plan(PlanErrand c, int custody, Matter matter) {
        if (matter.barredBy() != null) {
            return refuse(FINAL_AFTER_SECOND_REVIEW);
        }
        var staffing = matter.staffing();
        var runner = Objects.requireNonNullElse(c.runner(), staffing.agent());
        return TAKING_ON.judge(
                new Taking(runner, staffing),
                () -> accept(new ErrandPlanned(
                        custody, staffing.errands().size() + 1, c.where(), c.what(), runner, c.dueOn(), c.at())));
    }

    private static Decision<PetitionEvent> run(RunErrand c, Staffing staffing) {
        return staffing.errand(c.errand())
                .map(errand -> errand.isOpen()
                        ? Decision.<PetitionEvent>accept(new ErrandRun(
                                errand.custody(), errand.errand(), errand.runner(), c.answer(), c.next(), c.at()))
                        : Decision.<PetitionEvent>refuse(ERRAND_RUN))
                .orElseGet(() -> refuse(NO_SUCH_ERRAND));
    }

    private static Decision<PetitionEvent> ask(AskRecusal c, Staffing staffing) {
        if (!staffing.isRunBy(c.person()) && !staffing.isHandledBy(c.person())) {
            return refuse(NOT_OF_THIS_MATTER);
        }
        return staffing.openAbout(c.person()).isPresent()
                ? refuse(RECUSAL_ASKED_FOR)
                : accept(new RecusalAsked(
                        staffing.recusals().size() + 1, c.person(), c.askedBy(), c.by().person(), c.reason(), c.at()));
    }

    private static Decision<PetitionEvent> decide(DecideRecusal c, Staffing staffing) {
        return staffing.recusal(c.recusal())
                .map(recusal -> decide(c, recusal, staffing))
                .orElseGet(() -> refuse(NO_SUCH_RECUSAL));
    }

    private record Judging(DecideRecusal decision, Recusal recusal, Staffing staffing) {

        private boolean isOfAnother() {
            var leader = decision.by().person();
            return !leader.equals(recusal.person()) && !leader.equals(recusal.enteredBy());
        }

        private boolean namesWhoTakesThePlace() {
            return decision.granted() == (decision.replacement() != null)
                    && !recusal.person().equals(decision.replacement());
        }

        private boolean isReplacedByNobodyRecused() {
            return decision.replacement() == null || !staffing.isRecused(decision.replacement());
        }

        private boolean keepsThemApart() {
            var other = decision.replacement();
            return other == null
                    || !(staffing.isHandledBy(recusal.person()) && staffing.isRunBy(other)
                            || staffing.isRunBy(recusal.person()) && staffing.isHandledBy(other));
        }
    }

    private static final Condition<Judging> JUDGING = inOrder(
            require(Judging::isOfAnother, DECIDES_ON_ONESELF),
            require(Judging::namesWhoTakesThePlace, REPLACEMENT_NEEDED),
            require(Judging::isReplacedByNobodyRecused, RECUSED),
            require(Judging::keepsThemApart, HANDLES_AND_RUNS));

    private static Decision<PetitionEvent> decide(DecideRecusal c, Recusal recusal, Staffing staffing) {
        if (recusal.ruling() instanceof Recusal.Ruling ruling) {
            return ruling.granted() == c.granted() && Objects.equals(ruling.replacement(), c.replacement())
                    ? alreadyTrue()
                    : refuse(RECUSAL_DECIDED);
        }
        return JUDGING.judge(
                new Judging(c, recusal, staffing),
                () -> accept(new RecusalDecided(
                        recusal.recusal(), recusal.person(), c.granted(), c.replacement(), c.by().person(), c.at())));
    }

    private record Step(Agency state, StaffEvent event) {}

    Petition evolve(Petition state, StaffEvent event) {
        return switch (new Step(state.agency(), event)) {
            case Step(Open _, StaffEvent e) ->
                state.with(state.matter().with(evolve(state.matter().staffing(), e)));
            case Step(NotOpened _, StaffEvent _), Step(Concluded _, StaffEvent _), Step(Discontinued _, StaffEvent _) ->
                throw state.cannotBeFollowedBy(event);
        };
    }

    private static Staffing evolve(Staffing staffing, StaffEvent event) {
        return switch (event) {
            case HandlerNamed e -> staffing.handledBy(new Handling(e.organ(), e.handler()));
            case AgentNamed e -> staffing.runBy(e.agent());
            case ErrandPlanned e ->
                staffing.with(new Errand(
                        e.custody(), e.errand(), e.where(), e.what(), e.runner(), e.dueOn(), e.plannedAt(), null));
            case ErrandRun e -> staffing.ran(e.errand(), new Errand.Outcome(e.answer(), e.next(), e.ranAt()));
            case RecusalAsked e ->
                staffing.with(new Recusal(
                        e.recusal(), e.person(), e.askedBy(), e.enteredBy(), e.reason(), e.askedAt(), null));
            case RecusalDecided e ->
                staffing.decided(
                        e.recusal(), new Recusal.Ruling(e.granted(), e.replacement(), e.decidedBy(), e.decidedAt()));
        };
    }
}
