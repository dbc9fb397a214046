package org.fengqiao.intake.model;

/**
 * An authority needs the record as it is: nobody in the case is forgotten until it is released.
 *
 * @param authority who needs it
 * @param reference its file number; a hold is released by it
 */
public record LegalHold(Authority authority, String reference) {

    /** Who may ask for it. */
    public enum Authority {
        COURT,
        POLICE,
        PROCURATORATE,
        SUPERVISION,
        ARCHIVES
    }
}
