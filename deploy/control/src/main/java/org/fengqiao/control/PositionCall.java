package org.fengqiao.control;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Call that pauses a topic in a service, or ends that; prints the pause. */
abstract class PositionCall implements Callable<Integer> {

    private final String call;

    @Mixin
    private SystemOptions system;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "TOPIC", description = "such as court.inbound")
    private String topic;

    @Mixin
    private OneService service;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "why, in a sentence, for the record; name nobody in it")
    private String reason;

    /**
     * Creates the command of a call.
     *
     * @param call the last part of its address
     */
    PositionCall(String call) {
        this.call = call;
    }

    @Override
    public final Integer call() throws IOException, InterruptedException {
        var pause = system.calls()
                .post(
                        URI.create(
                                "%s/positions/%s/%s".formatted(system.of(service.get()), Calls.encoded(topic), call)),
                        Map.of("reason", reason),
                        null);
        output.print(Table.of("service", "topic", "pausedBy", "pausedSince", "reason")
                .row(
                        service.get().label(),
                        pause.path("topic").asText(),
                        pause.path("by").asText(),
                        pause.path("since").asText(),
                        pause.path("reason").asText()));
        return 0;
    }
}
