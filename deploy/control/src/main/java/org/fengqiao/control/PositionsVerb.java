package org.fengqiao.control;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code casectl positions}: where each service stands in the topics it reads. */
@Command(
        name = "positions",
        mixinStandardHelpOptions = true,
        description = "Lists the topics that services read, where they stand in each, how many records wait, and"
                + " which are paused.")
final class PositionsVerb implements Callable<Integer> {

    @Mixin
    private SystemOptions system;

    @Mixin
    private Output output;

    @Mixin
    private SomeServices services;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var calls = system.calls();
        var table = Table.of(
                "service", "topic", "partition", "next", "end", "waiting", "pausedBy", "pausedSince", "reason");
        for (var service : services.orAll()) {
            for (var topic : calls.get(URI.create(system.of(service) + "/positions"))) {
                var pause = topic.path("paused");
                for (var partition : topic.path("partitions")) {
                    var next = partition.path("next").asLong();
                    var end = partition.path("end");
                    table.row(
                            service.label(),
                            topic.path("topic").asText(),
                            partition.path("partition").asInt(),
                            next,
                            end.isNumber() ? end.asLong() : null,
                            end.isNumber() ? Math.max(0, end.asLong() - next) : null,
                            pause.path("by").asText(null),
                            pause.path("since").asText(null),
                            pause.path("reason").asText(null));
                }
            }
        }
        output.print(table);
        return 0;
    }
}
