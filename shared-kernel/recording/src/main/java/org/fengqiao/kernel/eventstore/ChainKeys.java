package org.fengqiao.kernel.eventstore;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.proof.ChainKey;

/** The key with which this service marks its chain, as the installation configures it. */
@Singleton
public class ChainKeys {

    @Produces
    @Singleton
    ChainKey chainKey(ChainConfiguration configuration, @ConfigProperty(name = "fengqiao.service") String service) {
        var secret = configuration
                .secret()
                .orElseThrow(() -> new IllegalStateException("fengqiao.chain.secret is not configured"));
        return ChainKey.of(Suite.of(configuration.suite()), service, secret);
    }
}
