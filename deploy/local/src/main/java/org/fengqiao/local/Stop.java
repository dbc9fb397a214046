package org.fengqiao.local;

import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code deploy/stop}: stops what {@code deploy/up} has started in this checkout, and waits until it has ended. */
@Command(
        name = "deploy/stop",
        mixinStandardHelpOptions = true,
        description = "Stops the deploy/up that runs in this checkout, as Ctrl-C there does,"
                + " and waits until everything has ended.")
public final class Stop implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(CommandLines.of(new Stop()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var workplace = Workplace.ofThisRun();
        var up = Files.exists(workplace.runningStack())
                ? RecordedProcess.in(PropertiesFile.read(workplace.runningStack()), "up")
                        .flatMap(RecordedProcess::handle)
                : java.util.Optional.<ProcessHandle>empty();
        if (up.isEmpty()) {
            throw new UserError("Fengqiao does not run in " + workplace.root() + ".");
        }
        up.get().destroy();
        up.get().onExit().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        spec.commandLine().getOut().println("stopped");
        return 0;
    }
}
