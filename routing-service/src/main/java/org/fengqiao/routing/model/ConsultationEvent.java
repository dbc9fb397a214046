package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.Consultation.Materials;
import org.fengqiao.routing.model.Consultation.Position;

/** Events of consultation: how a case is consulted on, and what is decided. */
public sealed interface ConsultationEvent extends RoutingEvent {

    /**
     * The rules propose a consultation; a person convenes it or says why not.
     *
     * @param causes those not proposed before
     * @param because why, one reason a line, without personal data
     * @param ruleVersion the version of the rules
     */
    record ConsultationProposed(
            List<ConsultationCause> causes, List<String> because, String ruleVersion, Instant proposedAt)
            implements ConsultationEvent {
        public ConsultationProposed {
            causes = List.copyOf(causes);
            because = List.copyOf(because);
        }
    }

    /**
     * A person decided that the case is not consulted on for what was proposed.
     *
     * @param reason why
     */
    record ConsultationWaived(
            List<ConsultationCause> causes,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant waivedAt) implements ConsultationEvent {
        public ConsultationWaived {
            causes = List.copyOf(causes);
        }
    }

    /**
     * A consultation was convened, by rule or by a person.
     *
     * @param consultation counts the consultations of the case from 1
     * @param because why, one reason a line, without personal data; empty if only a person wanted it
     * @param ruleVersion the version of the rules
     * @param chair the unit that leads it and answers for its time
     * @param units the units invited, the chair among them
     * @param experts the identifiers of the people invited for themselves
     * @param agenda what is to be decided; missing if a rule convened it
     * @param quorum how many opinions a conclusion needs; later rules do not change it
     * @param limit the rule of the legal clock that says how long it may take
     * @param holdsCase whether nobody gets the case until it is concluded
     * @param reconvenes the earlier consultation that it goes on with; missing if there is none
     */
    record ConsultationConvened(
            int consultation,
            List<ConsultationCause> causes,
            List<String> because,
            String ruleVersion,
            String chair,
            List<String> units,
            List<String> experts,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText agenda,
            Materials materials,
            Quorum quorum,
            String limit,
            boolean holdsCase,
            @Nullable Integer reconvenes,
            Instant convenedAt)
            implements ConsultationEvent {
        public ConsultationConvened {
            causes = List.copyOf(causes);
            because = List.copyOf(because);
            units = List.copyOf(units);
            experts = List.copyOf(experts);
        }
    }

    /**
     * Another rule holds while the case is consulted on: the consultation is about that, too.
     *
     * @param holdsCase whether nobody gets the case any more until it is concluded
     */
    record ConsultationCauseAdded(
            int consultation,
            List<ConsultationCause> causes,
            List<String> because,
            String ruleVersion,
            boolean holdsCase,
            Instant addedAt)
            implements ConsultationEvent {
        public ConsultationCauseAdded {
            causes = List.copyOf(causes);
            because = List.copyOf(because);
        }
    }

    /** More units or people were invited, or more materials named. */
    record ParticipantsInvited(
            int consultation, List<String> units, List<String> experts, Materials materials, Instant invitedAt)
            implements ConsultationEvent {
        public ParticipantsInvited {
            units = List.copyOf(units);
            experts = List.copyOf(experts);
        }
    }

    /**
     * Somebody declared an interest and takes no part any more; an opinion given before counts no longer.
     *
     * @param person who declared it
     * @param unit for which unit; missing for one invited as an expert
     * @param wholeUnit whether nobody of that unit takes part any more
     * @param reason which interest
     */
    record ParticipantRecused(
            int consultation,
            String person,
            @Nullable String unit,
            boolean wholeUnit,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant recusedAt)
            implements ConsultationEvent {}

    /**
     * Somebody invited gave an opinion in writing. A later one of the same unit or expert takes its place; both stay.
     *
     * @param opinion counts the opinions of the consultation from 1
     * @param person who wrote it
     * @param unit for which unit; missing for one invited as an expert
     * @param reasons the opinion in words
     */
    record OpinionRecorded(
            int consultation,
            int opinion,
            String person,
            @Nullable String unit,
            Position position,
            @Personal(PersonalKind.NARRATIVE) PersonalText reasons,
            Instant givenAt)
            implements ConsultationEvent {}

    /**
     * The consultation was concluded. The duties of its plan follow, and the assignment if another unit gets the case.
     *
     * @param chair the unit that led it
     * @param lead the unit that has the case from now on
     * @param supports the units that support it
     * @param path the path on which it goes on
     * @param reasons the conclusion in words
     * @param level how often it had gone one level up
     * @param opinions how many of those invited gave an opinion that counts
     * @param needed how many had to
     * @param dissenting the units and experts whose opinion dissents
     */
    record ConsultationConcluded(
            int consultation,
            String chair,
            String lead,
            List<String> supports,
            Path path,
            @Personal(PersonalKind.NARRATIVE) PersonalText reasons,
            int level,
            int opinions,
            int needed,
            List<String> dissenting,
            Instant concludedAt)
            implements ConsultationEvent {
        public ConsultationConcluded {
            supports = List.copyOf(supports);
            dissenting = List.copyOf(dissenting);
        }
    }

    /** The case was closed while it was consulted on, so nothing is left to conclude. */
    record ConsultationDiscontinued(int consultation, Instant discontinuedAt) implements ConsultationEvent {}

    /**
     * The consultation was not concluded in time and goes one level up.
     *
     * @param level counts from 1; what was convened is on level 0
     * @param from the unit that led it
     * @param to the unit that leads it from now on; missing if none is above, so that it stays overdue there
     */
    record ConsultationEscalated(
            int consultation,
            int level,
            String from,
            @Nullable String to) implements ConsultationEvent {}
}
