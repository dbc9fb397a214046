package org.fengqiao.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.fengqiao.local.Console;
import org.fengqiao.local.Service;

/** Verification while a service is away: it is named, and nothing is said about its streams. */
class AwayTest {

    private final StringWriter printed = new StringWriter();
    private HttpServer routing;
    private volatile int status = 200;

    @BeforeEach
    void listen() throws IOException {
        routing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        routing.createContext("/verdicts", exchange -> {
            var body = "{\"items\": []}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        routing.start();
    }

    @AfterEach
    void close() {
        routing.stop(0);
    }

    private List<String> troublesOfRouting() throws InterruptedException {
        return new Everything(Set.of(), "a token", new Console(new PrintWriter(printed, true), false))
                .troublesOrAway(
                        new Services(new ObjectMapper(), "a token"),
                        Service.ROUTING,
                        URI.create("http://localhost:" + routing.getAddress().getPort()),
                        List.of());
    }

    @Test
    void aServiceThatIsThereAndHasNoStreamsIsIntact() throws InterruptedException {
        assertThat(troublesOfRouting()).isEmpty();
        assertThat(printed.toString()).contains("routing").contains("intact: 0 cases");
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamed() throws InterruptedException {
        routing.stop(0);

        assertThat(troublesOfRouting()).singleElement().asString().contains("does not answer", "/verdicts");
        assertThat(printed.toString()).contains("routing").contains("AWAY").doesNotContain("intact:");
    }

    @Test
    void soIsOneThatIsThereAndCannotWork() throws InterruptedException {
        status = 503;

        assertThat(troublesOfRouting()).singleElement().asString().contains("answers 503");
        assertThat(printed.toString()).contains("routing").contains("AWAY");
    }
}
