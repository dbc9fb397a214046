package org.fengqiao.routing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.Consultation.DisputingSide;
import org.fengqiao.routing.model.Consultation.Materials;
import org.fengqiao.routing.model.Consultation.Participant;
import org.fengqiao.routing.model.Consultation.Position;
import org.fengqiao.routing.model.RoutingCommand.Instruction;
import org.fengqiao.routing.model.RoutingCommand.News;

/** Commands of consultation: convening, opinions and conclusion. */
public sealed interface ConsultationCommand extends RoutingCommand {

    /** Commands of consultation that a person gives. */
    sealed interface ByAPerson extends ConsultationCommand, Instruction {}

    /**
     * A person convenes a consultation.
     *
     * @param cause {@link ConsultationCause#LEADERS_WISH} or {@link ConsultationCause#REQUESTED}; what is proposed is
     *     added
     * @param by who convenes it; leads it if the person's unit is one that can hold cases
     * @param agenda what is to be decided
     * @param units the units invited beside the chair; empty for those that the rules name
     * @param experts the identifiers of the people invited for themselves
     * @param at when: chooses the rules in force
     */
    record ConveneConsultation(
            ConsultationCause cause,
            Participant by,
            PersonalText agenda,
            List<String> units,
            List<String> experts,
            Materials materials,
            DisputingSide disputing,
            Instant at)
            implements ByAPerson {
        public ConveneConsultation {
            units = List.copyOf(units);
            experts = List.copyOf(experts);
        }
    }

    /**
     * A consultation that ended is gone on with by a new one, with the same members unless others are named.
     *
     * @param consultation the one that ended
     * @param units the units invited beside the chair; empty for those of before
     * @param experts empty for those of before, if no units are named either
     */
    record ReconveneConsultation(
            int consultation,
            Participant by,
            PersonalText agenda,
            List<String> units,
            List<String> experts,
            Materials materials,
            DisputingSide disputing,
            Instant at)
            implements ByAPerson {
        public ReconveneConsultation {
            units = List.copyOf(units);
            experts = List.copyOf(experts);
        }
    }

    /** A person decides not to consult on what is proposed. */
    record WaiveConsultation(PersonalText reason, Instant at) implements ByAPerson {}

    /** More units or people are invited, or more materials named. */
    record InviteToConsultation(
            int consultation,
            List<String> units,
            List<String> experts,
            Materials materials,
            DisputingSide disputing,
            Instant at)
            implements ByAPerson {
        public InviteToConsultation {
            units = List.copyOf(units);
            experts = List.copyOf(experts);
        }
    }

    /**
     * Somebody invited declares an interest.
     *
     * @param wholeUnit whether it is the unit's, so that nobody of it takes part
     * @param reason which interest
     */
    record DeclareInterest(int consultation, Participant by, boolean wholeUnit, PersonalText reason, Instant at)
            implements ByAPerson {}

    /** Somebody invited gives an opinion in writing. */
    record RecordOpinion(
            int consultation,
            Participant by,
            Position position,
            PersonalText reasons,
            DisputingSide disputing,
            Instant at)
            implements ByAPerson {}

    /**
     * A leader or dispatcher concludes the consultation.
     *
     * @param lead the unit that gets the case
     * @param supports the units that support it; each has a step of the plan
     * @param path the path on which the case goes on; missing for the one it is on
     * @param reasons the conclusion in words
     * @param steps the plan
     * @param today the day of {@code at}, from which the days of the steps are counted
     */
    record ConcludeConsultation(
            int consultation,
            Participant by,
            String lead,
            List<String> supports,
            @Nullable Path path,
            PersonalText reasons,
            List<Step> steps,
            DisputingSide disputing,
            LocalDate today,
            Instant at)
            implements ByAPerson {
        public ConcludeConsultation {
            supports = List.copyOf(supports);
            steps = List.copyOf(steps);
        }
    }

    /**
     * Step of a plan.
     *
     * @param what what is to be done
     * @param unit which unit does it
     * @param dueOn the last day on which it is in time
     */
    record Step(PersonalText what, String unit, LocalDate dueOn) {}

    /**
     * The time to conclude has run out.
     *
     * @param level how often the consultation had gone one level up when the time began
     */
    record EscalateConsultation(int consultation, int level) implements ConsultationCommand, News {}
}
