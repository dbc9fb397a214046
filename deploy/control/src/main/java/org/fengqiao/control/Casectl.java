package org.fengqiao.control;

import java.util.UUID;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import org.fengqiao.local.CommandLines;

/** {@code deploy/casectl}: the operators' command, with a class for each verb. */
@Command(
        name = "casectl",
        mixinStandardHelpOptions = true,
        description = "Replays, looks at and mends cases, on a running system or on files alone.",
        subcommands = {
            ReplayVerb.class,
            ExportVerb.class,
            StuckVerb.class,
            ParkedVerb.class,
            PositionsVerb.class,
            PauseVerb.class,
            ResumeVerb.class,
            CompareVerb.class,
            RebuildVerb.class,
            RefoldingsVerb.class,
            ReconcileVerb.class,
            VerifyVerb.class,
            ProofVerb.class,
            DisclosuresVerb.class,
            BackupVerb.class,
            RestoreVerb.class,
            SandboxVerb.class,
            CounterfactualVerb.class,
            CompletionVerb.class
        },
        footer = {
            "",
            "Exit codes:",
            "  0  done, and all is as it should be",
            "  1  it could not be done; one line on standard error says why and what to do",
            "  2  the arguments were not understood",
            "  3  done, and something is not as it should be: what was found is printed",
            "",
            "Each verb has its own --help. docs/operations.md shows each with its output."
        })
public final class Casectl implements Runnable {

    /** The exit code of a verb that did its work and found something that is not as it should be. */
    public static final int FOUND = 3;

    @Spec
    private CommandSpec spec;

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    /** Returns the command with its verbs, ready to be executed. */
    public static CommandLine commandLine() {
        return CommandLines.of(new Casectl()).registerConverter(UUID.class, Casectl::identifier);
    }

    private static UUID identifier(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new TypeConversionException("\"%s\" is no identifier".formatted(text));
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a verb.");
    }
}
