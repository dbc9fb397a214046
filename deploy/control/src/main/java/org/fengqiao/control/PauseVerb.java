package org.fengqiao.control;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.fengqiao.local.Service;

/** {@code casectl pause}: a topic that a service leaves alone for a while. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description =
                "Has a service leave a topic alone: once this is answered, nothing more of it is done, until it is"
                        + " resumed. It is on record with its reason, and survives restarts.")
final class PauseVerb implements Callable<Integer> {

    @Mixin
    private SystemOptions system;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "TOPIC", description = "such as court.inbound")
    private String topic;

    @Option(
            names = "--service",
            required = true,
            paramLabel = "SERVICE",
            converter = ServiceNames.class,
            completionCandidates = ServiceNames.class,
            description = "whose consumers")
    private Service service;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "why, in a sentence, for the record; name nobody in it")
    private String reason;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var pause = system.calls()
                .post(
                        URI.create("%s/positions/%s/pause".formatted(system.of(service), Calls.encoded(topic))),
                        Map.of("reason", reason),
                        null);
        output.print(Table.of("service", "topic", "pausedBy", "pausedSince", "reason")
                .row(
                        service.label(),
                        pause.path("topic").asText(),
                        pause.path("by").asText(),
                        pause.path("since").asText(),
                        pause.path("reason").asText()));
        return 0;
    }
}
