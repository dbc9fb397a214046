package org.fengqiao.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.fengqiao.local.CommandLines;
import org.fengqiao.local.LocalStack;
import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;
import org.fengqiao.verification.SampleLog.Entry;

/** {@code deploy/verify-sample}: whether the cases of a sample are those that its seed draws. */
@Command(
        name = "deploy/verify-sample",
        mixinStandardHelpOptions = true,
        description = {
            "Draws samples of evaluation again from their seeds and the closings on the log, and says whether the cases"
                    + " are the same that the sample names and that were handed to reviewers.",
            "Reads the topics reference-events and case-events of the system that deploy/up runs on this machine, those"
                    + " of another one (--kafka), or a file of them (--log) without any system.",
            "Exit code 0 if every sample is as it was drawn, 1 if one is not."
        },
        footer = {
            "",
            "Examples:",
            "  deploy/verify-sample                                   # all samples of the running system",
            "  deploy/verify-sample 019dd1a0-3b07-7a68-8a3a-0d7a4b9d2c11 --save log.jsonl",
            "  deploy/verify-sample --log log.jsonl                   # elsewhere, from that file alone"
        })
public final class VerifySample implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SAMPLE", arity = "0..*", description = "ids of samples; all of the log if none is given")
    private Set<UUID> ids = new LinkedHashSet<>();

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "read this file instead of topics: one event in JSON a line (CloudEvents), as --save writes"
                    + " them; other events may stand between them")
    private @Nullable Path file;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "read the topics of this broker")
    private @Nullable String kafka;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "write what the topics say about samples and closings to this file; it holds no names")
    private @Nullable Path save;

    @Option(
            names = "--zone",
            defaultValue = "Asia/Shanghai",
            description = "the zone in which the days of a period begin; ${DEFAULT-VALUE} if not given")
    private ZoneId zone;

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(CommandLines.of(new VerifySample()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var log = log();
        if (save != null) {
            try (var out = Files.newBufferedWriter(save)) {
                log.writeTo(out);
            }
        }
        var samples = ids.isEmpty()
                ? log.samples()
                : ids.stream().map(id -> required(log, id)).toList();
        if (samples.isEmpty()) {
            throw new UserError("The log has no sample.");
        }
        var redraw = new Redraw(log, zone);
        var same = true;
        for (var sample : samples) {
            same &= isSame(sample, redraw.differences(sample));
        }
        return same ? 0 : CommandLines.FAILED;
    }

    private boolean isSame(Entry sample, List<String> differences) {
        var out = spec.commandLine().getOut();
        out.printf(
                "sample %s: %s; %d of %d closings from %s to %s, seed \"%s\"%n",
                sample.sample(),
                differences.isEmpty() ? "the same" : "NOT THE SAME",
                sample.data().path("drawn").size(),
                sample.data().path("closings").asInt(),
                sample.data().path("from").asText(),
                sample.data().path("to").asText(),
                sample.data().path("seed").asText());
        differences.forEach(difference -> out.println("  " + difference));
        return differences.isEmpty();
    }

    private SampleLog log() throws IOException {
        var log = new SampleLog(JsonMapper.builder().build());
        if (file != null) {
            if (kafka != null || save != null) {
                throw new UserError("--log is read instead of topics; neither --kafka nor --save goes with it.");
            }
            if (!Files.isReadable(file)) {
                throw new UserError("%s cannot be read.".formatted(file));
            }
            try (var in = Files.newBufferedReader(file)) {
                log.addAll(in);
            }
        } else {
            var bootstrap = kafka != null
                    ? kafka
                    : LocalStack.running(Workplace.ofThisRun()).kafka();
            PublishedRecords.read(
                    bootstrap, SampleLog.TOPICS, published -> log.add(published.headers(), published.value()));
        }
        return log;
    }

    private static Entry required(SampleLog log, UUID id) {
        return log.sample(id.toString()).orElseThrow(() -> new UserError("The log has no sample %s.".formatted(id)));
    }
}
