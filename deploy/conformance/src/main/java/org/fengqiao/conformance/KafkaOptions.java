package org.fengqiao.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import org.fengqiao.local.KafkaSettings;
import org.fengqiao.local.LocalStack;
import org.fengqiao.local.Workplace;

/** Options of the brokers. */
final class KafkaOptions {

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "A broker; by default that of the stack that deploy/up runs here.")
    @Nullable
    String bootstrap;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Settings of Kafka's clients, as properties: how to log in.")
    @Nullable
    Path config;

    /** Returns the settings of a client. */
    Map<String, Object> settings() throws IOException {
        return KafkaSettings.of(
                bootstrap,
                config,
                () -> LocalStack.running(Workplace.ofThisRun()).kafka());
    }
}
