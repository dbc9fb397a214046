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

/** Only a service that itself says that it is not alive is started anew. */
class LivenessTest {

    private HttpServer service;
    private volatile int status;
    private volatile String answer;

    @BeforeEach
    void listen() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/q/health/live", exchange -> {
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
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

    private URI address() {
        return URI.create("http://localhost:" + service.getAddress().getPort());
    }

    @Test
    void itSaysThatItIsStuckAndWhere() throws InterruptedException {
        status = 503;
        answer = """
                {"status": "DOWN", "checks": [{"name": "progress", "status": "DOWN", \
                "data": {"case-events-3": "7 records wait"}},
                 {"name": "other", "status": "UP"}]}""";

        assertThat(new Readiness().whyNotAlive(address()))
                .containsExactly("progress {\"case-events-3\":\"7 records wait\"}");
    }

    @Test
    void itSaysThatItIsAlive() throws InterruptedException {
        status = 200;
        answer = "{\"status\": \"UP\", \"checks\": []}";

        assertThat(new Readiness().whyNotAlive(address())).isEmpty();
    }

    @Test
    void itSaysNothing() throws InterruptedException {
        service.stop(0);

        assertThat(new Readiness().whyNotAlive(address())).isEmpty();
    }
}
