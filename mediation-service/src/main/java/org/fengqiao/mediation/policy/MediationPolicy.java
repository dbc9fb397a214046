package org.fengqiao.mediation.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.EndDeadline;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Consequence.SetDeadline;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.mediation.model.Agreement;
import org.fengqiao.mediation.model.AgreementForm;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.MediationEvent;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationFiled;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationGranted;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationRefused;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationWindowLapsed;
import org.fengqiao.mediation.model.MediationEvent.ConsentRecorded;
import org.fengqiao.mediation.model.MediationEvent.FastTrackDecided;
import org.fengqiao.mediation.model.MediationEvent.FastTrackFiled;
import org.fengqiao.mediation.model.MediationEvent.MediationConcluded;
import org.fengqiao.mediation.model.MediationEvent.MediationDiscontinued;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.MediatorAppointed;
import org.fengqiao.mediation.model.MediationEvent.ObligationBreached;
import org.fengqiao.mediation.model.MediationEvent.ObligationPerformed;
import org.fengqiao.mediation.model.MediationEvent.RevisitCompleted;
import org.fengqiao.mediation.model.MediationEvent.RevisitScheduled;
import org.fengqiao.mediation.model.MediationEvent.RevisitsCancelled;
import org.fengqiao.mediation.model.MediationEvent.SessionHeld;
import org.fengqiao.mediation.model.MediationEvent.SessionMissed;
import org.fengqiao.mediation.model.MediationEvent.SessionScheduled;
import org.fengqiao.mediation.model.MediationRules;
import org.fengqiao.mediation.model.Obligation;
import org.fengqiao.mediation.model.Party;
import org.fengqiao.mediation.model.Proceeding.ConfirmationPending;

/** What follows from a mediation's events: filings with the court, and the time the parties have to apply for confirmation. */
public final class MediationPolicy implements Consequence.Policy<Mediation, MediationEvent> {

    /** Where the court reads. */
    public static final String COURT = "court.outbound";

    /** The type of a filing for judicial confirmation. */
    public static final String CONFIRMATION_FILED = "fengqiao.partner.confirmation-filed.v1";

    /** The type of a fast-track filing. */
    public static final String FAST_TRACK_FILED = "fengqiao.partner.fast-track-filed.v1";

    private final MediationRules rules;

    /** A policy under these rules. */
    public MediationPolicy(MediationRules rules) {
        this.rules = rules;
    }

    /**
     * The agreement as the court reads it.
     *
     * @param signedBy party ids
     */
    public record AgreementPaper(
            AgreementForm form,
            boolean whole,
            String terms,
            List<Obligation> obligations,
            List<String> signedBy,
            Instant signedAt,
            LocalDate takesEffectOn) {

        static AgreementPaper of(Agreement agreement) {
            return new AgreementPaper(
                    agreement.form(),
                    agreement.whole(),
                    agreement.terms(),
                    agreement.obligations(),
                    agreement.signedBy().stream().sorted().toList(),
                    agreement.signedAt(),
                    agreement.takesEffectOn());
        }
    }

    /** A joint application for judicial confirmation; the court answers with {@code confirmation-decided}. */
    public record ConfirmationFiling(
            String filingId, UUID caseId, AgreementPaper agreement, List<Party> applicants, Instant filedAt) {}

    /** A claim for the fast track; the court answers with {@code fast-track-decided}. */
    public record FastTrackFiling(
            String filingId, UUID caseId, String category, List<Party> parties, Instant filedAt) {}

    /** The name of the deadline by which the parties must have applied for confirmation of what they signed under this custody. */
    static String window(int custody) {
        return OfficialRules.CONFIRMATION_WINDOW + "-" + custody;
    }

    /** The custody in the name of such a deadline. */
    public static int custodyOf(String deadline) {
        return Integer.parseInt(deadline.substring(OfficialRules.CONFIRMATION_WINDOW.length() + 1));
    }

    @Override
    public List<Consequence> of(Recorded<Mediation, MediationEvent> recorded) {
        return switch (recorded.event()) {
            case AgreementSigned e
            when e.confirmationIntended() ->
                List.of(new SetDeadline(
                        window(e.custody()),
                        OfficialRules.CONFIRMATION_WINDOW,
                        e.signedAt(),
                        rules.confirmationWindowEnds(e.takesEffectOn())));
            case ConfirmationFiled e -> {
                var pending = (ConfirmationPending) recorded.after().proceeding();
                var filing = new ConfirmationFiling(
                        e.filingId(),
                        recorded.caseId(),
                        AgreementPaper.of(pending.agreement()),
                        e.applicants(),
                        e.filedAt());
                yield List.of(
                        new SendToPartner(COURT, e.filingId(), CONFIRMATION_FILED, filing),
                        new EndDeadline(window(pending.custody())));
            }
            case FastTrackFiled e ->
                List.of(new SendToPartner(
                        COURT,
                        e.filingId(),
                        FAST_TRACK_FILED,
                        new FastTrackFiling(e.filingId(), recorded.caseId(), e.category(), e.parties(), e.filedAt())));
            case MediationConcluded e -> List.of(new EndDeadline(window(e.custody())));
            case MediationDiscontinued e -> List.of(new EndDeadline(window(e.custody())));
            case AgreementSigned _,
                    MediationOpened _,
                    ConsentRecorded _,
                    MediatorAppointed _,
                    SessionScheduled _,
                    SessionHeld _,
                    SessionMissed _,
                    ConfirmationGranted _,
                    ConfirmationRefused _,
                    ConfirmationWindowLapsed _,
                    FastTrackDecided _,
                    ObligationPerformed _,
                    ObligationBreached _,
                    RevisitScheduled _,
                    RevisitsCancelled _,
                    RevisitCompleted _ -> List.of();
        };
    }
}
