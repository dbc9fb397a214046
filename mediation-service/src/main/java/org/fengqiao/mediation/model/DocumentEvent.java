package org.fengqiao.mediation.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/** Events of documents that are handed out. */
public sealed interface DocumentEvent extends MediationEvent {

    /**
     * A document was issued. What stands in it is not kept: it is made again of the events before this one.
     *
     * @param document its number, counted from 1 within the case
     * @param template the name and version of the form, such as {@code agreement.v1}
     * @param served the number of the document that is handed over; missing unless this is the proof of it
     * @param recipient the id of the party that gets it; missing unless this is the proof of it
     * @param organisation the mediating body as it names itself on paper
     * @param court to which it is addressed; missing if it is to none, or the line is left open
     * @param checkCode stands on the paper: without it nobody can guess what a hash is of, and an erasure takes it away
     * @param htmlHash SHA-256 of the page, in hexadecimal
     * @param pdfHash SHA-256 of the PDF, in hexadecimal
     */
    record DocumentIssued(
            int document,
            DocumentKind kind,
            String template,
            @Nullable Integer served,
            @Nullable String recipient,
            @Personal(PersonalKind.NARRATIVE) PersonalText organisation,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText court,
            @Personal(PersonalKind.NARRATIVE) PersonalText checkCode,
            String htmlHash,
            String pdfHash,
            Instant issuedAt)
            implements DocumentEvent {

        /** Returns what was asked for. */
        DocumentRequest request() {
            return new DocumentRequest(kind, served, recipient);
        }
    }
}
