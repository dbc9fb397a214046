package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.RECEIVED;
import static org.fengqiao.intake.model.Histories.REFERRAL_ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.REGISTERED_INCOMPLETE_REFERRAL;
import static org.fengqiao.intake.model.Histories.REGISTERED_REFERRAL;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.Histories.words;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.IntakeCommand.AppointMediation;
import org.fengqiao.intake.model.IntakeCommand.BeginAppointedMediation;
import org.fengqiao.intake.model.IntakeCommand.DecideObjection;
import org.fengqiao.intake.model.IntakeCommand.DeclineAppointment;
import org.fengqiao.intake.model.IntakeCommand.LetTransferStand;
import org.fengqiao.intake.model.IntakeCommand.NoteIncident;
import org.fengqiao.intake.model.IntakeCommand.ObjectToTransfer;
import org.fengqiao.intake.model.IntakeCommand.TransferPetition;
import org.fengqiao.intake.model.IntakeEvent.AppointmentAnswered;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.IncidentNoted;
import org.fengqiao.intake.model.IntakeEvent.MediationAppointed;
import org.fengqiao.intake.model.IntakeEvent.ObjectionDecided;
import org.fengqiao.intake.model.IntakeEvent.PetitionTransferred;
import org.fengqiao.intake.model.IntakeEvent.TransferObjected;
import org.fengqiao.intake.model.IntakeEvent.TransferStands;
import org.fengqiao.kernel.decision.DeciderScenario;

/** Facts of the trade of one partner alone. */
class TradeDeciderTest {

    static final String REFERENCE = "110-20240301-7";
    static final DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> WAITING =
            UNKNOWN.given(RECEIVED, REGISTERED_INCOMPLETE_REFERRAL);
    static final DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> ACCEPTED =
            UNKNOWN.given(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE);
    static final DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> DECLINED =
            WAITING.given(new CaseDeclined(Ground.CRIMINAL_MATTER, null, Destination.POLICE, REFERENCE));
    static final DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> WITHDRAWN =
            WAITING.given(new CaseWithdrawn(words("和好")));

    // ---- the court

    static AppointMediation appoint(Procedure procedure) {
        return new AppointMediation(REFERENCE, "(2024)内0203诉前调17号", procedure, NOON);
    }

    static MediationAppointed appointed(Procedure procedure) {
        return new MediationAppointed(REFERENCE, "(2024)内0203诉前调17号", procedure, NOON);
    }

    static AppointmentAnswered answered(ReferralDecision decision) {
        return new AppointmentAnswered(
                REFERENCE, decision, decision == ReferralDecision.DECLINED ? words("超出调解范围") : null, NOON);
    }

    @Test
    void theCourtAppointsOnceAndAgainWhenTheProcedureChanges() {
        ACCEPTED.when(appoint(Procedure.SUMMARY)).then(appointed(Procedure.SUMMARY));
        WAITING.when(appoint(Procedure.SUMMARY)).then(appointed(Procedure.SUMMARY));
        var appointed = ACCEPTED.given(appointed(Procedure.SUMMARY));
        appointed.when(appoint(Procedure.SUMMARY)).thenNothing();
        appointed.when(appoint(Procedure.ORDINARY)).then(appointed(Procedure.ORDINARY));
        UNKNOWN.when(appoint(Procedure.SUMMARY)).thenRefused(IntakeRefusal.NO_SUCH_CASE);
        DECLINED.when(appoint(Procedure.SUMMARY)).thenRefused(IntakeRefusal.ALREADY_DECLINED);
        WITHDRAWN.when(appoint(Procedure.SUMMARY)).thenRefused(IntakeRefusal.ALREADY_WITHDRAWN);
    }

    @Test
    void aMediationThatBeginsAcceptsTheAppointmentOnce() {
        var begun = new BeginAppointedMediation(NOON);
        var appointed = ACCEPTED.given(appointed(Procedure.SUMMARY));
        appointed.when(begun).then(answered(ReferralDecision.ACCEPTED));
        appointed.given(answered(ReferralDecision.ACCEPTED)).when(begun).thenNothing();
        ACCEPTED.when(begun).thenNothing();
        UNKNOWN.when(begun).thenNothing();
    }

    @Test
    void aClerkDeclinesAnAppointmentWithAReasonUntilItIsAnswered() {
        var decline = new DeclineAppointment(words("超出调解范围"), NOON);
        var appointed = ACCEPTED.given(appointed(Procedure.SUMMARY));
        appointed.when(decline).then(answered(ReferralDecision.DECLINED));
        appointed
                .given(answered(ReferralDecision.ACCEPTED))
                .when(decline)
                .thenRefused(IntakeRefusal.APPOINTMENT_ANSWERED);
        ACCEPTED.when(decline).thenRefused(IntakeRefusal.NOT_APPOINTED);
        UNKNOWN.when(decline).thenRefused(IntakeRefusal.NO_SUCH_CASE);
    }

    // ---- the police

    static NoteIncident note(String number, IncidentKind kind) {
        return new NoteIncident(REFERENCE, number, kind, words("轻微伤"), NOON);
    }

    @Test
    void anIncidentIsNotedOnceAndNotContradicted() {
        var noted = new IncidentNoted(REFERENCE, "J17", IncidentKind.PUBLIC_ORDER, words("轻微伤"), NOON);
        ACCEPTED.when(note("J17", IncidentKind.PUBLIC_ORDER)).then(noted);
        WAITING.when(note("J17", IncidentKind.PUBLIC_ORDER)).then(noted);
        var known = ACCEPTED.given(noted);
        known.when(note("J17", IncidentKind.PUBLIC_ORDER)).thenNothing();
        known.when(note("J18", IncidentKind.PUBLIC_ORDER)).thenRefused(IntakeRefusal.INCIDENT_NOTED_OTHERWISE);
        known.when(note("J17", IncidentKind.CIVIL)).thenRefused(IntakeRefusal.INCIDENT_NOTED_OTHERWISE);
        UNKNOWN.when(note("J17", IncidentKind.CIVIL)).thenRefused(IntakeRefusal.NO_SUCH_CASE);
        DECLINED.when(note("J17", IncidentKind.CIVIL)).thenRefused(IntakeRefusal.ALREADY_DECLINED);
    }

    // ---- the petition office

    static final PetitionTransferred TRANSFERRED = new PetitionTransferred(REFERENCE, "XF9", NOON, NOON);
    static final TransferObjected OBJECTED = new TransferObjected(REFERENCE, words("非本中心职权"), NOON);
    static final ObjectToTransfer OBJECT = new ObjectToTransfer(words("非本中心职权"), NOON);

    @Test
    void aPetitionIsTransferredOnce() {
        ACCEPTED.when(new TransferPetition(REFERENCE, "XF9", NOON, NOON)).then(TRANSFERRED);
        WAITING.given(TRANSFERRED)
                .when(new TransferPetition(REFERENCE, "XF9", NOON, NOON))
                .thenNothing();
        WAITING.given(TRANSFERRED)
                .when(new TransferPetition(REFERENCE, "XF10", NOON, NOON))
                .thenRefused(IntakeRefusal.TRANSFERRED_OTHERWISE);
        UNKNOWN.when(new TransferPetition(REFERENCE, "XF9", NOON, NOON)).thenRefused(IntakeRefusal.NO_SUCH_CASE);
    }

    @Test
    void aTransferIsObjectedToBeforeItIsTakenOnAndInTime() {
        WAITING.given(TRANSFERRED).when(OBJECT).then(OBJECTED);
        WAITING.given(TRANSFERRED, OBJECTED).when(OBJECT).thenNothing();
        WAITING.when(OBJECT).thenRefused(IntakeRefusal.NOT_TRANSFERRED);
        ACCEPTED.given(TRANSFERRED).when(OBJECT).thenRefused(IntakeRefusal.TRANSFER_STANDS);
        WAITING.given(TRANSFERRED, new TransferStands(REFERENCE, NOON))
                .when(OBJECT)
                .thenRefused(IntakeRefusal.TRANSFER_STANDS);
        DECLINED.when(OBJECT).thenRefused(IntakeRefusal.ALREADY_DECLINED);
    }

    @Test
    void aTransferThatNobodyObjectedToInTimeStands() {
        WAITING.given(TRANSFERRED).when(new LetTransferStand(NOON)).then(new TransferStands(REFERENCE, NOON));
        WAITING.given(TRANSFERRED, OBJECTED).when(new LetTransferStand(NOON)).thenNothing();
        WAITING.when(new LetTransferStand(NOON)).thenNothing();
        UNKNOWN.when(new LetTransferStand(NOON)).thenNothing();
    }

    @Test
    void anObjectionIsDecidedOnce() {
        var agreed = new ObjectionDecided(REFERENCE, ObjectionDecision.AGREED, null, NOON);
        var objected = WAITING.given(TRANSFERRED, OBJECTED);
        objected.when(new DecideObjection(ObjectionDecision.AGREED, null, NOON)).then(agreed);
        objected.given(agreed)
                .when(new DecideObjection(ObjectionDecision.AGREED, null, NOON))
                .thenNothing();
        objected.given(agreed)
                .when(new DecideObjection(ObjectionDecision.REFUSED, null, NOON))
                .thenRefused(IntakeRefusal.OBJECTION_DECIDED_OTHERWISE);
        WAITING.when(new DecideObjection(ObjectionDecision.AGREED, null, NOON)).thenRefused(IntakeRefusal.NOT_OBJECTED);
    }
}
