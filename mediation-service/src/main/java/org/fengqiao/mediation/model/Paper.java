package org.fengqiao.mediation.model;

import static org.fengqiao.mediation.model.MediationRefusal.*;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.mediation.model.Proceeding.AwaitingApplication;
import org.fengqiao.mediation.model.Proceeding.ConfirmationPending;
import org.fengqiao.mediation.model.Proceeding.FastTrack;
import org.fengqiao.mediation.model.Proceeding.Mediated;
import org.fengqiao.mediation.model.Proceeding.NotOpened;
import org.fengqiao.mediation.model.Proceeding.Opening;

/**
 * Content of a document, as the case stands when it is issued. What changes later does not change it, so that the
 * document can be made again.
 *
 * @param number of the document, counted from 1 within the case
 * @param file what the front desk knows of the case and its parties
 * @param undisputedFacts what all parties left undisputed in the sessions
 * @param agreement null where none is signed
 * @param service what is handed over to whom; null unless this is the proof of it
 */
public record Paper(
        DocumentKind kind,
        int number,
        Opening opening,
        CaseFile file,
        @Personal(PersonalKind.NARRATIVE) List<PersonalText> undisputedFacts,
        @Nullable Agreement agreement,
        @Nullable Service service) {

    public Paper {
        undisputedFacts = List.copyOf(undisputedFacts);
    }

    /**
     * Handing over of a document.
     *
     * @param document its number
     * @param recipient the id of the party that gets it
     */
    public record Service(int document, DocumentKind kind, String recipient) {}

    /** Answer to a request: the paper, or why there is none. */
    public sealed interface Drafted {}

    /** A paper that can be issued. */
    public record Written(Paper paper) implements Drafted {}

    /** No paper. */
    public record NotWritten(MediationRefusal because) implements Drafted {}

    /** Returns the paper that is asked for, as the case stands. */
    public static Drafted of(DocumentRequest request, Mediation state) {
        return switch (state.proceeding()) {
            case NotOpened _ -> new NotWritten(NO_SUCH_CASE);
            case FastTrack _ -> new NotWritten(WITH_THE_COURT);
            case Mediated p ->
                switch (request.kind()) {
                    case AGREEMENT -> inForm(AgreementForm.WRITTEN, request, p, state);
                    case ORAL_AGREEMENT -> inForm(AgreementForm.ORAL, request, p, state);
                    case CONFIRMATION_APPLICATION ->
                        p instanceof AwaitingApplication || p instanceof ConfirmationPending
                                ? new Written(paper(request, p, state, null))
                                : new NotWritten(NO_AGREEMENT);
                    case PROOF_OF_SERVICE -> proof(request, p, state);
                };
        };
    }

    private static Drafted inForm(AgreementForm form, DocumentRequest request, Mediated p, Mediation state) {
        var agreement = state.agreement();
        if (agreement == null) {
            return new NotWritten(NO_AGREEMENT);
        }
        return agreement.form() == form
                ? new Written(paper(request, p, state, null))
                : new NotWritten(AGREEMENT_IN_OTHER_FORM);
    }

    private static Drafted proof(DocumentRequest request, Mediated p, Mediation state) {
        var served = request.served();
        var recipient = request.recipient();
        if (served == null || recipient == null || !p.opening().includes(recipient)) {
            return new NotWritten(served == null ? NO_SUCH_DOCUMENT : NOT_A_PARTY);
        }
        return state.documents()
                .find(served)
                .<Drafted>map(document -> new Written(paper(
                        request, p, state, new Service(served, document.issued().kind(), recipient))))
                .orElse(new NotWritten(NO_SUCH_DOCUMENT));
    }

    private static Paper paper(DocumentRequest request, Mediated p, Mediation state, @Nullable Service service) {
        return new Paper(
                request.kind(),
                state.documents().next(),
                p.opening(),
                state.file(),
                p.talks().undisputedFacts(),
                state.agreement(),
                service);
    }
}
