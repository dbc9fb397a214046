package org.fengqiao.mediation.model;

/**
 * Reference to a document of the case that the front desk keeps.
 *
 * @param attachment its number in the case
 * @param hash SHA-256 of what is kept, in hexadecimal, as the front desk tells it
 */
public record DocumentReference(int attachment, String hash) {

    /** The form of a hash. */
    public static final String HASH = "[0-9a-f]{64}";
}
