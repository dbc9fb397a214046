package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answer of {@code deploy/status} about a service that answers calls and tries a record again and again. */
class StuckTest {

    private HttpServer service;
    private volatile String answer;

    @BeforeEach
    void listen() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/q/health/ready", exchange -> {
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        service.start();
    }

    @AfterEach
    void close() {
        service.stop(0);
    }

    private String state() throws InterruptedException {
        return Status.state(new Readiness()
                .ofService(URI.create("http://localhost:" + service.getAddress().getPort())));
    }

    @Test
    void itSaysWhereAndWhy() throws InterruptedException {
        answer = """
                {"status": "UP", "checks": [{"name": "database", "status": "UP"},
                 {"name": "flow", "status": "UP", "data": {"state": "STUCK",
                  "police.inbound-0": "offset 5, tried 9 times: io"}}]}""";

        assertThat(state()).isEqualTo("ready, STUCK: police.inbound-0 offset 5, tried 9 times: io");
    }

    @Test
    void itSaysNothingOfWhatFlows() throws InterruptedException {
        answer = """
                {"status": "UP", "checks": [{"name": "flow", "status": "UP", "data": {"state": "FLOWING"}}]}""";

        assertThat(state()).isEqualTo("ready");
    }
}
