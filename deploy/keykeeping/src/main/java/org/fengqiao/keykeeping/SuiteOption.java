package org.fengqiao.keykeeping;

import picocli.CommandLine.Option;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.crypto.UnknownSuite;
import org.fengqiao.local.UserError;

/** The option that says for which suite a new key is. */
final class SuiteOption {

    @Option(
            names = "--suite",
            defaultValue = "i1",
            paramLabel = "SUITE",
            description = "of a new key: i1 (AES, Ed25519) or g1 (SM4, SM2: 国密); ${DEFAULT-VALUE} if not given")
    private String id;

    Suite suite() {
        try {
            return Suite.of(id);
        } catch (UnknownSuite _) {
            throw new UserError("There is no suite \"%s\"; the suites are i1 and g1.".formatted(id));
        }
    }
}
