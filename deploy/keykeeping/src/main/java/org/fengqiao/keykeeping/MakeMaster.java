package org.fengqiao.keykeeping;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.fengqiao.kernel.sealing.master.KeyFile;

/** {@code deploy/keys make}. */
@Command(
        name = "make",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a master key in a new file that only you can read, and prints its id."
                    + " A file that is there is never overwritten.",
            "Keep a copy in another place than the copies of the key database: without it no box can be opened,"
                    + " and with both every box can."
        })
final class MakeMaster implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the file to make")
    private Path file;

    @Mixin
    private SuiteOption suite;

    @Override
    public Integer call() {
        var made = Trouble.told(file, () -> KeyFile.create(file, suite.suite(), new SecureRandom()));
        spec.commandLine().getOut().println(made.id());
        return 0;
    }
}
