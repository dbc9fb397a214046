package org.fengqiao.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.fengqiao.control.replay.HistoryFile;
import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/** {@code casectl sandbox}: a copy of the system, made from a log, whose effects stay inside. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a copy of the system from a backup, the topic or an exported history: with databases, brokers and"
                    + " ports of its own, in simulated time that begins at the last event.",
            "Nothing gets out of it: partners' topics are those of its own broker, no message to people is sent, and no"
                    + " setting of this shell reaches it. It is gone when it ends, unless --in keeps it.",
            "With --rules or --triage it says what these would have made of its cases, and ends (--triage needs a"
                    + " backup's keys). Otherwise it runs"
                    + " until Ctrl-C; every other verb works on it with --home."
        },
        footer = {
            "",
            "Examples:",
            "  casectl sandbox --from /backups --as-of 2026-11-30T09:15:00+08:00   as it was then",
            "  casectl sandbox --from /backups --rules drafts/                     under other rules",
            "  casectl sandbox --from topic                                        cases without people",
            "  casectl sandbox --from case.jsonl                                   exported cases"
        })
final class SandboxVerb implements Callable<Integer> {

    private static final String TOPIC = "topic";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "SOURCE",
            description =
                    "a folder of casectl backup, a file of casectl export, or topic: case-events of the system that"
                            + " runs, or of --bootstrap")
    private String from;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "of a backup, a moment in real time that its log reaches; of topic and file, only what was"
                    + " recorded by then; everything if not given")
    private @Nullable OffsetDateTime asOf;

    @Option(names = "--keys", paramLabel = "DIR", description = "of a backup: where its keys are, if not in it")
    private @Nullable Path keys;

    @Option(
            names = "--in",
            paramLabel = "FOLDER",
            description =
                    "makes the copy in this folder and keeps it; a temporary one that goes at the end if not given")
    private @Nullable Path in;

    @Mixin
    private DraftOptions drafts;

    @Mixin
    private SystemOptions system;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        var backup = Files.isDirectory(Path.of(from));
        if (!backup && !from.equals(TOPIC) && !Files.exists(Path.of(from))) {
            throw new UserError("There is no backup and no file %s, and it is not \"topic\".".formatted(from));
        }
        try (var sandbox = Sandbox.begin(Workplace.ofThisRun(), in)) {
            if (backup) {
                sandbox.restore(Path.of(from), asOf, keys);
            }
            output.note("The sandbox starts; this takes a minute or two.");
            sandbox.start();
            if (!backup) {
                fill(sandbox);
            }
            var copy = sandbox.options();
            for (var service : Service.values()) {
                output.note("%-10s %s".formatted(service.label(), copy.of(service)));
            }
            output.note("%-10s deploy/casectl VERB --home %s".formatted("casectl", sandbox.folder()));
            return drafts.areNamed() ? compare(sandbox) : sandbox.awaitEnd();
        }
    }

    /** Has the services of the sandbox take the events of a log as if they had recorded them. */
    private void fill(Sandbox sandbox) throws IOException, InterruptedException, SQLException {
        var copy = sandbox.options();
        try (var log = new LogImport(copy, asOf == null ? null : asOf.toInstant());
                var progress = output.progress("events", -1)) {
            if (from.equals(TOPIC)) {
                new FromTopic(system.kafka(), progress::step).events(log::take).tell(output);
            } else {
                new HistoryFile(Path.of(from)).events(event -> {
                    log.take(event);
                    progress.step(1);
                });
            }
            if (log.last() == null) {
                throw new UserError("%s has no event%s.".formatted(from, asOf == null ? "" : " by " + asOf));
            }
            sandbox.fill(log);
            output.note("%,d events of %s up to %s".formatted(log.events(), from, log.last()));
        }
    }

    private int compare(Sandbox sandbox) {
        var arguments = new ArrayList<>(List.of(
                "counterfactual",
                "--home",
                sandbox.folder().toString(),
                "-o",
                output.form().name().toLowerCase(Locale.ROOT)));
        arguments.addAll(drafts.arguments());
        return output.run(arguments);
    }
}
