package org.fengqiao.mediation.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/** Commands about documents that are handed out. */
public sealed interface DocumentCommand extends MediationCommand {

    /**
     * A document is issued.
     *
     * @param paper what stands in it, as the case stood when it was made
     * @param template the name and version of the form
     * @param organisation the mediating body as it names itself on paper
     * @param court to which it is addressed; null if it is to none, or the line is left open
     * @param checkCode stands on the paper
     * @param htmlHash SHA-256 of the page, in hexadecimal
     * @param pdfHash SHA-256 of the PDF, in hexadecimal
     */
    record IssueDocument(
            Paper paper,
            String template,
            @Personal(PersonalKind.NARRATIVE) PersonalText organisation,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText court,
            @Personal(PersonalKind.NARRATIVE) PersonalText checkCode,
            String htmlHash,
            String pdfHash,
            Instant at)
            implements DocumentCommand {

        DocumentRequest request() {
            var service = paper.service();
            return new DocumentRequest(
                    paper.kind(),
                    service == null ? null : service.document(),
                    service == null ? null : service.recipient());
        }
    }
}
