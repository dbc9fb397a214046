package org.fengqiao.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

import picocli.CommandLine;

/**
 * Rules by which all commands of {@code deploy} read their arguments and report errors: one line on standard
 * error, exit code 1; 2 for wrong arguments. What libraries log meanwhile, as Kafka's client its configuration, is
 * no word of a command, unless it is severe.
 */
public final class CommandLines {

    /** The exit code of a command that could not do its work. */
    public static final int FAILED = 1;

    private CommandLines() {}

    /** The command with its arguments read and its errors told as they should be. */
    public static CommandLine of(Object command) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var commandLine = new CommandLine(command);
        commandLine
                .getCommandSpec()
                .version("Fengqiao " + CommandLines.class.getPackage().getImplementationVersion());
        return commandLine
                .setOut(out)
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionStrategy(CommandLines::executedQuietly)
                .setParameterExceptionHandler((exception, _) -> {
                    var err = exception.getCommandLine().getErr();
                    err.println(exception.getMessage() + " (--help shows all options)");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((exception, failed, _) -> {
                    var err = failed.getErr();
                    switch (exception) {
                        case UserError error -> err.println(error.getMessage());
                        case IOException error ->
                            err.println(error.getClass().getSimpleName() + ": " + error.getMessage());
                        default -> exception.printStackTrace(err);
                    }
                    return FAILED;
                });
    }

    /** Executes the command; afterwards a program that goes on logs as before. */
    private static int executedQuietly(CommandLine.ParseResult parsed) {
        var root = Logger.getLogger("");
        var before = root.getLevel();
        root.setLevel(Level.SEVERE);
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            root.setLevel(before);
        }
    }
}
