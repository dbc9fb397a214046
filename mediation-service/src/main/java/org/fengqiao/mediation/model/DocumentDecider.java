package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.mediation.model.MediationRefusal.DOCUMENT_OVERTAKEN;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.mediation.model.DocumentCommand.IssueDocument;
import org.fengqiao.mediation.model.DocumentEvent.DocumentIssued;
import org.fengqiao.mediation.model.Documents.Document;
import org.fengqiao.mediation.model.Paper.NotWritten;
import org.fengqiao.mediation.model.Paper.Written;

/** Decisions about documents that are handed out. */
final class DocumentDecider {

    Decision<MediationEvent> decide(DocumentCommand command, Mediation state) {
        return switch (command) {
            case IssueDocument c ->
                switch (Paper.of(c.request(), state)) {
                    case NotWritten(var because) -> refuse(because);
                    // It was made and its hash taken before this decision; the case may have moved on meanwhile.
                    case Written(var paper) when !paper.equals(c.paper()) -> refuse(DOCUMENT_OVERTAKEN);
                    case Written(var paper) -> accept(issued(c, paper));
                };
        };
    }

    private static DocumentIssued issued(IssueDocument c, Paper paper) {
        var request = c.request();
        return new DocumentIssued(
                paper.number(),
                paper.kind(),
                c.template(),
                request.served(),
                request.recipient(),
                c.organisation(),
                c.court(),
                c.checkCode(),
                c.htmlHash(),
                c.pdfHash(),
                c.at());
    }

    /**
     * Returns the state after the event.
     *
     * @throws IllegalStateException if the event cannot follow the state
     */
    Mediation evolve(Mediation state, DocumentEvent event) {
        return switch (event) {
            case DocumentIssued e ->
                switch (Paper.of(e.request(), state)) {
                    case Written(var paper) -> state.with(state.documents().with(new Document(e, paper)));
                    case NotWritten _ -> throw state.cannotBeFollowedBy(e);
                };
        };
    }
}
