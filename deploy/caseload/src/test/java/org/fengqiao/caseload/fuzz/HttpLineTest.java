package org.fengqiao.caseload.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer, a fault of the server's and silence are told apart: a run is judged by it. */
class HttpLineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private HttpLine.Answer askedOf(String answer, Duration patience) {
        Thread.ofVirtual().start(() -> {
            try {
                var line = server.accept();
                line.getOutputStream().write(answer.getBytes(UTF_8));
                if (!answer.isEmpty()) {
                    line.close();
                }
            } catch (IOException _) {
                // The test is over.
            }
        });
        return HttpLine.send(
                URI.create("http://localhost:" + server.getLocalPort()),
                "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8),
                patience);
    }

    @Test
    void anAnswer() {
        var answer = askedOf("HTTP/1.1 400 Bad Request\r\n\r\n{\"code\":\"kernel.bad-input\"}", PATIENCE);
        assertThat(answer).hasToString("400 kernel.bad-input");
        assertThat(answer.isServersFault() || answer.isAccepted()).isFalse();
    }

    @Test
    void aFaultOfTheServer() {
        assertThat(askedOf("HTTP/1.1 500 Internal Server Error\r\n\r\n", PATIENCE)
                        .isServersFault())
                .isTrue();
    }

    @Test
    void silence() {
        var answer = askedOf("", Duration.ofMillis(200));
        assertThat(answer.isAnswered()).isFalse();
        assertThat(answer).hasToString("no answer");
    }
}
