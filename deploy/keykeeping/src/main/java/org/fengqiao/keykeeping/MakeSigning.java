package org.fengqiao.keykeeping;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.fengqiao.kernel.crypto.SigningKeyFile;

/** {@code deploy/keys make-signing}. */
@Command(
        name = "make-signing",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a pair of keys that signs a service's checkpoints, in a new file that only you can read,"
                    + " and prints the id that is to be published. A file that is there is never overwritten.",
            "One for each service (fengqiao.checkpoints.signing-key-file)."
                    + " Earlier checkpoints are still checked with the key they name."
        })
final class MakeSigning implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the file to make")
    private Path file;

    @Mixin
    private SuiteOption suite;

    @Override
    public Integer call() {
        var made = Trouble.told(file, () -> SigningKeyFile.create(file, suite.suite(), new SecureRandom()));
        spec.commandLine().getOut().println(made.verificationKey().keyId());
        return 0;
    }
}
