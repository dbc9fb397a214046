package org.fengqiao.intake.policy;

import java.util.UUID;

import org.fengqiao.kernel.crypto.ReadableCodes;

/** Receipt codes with which parties follow their own cases. */
public final class ReceiptCodes {

    private final ReadableCodes codes;

    /**
     * Creates the codes of an installation.
     *
     * @param secret at least 32 characters; another secret gives other codes
     * @throws IllegalArgumentException if the secret is shorter
     */
    public ReceiptCodes(String secret) {
        this.codes = new ReadableCodes("fengqiao.intake.receipt-code-secret", secret);
    }

    /** Returns the code of a case. */
    public String of(UUID caseId) {
        return codes.of("receipt:" + caseId);
    }
}
