package org.fengqiao.control;

import java.io.IOException;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.fengqiao.local.Service;

/** {@code casectl refoldings}: comparisons and rebuildings that run or ran, and their end. */
@Command(
        name = "refoldings",
        mixinStandardHelpOptions = true,
        description = "Lists comparisons and rebuildings that run or ran, shows what one found, or stops one.")
final class RefoldingsVerb implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do: list, show or stop.");
    }

    private static Table table() {
        return Table.of(
                "service",
                "id",
                "kind",
                "state",
                "phase",
                "streams",
                "of",
                "perSecond",
                "left",
                "differing",
                "askedBy",
                "askedAt",
                "reason");
    }

    private static void row(Table table, Service service, JsonNode one) {
        table.row(
                service.label(),
                one.path("id").asText(),
                one.path("kind").asText(),
                one.path("state").asText(),
                one.path("phase").asText(),
                one.path("streams").asLong(),
                one.path("of").asLong(),
                one.path("perSecond").asDouble(),
                one.path("left").asText(null),
                one.path("differing").asLong(),
                one.path("askedBy").asText(),
                one.path("askedAt").asText(),
                one.path("reason").asText());
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists them, the newest first.")
    int list(@Mixin SystemOptions system, @Mixin Output output, @Mixin SomeServices services)
            throws IOException, InterruptedException {
        var table = table();
        for (var service : services.orAll()) {
            Refoldings.of(system, service).list().forEach(one -> row(table, service, one));
        }
        output.print(table);
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows what a comparison found so far.")
    int show(
            @Mixin SystemOptions system,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = "as the list names it") UUID id,
            @Mixin OneService service)
            throws IOException, InterruptedException {
        var refoldings = Refoldings.of(system, service.get());
        var table = Refoldings.differencesTable();
        for (var one : refoldings.list()) {
            if (one.path("id").asText().equals(id.toString())) {
                refoldings.differences(table, one);
            }
        }
        output.print(table);
        return table.rows().isEmpty() ? 0 : Casectl.FOUND;
    }

    @Command(name = "stop", mixinStandardHelpOptions = true, description = "Stops one: nothing is changed by it.")
    int stop(
            @Mixin SystemOptions system,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = "as the list names it") UUID id,
            @Mixin OneService service,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why, for the log")
                    String reason)
            throws IOException, InterruptedException {
        var table = table();
        row(table, service.get(), Refoldings.of(system, service.get()).stop(id.toString(), reason));
        output.print(table);
        return 0;
    }
}
