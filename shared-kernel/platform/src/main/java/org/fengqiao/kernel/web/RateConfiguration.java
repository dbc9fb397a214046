package org.fengqiao.kernel.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits on how often one caller may call. Each instance of a service counts for itself. */
@ConfigMapping(prefix = "fengqiao.rate")
public interface RateConfiguration {

    /** Calls a second of one token's subject, in the long run. */
    @WithDefault("50")
    int perToken();

    /** Calls at once of one token's subject, after a time of rest. */
    @WithDefault("200")
    int perTokenAtOnce();

    /**
     * Calls a minute without a token from one address: parties who follow their case, and whoever guesses receipt
     * codes.
     */
    @WithDefault("60")
    int perAddress();

    /** Calls a minute with one receipt code, from wherever they come. */
    @WithDefault("20")
    int perReceiptCode();

    /**
     * Returns the number of callers that are remembered; the ones not heard of for longest are forgotten first, and
     * begin anew.
     */
    @WithDefault("50000")
    int remembered();
}
