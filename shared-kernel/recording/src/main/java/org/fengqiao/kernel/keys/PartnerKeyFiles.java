package org.fengqiao.kernel.keys;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;

/** The partners' public keys, as their files hold them. A broken file keeps the service from starting. */
@Singleton
public class PartnerKeyFiles {

    @Produces
    @Singleton
    @DefaultBean
    PartnerKeys partnerKeys(PartnerKeyConfiguration configuration) {
        return configuration.keys().map(PartnerKeys::in).orElseGet(PartnerKeys::none);
    }
}
