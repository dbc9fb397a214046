package org.fengqiao.kernel.audit;

import java.security.SecureRandom;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.fengqiao.kernel.crypto.Signer;
import org.fengqiao.kernel.crypto.SigningKeyFile;
import org.fengqiao.kernel.crypto.Suite;

/** The key with which this service signs its checkpoints, as the installation configures it. */
@Singleton
public class AuditKeys {

    @Produces
    @Singleton
    Signer signer(CheckpointConfiguration configuration) {
        var file = configuration
                .signingKeyFile()
                .orElseThrow(
                        () -> new IllegalStateException("fengqiao.checkpoints.signing-key-file is not configured"));
        return SigningKeyFile.openOrCreate(file, Suite.of(configuration.suite()), new SecureRandom());
    }
}
