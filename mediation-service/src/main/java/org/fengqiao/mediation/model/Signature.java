package org.fengqiao.mediation.model;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * Signature of a party under an agreement (人民调解法 art. 29).
 *
 * @param name who signed, as it stands there; the party or whoever acts for it
 * @param reference by which a qualified electronic signature is found; missing for another one
 */
public record Signature(
        String partyId,
        @Personal(PersonalKind.NARRATIVE) PersonalText name,
        Manner manner,
        @Nullable String reference) {

    /** The form of a reference. */
    public static final String REFERENCE = "[A-Za-z0-9:/._-]{1,200}";

    /** Manner of signing. */
    public enum Manner {
        HANDWRITTEN,
        SEAL,
        FINGERPRINT,
        ELECTRONIC
    }

    /** Returns whether it names where it is found, if it is electronic, and nothing otherwise. */
    boolean isComplete() {
        return (manner == Manner.ELECTRONIC) == (reference != null);
    }
}
