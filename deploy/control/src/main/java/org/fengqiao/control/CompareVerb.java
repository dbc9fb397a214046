package org.fengqiao.control;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code casectl compare}: all cases folded again by today's code, and compared with what services store. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Has every case of services folded again by today's code and rules, beside live traffic, and compares rows"
                    + " and digests of each table, and decisions about deadlines. Names the first event at which they"
                    + " part.",
            "Registers are folded as well. Not compared are the index of people, outlines of repeats, traces of answers"
                    + " and case_territory: no event of the service says them whole. docs/operations.md says what"
                    + " checks them.",
            "It runs in the service: if this command is ended, it goes on; casectl refoldings shows it. Exit code 3 if"
                    + " anything differs."
        })
final class CompareVerb implements Callable<Integer> {

    @Mixin
    private SystemOptions system;

    @Mixin
    private Output output;

    @Mixin
    private SomeServices services;

    @Option(names = "--table", split = ",", paramLabel = "TABLE", description = "only these tables, of one service")
    private @Nullable List<String> tables;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "casectl compare",
            description = "why, for the record")
    private String reason;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var results = Refoldings.resultsTable();
        var differences = Refoldings.differencesTable();
        var differing = 0L;
        for (var service : services.orAll()) {
            var refoldings = Refoldings.of(system, service);
            var ended =
                    refoldings.follow(refoldings.begin("COMPARE", tables == null ? List.of() : tables, reason), output);
            refoldings.requireDone(ended);
            refoldings.results(results, ended);
            refoldings.differences(differences, ended);
            differing += ended.path("differing").asLong();
            output.note("%s: %,d of %,d streams, %,d events, %s/s, %,d differences"
                    .formatted(
                            service.label(),
                            ended.path("streams").asLong(),
                            ended.path("of").asLong(),
                            ended.path("events").asLong(),
                            ended.path("perSecond").asText(),
                            ended.path("differing").asLong()));
        }
        if (output.isForPeople()) {
            output.print(results);
            if (differing > 0) {
                output.line("");
            }
        }
        if (!output.isForPeople() || differing > 0) {
            output.print(differences);
        }
        return differing == 0 ? 0 : Casectl.FOUND;
    }
}
