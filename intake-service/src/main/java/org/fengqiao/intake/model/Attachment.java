package org.fengqiao.intake.model;

import org.fengqiao.intake.model.IntakeEvent.AttachmentAdded;

/** A document of a case: kept, or withdrawn. */
public sealed interface Attachment {

    /** Returns what was handed in. */
    AttachmentAdded added();

    /** It can be read. */
    record Kept(AttachmentAdded added) implements Attachment {}

    /** It was handed in by mistake; nobody reads it any more. */
    record Withdrawn(AttachmentAdded added) implements Attachment {}

    /** Origin of an attachment. */
    enum HandedInBy {
        /** Somebody who works on the case. */
        STAFF,
        /** The party, with its receipt code. */
        PARTY
    }
}
