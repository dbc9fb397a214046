package org.fengqiao.intake.model;

/**
 * Legal hold of an authority: nobody in the case is forgotten until it is released.
 *
 * @param authority who needs it
 * @param reference its file number; a hold is released by it
 */
public record LegalHold(Authority authority, String reference) {

    /** Authority that may ask for a legal hold. */
    public enum Authority {
        COURT,
        POLICE,
        PROCURATORATE,
        SUPERVISION,
        ARCHIVES
    }
}
