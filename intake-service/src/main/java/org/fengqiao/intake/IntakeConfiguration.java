package org.fengqiao.intake;

import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configuration of an installation's front desk. */
@ConfigMapping(prefix = "fengqiao.intake")
public interface IntakeConfiguration {

    /**
     * The secret from which receipt codes are derived, at least 32 characters, the same for all instances and for as
     * long as codes shall be the same when they are handed out again: a repeated registration derives its code anew.
     * Codes already handed out stay valid if it changes.
     */
    String receiptCodeSecret();

    /** The places of the districts that the installation serves. */
    PlaceFiles places();

    /** Files of places. */
    interface PlaceFiles {

        /**
         * The districts with their streets, communities and grids: names of files that come with the program, or paths
         * of others, which end with {@code .yaml}.
         */
        List<String> files();
    }

    /** The address under which parties reach this service from outside, without a slash at the end. */
    @WithDefault("http://localhost:8081")
    String publicAddress();
}
