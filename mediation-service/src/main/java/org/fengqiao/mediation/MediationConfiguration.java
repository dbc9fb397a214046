package org.fengqiao.mediation;

import io.smallrye.config.ConfigMapping;

/** Configuration of an installation's mediation. */
@ConfigMapping(prefix = "fengqiao.mediation")
public interface MediationConfiguration {

    /**
     * The secret from which the one-time codes of revisits are derived, at least 32 characters, the same for all
     * instances and for as long as a call that made a code may be repeated. Codes already handed out stay valid if it
     * changes.
     */
    String linkCodeSecret();
}
