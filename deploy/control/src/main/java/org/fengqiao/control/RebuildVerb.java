package org.fengqiao.control;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code casectl rebuild}: the tables of a service's views, made again from what it recorded. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the tables of views again from the events: beside the live ones, caught up with what is recorded"
                    + " meanwhile, and then all at once. Reads go on; writers wait for the last step.",
            "It runs in the service: if this command is ended, it goes on; killed halfway, another instance goes on."
        })
final class RebuildVerb implements Callable<Integer> {

    @Mixin
    private SystemOptions system;

    @Mixin
    private Output output;

    @Mixin
    private OneService service;

    @Option(names = "--table", split = ",", paramLabel = "TABLE", description = "only these; all if not given")
    private @Nullable List<String> tables;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "why, in a sentence, for the record")
    private String reason;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var refoldings = Refoldings.of(system, service.get());
        var ended = refoldings.follow(refoldings.begin("REBUILD", tables == null ? List.of() : tables, reason), output);
        refoldings.requireDone(ended);
        var results = Refoldings.resultsTable();
        refoldings.results(results, ended);
        output.print(results);
        return 0;
    }
}
