package org.fengqiao.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.fengqiao.local.LocalStack;
import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/** {@code casectl restore}: the data of {@code deploy/up} from a backup, as it was at one moment. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the data folder of deploy/up from a backup: databases as they were at one moment, topics made again"
                    + " from them, slots and positions that fit. Start the system with deploy/up afterwards.",
            "Killed halfway, type it again: it begins anew, and nothing starts over what it left."
        },
        footer = {
            "",
            "Examples:",
            "  casectl restore /backups                                     the last moment there is",
            "  casectl restore /backups --as-of 2026-11-30T09:15:00+08:00   before something went wrong"
        })
final class RestoreVerb implements Callable<Integer> {

    /** Name of the file that {@code deploy/embedded} leaves in a folder until it is restored whole. */
    private static final String UNFINISHED = "restore-unfinished";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "where backups are kept")
    private Path folder;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "a moment in real time that the log reaches; the last one there is if not given")
    private @Nullable OffsetDateTime asOf;

    @Option(names = "--keys", paramLabel = "DIR", description = "where the copies of keys are; DIR/keys if not given")
    private @Nullable Path keys;

    @Option(
            names = "--replace",
            description = "move data that is there away, to .fengqiao/data-before-…, instead of refusing")
    private boolean replace;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "the folder in whose .fengqiao the data is made; this checkout if not given")
    private @Nullable Path home;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var checkout = Workplace.ofThisRun();
        var workplace = home == null ? checkout : checkout.in(home);
        if (LocalStack.find(workplace).isPresent()) {
            throw new UserError("The system runs. Stop it first with deploy/stop.");
        }
        var out = spec.commandLine().getOut();
        if (hasFiles(workplace.data()) && !Files.exists(workplace.data().resolve(UNFINISHED))) {
            if (!replace) {
                throw new UserError("%s has data. --replace moves it away and keeps it.".formatted(workplace.data()));
            }
            var away = workplace
                    .kept()
                    .resolve("data-before-"
                            + Clock.systemUTC()
                                    .instant()
                                    .truncatedTo(ChronoUnit.SECONDS)
                                    .toString()
                                    .replace(":", ""));
            Files.move(workplace.data(), away);
            out.println("The data that was there is now in " + away);
        }
        // Before the data: without the right keys it is of no use.
        var copied = KeyFiles.copy(keys == null ? folder.resolve("keys") : keys, workplace.keys());
        out.println("keys: %d copied to %s".formatted(copied, workplace.keys()));
        out.flush();
        var arguments = new ArrayList<>(List.of(
                "--from",
                folder.toAbsolutePath().toString(),
                "--data",
                workplace.data().toString()));
        if (asOf != null) {
            arguments.addAll(List.of("--as-of", asOf.toString()));
        }
        return DataFolderProgram.run(checkout, "Restore", arguments);
    }

    private static boolean hasFiles(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return false;
        }
        try (var files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }
}
