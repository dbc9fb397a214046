package org.fengqiao.petition.model;

import java.time.Instant;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/** Commands about documents that are handed out. */
public sealed interface DocumentCommand extends PetitionCommand.OfDocuments {

    /**
     * A document is issued.
     *
     * @param paper what stands in it, as the case stood when it was made
     * @param template the name and version of the form
     * @param organisation the organ as it names itself on paper
     * @param checkCode stands on the paper
     * @param htmlHash SHA-256 of the page, in hexadecimal
     * @param pdfHash SHA-256 of the PDF, in hexadecimal
     */
    record IssueDocument(
            By by,
            Paper paper,
            String template,
            @Personal(PersonalKind.NARRATIVE) PersonalText organisation,
            @Personal(PersonalKind.NARRATIVE) PersonalText checkCode,
            String htmlHash,
            String pdfHash,
            Instant at)
            implements DocumentCommand {}

    /** A printed reply, or opinion of a review, reached the petitioner: that is the reply, or the end of the review. */
    record DeliverDocument(By by, int document, Delivery delivery, Instant at) implements DocumentCommand {}
}
