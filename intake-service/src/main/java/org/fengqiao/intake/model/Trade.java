package org.fengqiao.intake.model;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeEvent.AppointmentAnswered;
import org.fengqiao.intake.model.IntakeEvent.IncidentNoted;
import org.fengqiao.intake.model.IntakeEvent.MediationAppointed;
import org.fengqiao.intake.model.IntakeEvent.ObjectionDecided;
import org.fengqiao.intake.model.IntakeEvent.PetitionTransferred;
import org.fengqiao.intake.model.IntakeEvent.TransferObjected;

/**
 * Facts of the trade of the partner that referred the case: a court's appointment, the police's incident, a
 * petition office's transfer. Each is null as long as there is none.
 *
 * @param stands whether the transfer can no longer be objected to
 */
public record Trade(
        @Nullable MediationAppointed appointment,
        @Nullable AppointmentAnswered answer,
        @Nullable IncidentNoted incident,
        @Nullable PetitionTransferred transfer,
        @Nullable TransferObjected objection,
        @Nullable ObjectionDecided decision,
        boolean stands) {

    /** Returns the trade of a case of which nothing of the kind was told. */
    static Trade none() {
        return new Trade(null, null, null, null, null, null, false);
    }

    Trade appointed(MediationAppointed e) {
        return new Trade(e, answer, incident, transfer, objection, decision, stands);
    }

    Trade answered(AppointmentAnswered e) {
        return new Trade(appointment, e, incident, transfer, objection, decision, stands);
    }

    Trade noted(IncidentNoted e) {
        return new Trade(appointment, answer, e, transfer, objection, decision, stands);
    }

    Trade transferred(PetitionTransferred e) {
        return new Trade(appointment, answer, incident, e, objection, decision, stands);
    }

    Trade objected(TransferObjected e) {
        return new Trade(appointment, answer, incident, transfer, e, decision, stands);
    }

    Trade decided(ObjectionDecided e) {
        return new Trade(appointment, answer, incident, transfer, objection, e, stands);
    }

    Trade standing() {
        return new Trade(appointment, answer, incident, transfer, objection, decision, true);
    }
}
