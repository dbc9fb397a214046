package org.fengqiao.intake.model;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeEvent.AppointmentAnswered;
import org.fengqiao.intake.model.IntakeEvent.IncidentNoted;
import org.fengqiao.intake.model.IntakeEvent.MediationAppointed;
import org.fengqiao.intake.model.IntakeEvent.ObjectionDecided;
import org.fengqiao.intake.model.IntakeEvent.PetitionTransferred;
import org.fengqiao.intake.model.IntakeEvent.TransferObjected;

/**
 * Facts of the partners' trades: a court's appointment, the police's incident, a petition office's transfer, and what
 * belongs to the procuratorate. Each is null as long as there is none.
 *
 * @param stands whether the transfer can no longer be objected to
 * @param prosecution the procuratorate's trade
 * @param standings what court and petition office say of where the matter stands
 */
public record Trade(
        @Nullable MediationAppointed appointment,
        @Nullable AppointmentAnswered answer,
        @Nullable IncidentNoted incident,
        @Nullable PetitionTransferred transfer,
        @Nullable TransferObjected objection,
        @Nullable ObjectionDecided decision,
        boolean stands,
        Prosecution prosecution,
        Standings standings) {

    /** Returns the trade of a case of which nothing of the kind was told. */
    static Trade none() {
        return new Trade(null, null, null, null, null, null, false, Prosecution.none(), Standings.none());
    }

    Trade appointed(MediationAppointed e) {
        return new Trade(e, answer, incident, transfer, objection, decision, stands, prosecution, standings);
    }

    Trade answered(AppointmentAnswered e) {
        return new Trade(appointment, e, incident, transfer, objection, decision, stands, prosecution, standings);
    }

    Trade noted(IncidentNoted e) {
        return new Trade(appointment, answer, e, transfer, objection, decision, stands, prosecution, standings);
    }

    Trade transferred(PetitionTransferred e) {
        return new Trade(appointment, answer, incident, e, objection, decision, stands, prosecution, standings);
    }

    Trade objected(TransferObjected e) {
        return new Trade(appointment, answer, incident, transfer, e, decision, stands, prosecution, standings);
    }

    Trade decided(ObjectionDecided e) {
        return new Trade(appointment, answer, incident, transfer, objection, e, stands, prosecution, standings);
    }

    Trade standing() {
        return new Trade(appointment, answer, incident, transfer, objection, decision, true, prosecution, standings);
    }

    Trade with(Prosecution its) {
        return new Trade(appointment, answer, incident, transfer, objection, decision, stands, its, standings);
    }

    /** Returns the trade with what was asked and told of where the matter stands. */
    public Trade with(Standings told) {
        return new Trade(appointment, answer, incident, transfer, objection, decision, stands, prosecution, told);
    }
}
