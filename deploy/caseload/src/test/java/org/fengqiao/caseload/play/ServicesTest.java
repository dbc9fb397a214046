package org.fengqiao.caseload.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.local.Person;
import org.fengqiao.local.Service;
import org.fengqiao.local.TokenKeys;
import org.fengqiao.local.Tokens;

class ServicesTest {

    private static final Person CLERK = Person.of("clerk-1", "clerk", null, "昆都仑区");
    private static final UUID KEY = UUID.fromString("00000000-0000-0000-0000-000000000001");

    @TempDir
    Path keys;

    private final Queue<Integer> statuses = new ArrayDeque<>();
    private final List<String> keysSeen = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            keysSeen.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            var status = statuses.size() > 1 ? statuses.remove() : statuses.element();
            var body = "{\"code\":\"c%d\"}".formatted(status).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatIsNotPossibleYetIsTriedAgainWithTheSameKey() throws Exception {
        statuses.addAll(List.of(404, 409, 503, 200));

        assertThat(services(Duration.ofSeconds(10))
                        .post(Service.INTAKE, "/cases", CLERK, Map.of(), KEY)
                        .path("code")
                        .asText())
                .isEqualTo("c200");
        assertThat(keysSeen).hasSize(4).containsOnly(KEY.toString());
    }

    @Test
    void whatWillNeverBePossibleFailsAtOnceAndSaysWhy() throws Exception {
        statuses.add(422);

        assertThatExceptionOfType(StepFailed.class)
                .isThrownBy(() -> services(Duration.ofSeconds(10)).post(Service.INTAKE, "/cases", CLERK, Map.of(), KEY))
                .withMessageContaining("status 422 c422");
        assertThat(keysSeen).hasSize(1);
    }

    @Test
    void patienceEnds() throws Exception {
        statuses.add(404);

        assertThatExceptionOfType(StepFailed.class)
                .isThrownBy(() -> services(Duration.ofMillis(300)).post(Service.INTAKE, "/cases", CLERK, Map.of(), KEY))
                .withMessageContaining("status 404 c404");
    }

    @Test
    void aServiceThatIsAwayIsWaitedFor() throws Exception {
        var services = services(Duration.ofMillis(300));
        server.stop(0);

        assertThatExceptionOfType(StepFailed.class)
                .isThrownBy(() -> services.post(Service.INTAKE, "/cases", CLERK, Map.of(), KEY))
                .withMessageContaining("no answer");
        assertThat(services.calls()).isGreaterThan(2);
    }

    private Services services(Duration patience) throws IOException {
        var addresses = new EnumMap<Service, URI>(Service.class);
        addresses.put(
                Service.INTAKE,
                URI.create("http://localhost:" + server.getAddress().getPort()));
        var tokens = new Tokens(TokenKeys.keptIn(keys), Clock.systemUTC());
        return new Services(addresses, tokens, Clock.systemUTC(), patience, 4);
    }
}
