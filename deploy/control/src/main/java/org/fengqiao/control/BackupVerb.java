package org.fengqiao.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.fengqiao.local.LocalStack;
import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/** {@code casectl backup}: copies of what {@code deploy/up} keeps, made while it runs. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copies databases, passwords, documents and keys of the system that deploy/up runs, while it runs.",
            "Topics are not copied: casectl restore makes them again from the databases."
        },
        footer = {
            "",
            "Examples:",
            "  casectl backup /backups --log               a copy now, and all that is recorded from now on",
            "  casectl backup /backups --keys /safe        keys apart from the data, as they should be",
            "  casectl backup /backups --list              what is there"
        })
final class BackupVerb implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "where backups are kept; not on the disk that they are of")
    private Path folder;

    @Option(
            names = "--log",
            description = "have PostgreSQL copy its log there, too, from now on: any moment can then be restored")
    private boolean log;

    @Option(
            names = "--log-every",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "how old a piece of log gets before it is copied, which is what a lost disk may cost;"
                    + " ${DEFAULT-VALUE} if not given")
    private int logEvery;

    @Option(names = "--end-log", description = "copy nothing, and have the log copied no more")
    private boolean endLog;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "where keys and secrets are copied to; DIR/keys if not given."
                    + " Whoever has them and the data can read everything about people")
    private @Nullable Path keys;

    @Option(names = "--list", description = "copy nothing; list the backups that are there")
    private boolean list;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "the folder in whose .fengqiao the system keeps its data; this checkout if not given")
    private @Nullable Path home;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            output.print(listed());
            return 0;
        }
        var checkout = Workplace.ofThisRun();
        var workplace = home == null ? checkout : checkout.in(home);
        LocalStack.running(workplace);
        var arguments = new ArrayList<>(List.of(
                "--data",
                workplace.data().toString(),
                "--to",
                folder.toAbsolutePath().toString()));
        if (endLog) {
            arguments.add("--end-log");
            return DataFolderProgram.run(checkout, "Backup", arguments);
        }
        if (log) {
            arguments.addAll(List.of("--log", "--log-every", Integer.toString(logEvery)));
        }
        var exit = DataFolderProgram.run(checkout, "Backup", arguments);
        if (exit == 0) {
            var into = keys == null ? folder.resolve("keys") : keys;
            output.line("keys: %d new in %s".formatted(KeyFiles.copy(workplace.keys(), into), into));
            if (keys == null) {
                output.note("Keys lie beside the data. Name another place with --keys: docs/keys.md says why.");
            }
        }
        return exit;
    }

    private Table listed() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UserError("There is no folder %s.".formatted(folder));
        }
        var table = Table.of("backup", "began", "ended", "bytes", "log", "logReaches");
        var reaches = logReaches();
        try (var bases = Files.newDirectoryStream(folder, "base-*")) {
            var found = new ArrayList<Path>();
            bases.forEach(found::add);
            found.sort(null);
            for (var base : found) {
                var file = base.resolve("backup.properties");
                if (Files.exists(file)) {
                    var note = new Properties();
                    try (var reader = Files.newBufferedReader(file)) {
                        note.load(reader);
                    }
                    table.row(
                            base.getFileName().toString(),
                            note.getProperty("began"),
                            note.getProperty("ended"),
                            Long.parseLong(note.getProperty("bytes")),
                            note.getProperty("log"),
                            reaches);
                } else {
                    output.note("%s was not finished, and is never restored: remove it.".formatted(base));
                }
            }
        }
        return table;
    }

    /** The time at which the last piece of log was copied; null if none was. */
    private @Nullable String logReaches() throws IOException {
        if (!Files.isDirectory(folder.resolve("log"))) {
            return null;
        }
        Instant last = null;
        try (var pieces = Files.newDirectoryStream(folder.resolve("log"), "*.gz")) {
            for (var piece : pieces) {
                var at = Files.getLastModifiedTime(piece).toInstant();
                last = last == null || at.isAfter(last) ? at : last;
            }
        }
        return last == null ? null : last.toString();
    }
}
