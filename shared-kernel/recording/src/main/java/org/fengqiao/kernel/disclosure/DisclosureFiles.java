package org.fengqiao.kernel.disclosure;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.eventstore.PartnerRules;

/**
 * The rules of disclosure, as they stand in the files beside the code. A broken file keeps the service from starting.
 */
@Singleton
public class DisclosureFiles {

    /** Path of the file that says what partners are told. */
    public static final String PARTNERS = "disclosure/partners.yaml";

    @Produces
    @Singleton
    @DefaultBean
    PartnerRules partners() {
        return DataFile.read(PARTNERS, PartnerRules.class);
    }
}
