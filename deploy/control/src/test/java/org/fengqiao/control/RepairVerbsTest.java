package org.fengqiao.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Verbs that pause a consumer and deal with parked records: what they ask a service for, and how they end. What a
 * service does then is told by the kernel's tests.
 */
class RepairVerbsTest {

    private static final String CASE = "3c4aac65-f267-4071-82b7-75d6e59ee7dd";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private HttpServer service;
    private volatile int status = 200;
    private volatile String answer = "{}";

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked.add("%s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            new String(exchange.getRequestBody().readAllBytes(), UTF_8))
                    .strip());
            var body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        Files.writeString(folder.resolve("token"), "a-token");
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    private int run(String... arguments) {
        var system = Stream.of(
                "--service",
                "mediation",
                "--services",
                "*=http://localhost:%d".formatted(service.getAddress().getPort()),
                "--token-file",
                folder.resolve("token").toString());
        return Casectl.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of(arguments), system).toArray(String[]::new));
    }

    @Test
    void aTopicIsLeftAloneAndTakenUpAgainForAReasonOnRecord() {
        answer = """
            {"topic":"court.inbound","by":"wang","since":"2024-03-05T02:00:00Z","reason":"the court sends twice"}\
            """;
        assertThat(run("pause", "court.inbound", "--reason", "the court sends twice", "-o", "csv"))
                .isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "service,topic,pausedBy,pausedSince,reason",
                        "mediation,court.inbound,wang,2024-03-05T02:00:00Z,the court sends twice");
        assertThat(run("resume", "court.inbound", "--reason", "mended")).isZero();
        assertThat(asked)
                .containsExactly(
                        "POST /positions/court.inbound/pause {\"reason\":\"the court sends twice\"}",
                        "POST /positions/court.inbound/resume {\"reason\":\"mended\"}");
        assertThat(run("pause", "court.inbound")).as("for no reason").isEqualTo(2);
    }

    @Test
    void whatIsRefusedIsToldInOneLine() {
        status = 409;
        answer = "{\"code\":\"kernel.not-paused\",\"detail\":\"It is not paused.\"}";
        assertThat(run("resume", "court.inbound", "--reason", "mended")).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .endsWith("/positions/court.inbound/resume: 409 kernel.not-paused. It is not paused.");
    }

    @Test
    void aCaseIsTriedAgainAndWhatStillWaitsIsFound() {
        answer = "{\"caseId\":\"%s\",\"done\":2,\"waiting\":0}".formatted(CASE);
        assertThat(run("parked", "redrive", CASE)).isZero();
        answer = "{\"caseId\":\"%s\",\"done\":0,\"waiting\":1,\"code\":\"kernel.unreadable-event\"}".formatted(CASE);
        assertThat(run("parked", "redrive", CASE)).isEqualTo(3);
        assertThat(out.toString()).contains("kernel.unreadable-event");
        assertThat(asked).containsOnly("POST /parked/%s/redrive".formatted(CASE));
        assertThat(run("parked", "redrive")).as("neither a case nor all").isEqualTo(1);
    }

    @Test
    void whatIsGivenUpLeavesAGapThatIsTold() {
        answer = """
            {"setAside":{"caseId":"%s","topic":"case-events","partition":11,"offset":0,"gap":"BESIDE_IT"},\
            "done":1,"waiting":0}\
            """.formatted(CASE);
        assertThat(run("parked", "set-aside", CASE, "--reason", "half a record, sent by hand", "-o", "csv"))
                .isZero();
        assertThat(out.toString()).contains("mediation," + CASE + ",case-events,11,0,BESIDE_IT,1,0,");
        assertThat(asked)
                .containsExactly(
                        "POST /parked/%s/set-aside {\"reason\":\"half a record, sent by hand\"}".formatted(CASE));
    }
}
