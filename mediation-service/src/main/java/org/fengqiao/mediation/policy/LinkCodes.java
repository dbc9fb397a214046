package org.fengqiao.mediation.policy;

import java.util.UUID;

import org.fengqiao.kernel.crypto.ReadableCodes;

/** One-time codes with which parties answer a revisit by themselves. */
public final class LinkCodes {

    private final ReadableCodes codes;

    /**
     * Creates the codes of an installation.
     *
     * @param secret at least 32 characters; another secret gives other codes
     * @throws IllegalArgumentException if the secret is shorter
     */
    public LinkCodes(String secret) {
        this.codes = new ReadableCodes("fengqiao.mediation.link-code-secret", secret);
    }

    /** Returns the code of a link. */
    public String of(UUID link) {
        return codes.of("revisit-link:" + link);
    }
}
