package org.fengqiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing: rows that a service writes arrive on the topics as they were written. */
class PublishingTest {

    @TempDir
    private static Path folder;

    private static EmbeddedProcess embedded;
    private static ServiceDatabase intake;

    @BeforeAll
    static void start() throws SQLException {
        embedded = EmbeddedProcess.launch(
                        folder, "--throwaway", "--logs", folder.resolve("logs").toString())
                .awaitReady();
        intake =
                new ServiceDatabase(embedded.endpoints(), "intake").withTables().withPublication();
    }

    @AfterAll
    static void stop() {
        embedded.close();
    }

    private static CommittedRecords topic(String name) {
        return new CommittedRecords(embedded.endpoints().getProperty("kafka.bootstrap"), name);
    }

    @Test
    void anEventTravelsInTheEnvelopeOfTheContractAndItsDataByteForByte() throws SQLException {
        var eventId = UUID.randomUUID();
        var caseId = UUID.randomUUID();
        var correlationId = UUID.randomUUID();
        var causationId = UUID.randomUUID();
        var data = " {\"summary\" :\n\t\"噪音 \\u00e9 😀\",  \"b\":1,\"a\" : 2}\r\n";
        try (var service = intake.connect("service");
                var insert = service.prepareStatement(
                        "insert into event values (?, ?, 7, 'fengqiao.intake.case-accepted.v1', ?, ?, ?, ?, ?, ?, ?,"
                                + " ?, ?, ?, 'link', 'mark')")) {
            insert.setObject(1, eventId);
            insert.setObject(2, caseId);
            insert.setString(3, data);
            insert.setObject(4, OffsetDateTime.parse("2024-03-01T09:00:00.123456+08:00"));
            insert.setObject(5, OffsetDateTime.parse("2024-03-01T01:00:01Z"));
            insert.setString(6, "wang-fang");
            insert.setString(7, "kundulun-centre");
            insert.setString(8, "clerk");
            insert.setString(9, "张三");
            insert.setObject(10, correlationId);
            insert.setObject(11, causationId);
            insert.setString(12, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
            insert.executeUpdate();
        }
        try (var events = topic("case-events")) {
            var event = events.ofKey(caseId, 1).getFirst();
            assertThat(CommittedRecords.text(event.value())).isEqualTo(data);
            assertThat(CommittedRecords.headers(event))
                    .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                            Map.entry("ce_specversion", "1.0"),
                            Map.entry("ce_id", eventId.toString()),
                            Map.entry("ce_source", "/intake"),
                            Map.entry("ce_type", "fengqiao.intake.case-accepted.v1"),
                            Map.entry("ce_subject", caseId.toString()),
                            Map.entry("ce_time", "2024-03-01T01:00:00.123456Z"),
                            Map.entry("ce_recordedtime", "2024-03-01T01:00:01.000000Z"),
                            Map.entry("ce_sequence", "7"),
                            Map.entry("ce_correlationid", correlationId.toString()),
                            Map.entry("ce_causationid", causationId.toString()),
                            Map.entry("ce_actorid", "wang-fang"),
                            Map.entry("ce_actorunit", "kundulun-centre"),
                            Map.entry("ce_actorrole", "clerk"),
                            Map.entry("ce_onbehalfof", "张三"),
                            Map.entry(
                                    "ce_dataschema",
                                    "https://fengqiao.org/schemas/fengqiao.intake.case-accepted.v1.json"),
                            Map.entry("content-type", "application/json"),
                            Map.entry("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")));
        }
    }

    @Test
    void registeringAConnectorAgainChangesNothing() throws Exception {
        try (var service = intake.connect("service");
                var events = topic("case-events")) {
            var before = UUID.randomUUID();
            ServiceDatabase.recordEvent(service, before, 1);
            events.ofKey(before, 1);
            var settings = connect("/connectors/intake/config");
            var starts = startsOfTheTask();

            for (var i = 0; i < 2; i++) {
                assertThat(register("intake")).contains("intake: brought up to date", "intake: runs");
            }

            var after = UUID.randomUUID();
            ServiceDatabase.recordEvent(service, after, 1);
            assertThat(events.ofKey(after, 1)).hasSize(1);
            assertThat(connect("/connectors/intake/config")).isEqualTo(settings);
            assertThat(startsOfTheTask()).isEqualTo(starts).isPositive();
        }
    }

    private static String connect(String path) throws IOException, InterruptedException {
        var address = URI.create(embedded.endpoints().getProperty("connect.url") + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String register(String service) throws IOException, InterruptedException {
        var script = Path.of("../connectors/register").toRealPath().toString();
        var process = new ProcessBuilder(
                        "sh", script, "--connect", embedded.endpoints().getProperty("connect.url"), service)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static long startsOfTheTask() throws IOException {
        try (var lines = Files.lines(folder.resolve("logs/embedded.log"))) {
            return lines.filter(line -> line.contains("Creating task intake-0")).count();
        }
    }

    @Test
    void whatIsNotKnownOfAnEventIsNotTold() throws SQLException {
        var caseId = UUID.randomUUID();
        try (var service = intake.connect("service")) {
            ServiceDatabase.recordEvent(service, caseId, 1);
        }
        try (var events = topic("case-events")) {
            assertThat(CommittedRecords.headers(events.ofKey(caseId, 1).getFirst()))
                    .doesNotContainKeys("ce_actorunit", "ce_onbehalfof", "ce_causationid", "traceparent")
                    .containsEntry("ce_actorid", "li-wei");
        }
    }

    @Test
    void anEventAndTheMessageToThePartnerOfOneTransactionBothArrive() throws SQLException {
        var caseId = UUID.randomUUID();
        var messageId = UUID.randomUUID();
        var reference = UUID.randomUUID();
        try (var service = intake.connect("service")) {
            service.setAutoCommit(false);
            ServiceDatabase.recordEvent(service, caseId, 1);
            try (var insert = service.prepareStatement("""
                    insert into partner_message (message_id, topic, message_key, type, data, case_id, occurred_at,
                      recorded_at, correlation_id)
                    values (?, 'police.outbound', ?, 'fengqiao.partner.referral-acknowledged.v1',
                      '{"decision":"ACCEPTED"}', ?,
                            '2024-03-01T01:00:00Z', '2024-03-01T01:00:01Z', ?)""")) {
                insert.setObject(1, messageId);
                insert.setString(2, reference.toString());
                insert.setObject(3, caseId);
                insert.setObject(4, UUID.randomUUID());
                insert.executeUpdate();
            }
            service.commit();
        }
        try (var events = topic("case-events");
                var messages = topic("police.outbound")) {
            assertThat(events.ofKey(caseId, 1)).hasSize(1);
            var message = messages.ofKey(reference, 1).getFirst();
            assertThat(CommittedRecords.text(message.value())).isEqualTo("{\"decision\":\"ACCEPTED\"}");
            assertThat(CommittedRecords.headers(message))
                    .containsEntry("ce_id", messageId.toString())
                    .containsEntry("ce_source", "/intake")
                    .containsEntry("ce_subject", caseId.toString())
                    .containsEntry("ce_type", "fengqiao.partner.referral-acknowledged.v1")
                    .doesNotContainKeys("ce_sequence", "ce_actorid");
        }
    }

    @Test
    void aCheckpointIsPublishedInTheNameOfItsServiceAndIsAboutNoCase() throws SQLException {
        var key = UUID.randomUUID();
        try (var service = intake.connect("service");
                var insert = service.prepareStatement("""
                        insert into partner_message (message_id, topic, message_key, type, data, occurred_at,
                          recorded_at, correlation_id)
                        values (gen_random_uuid(), 'audit-checkpoints', ?, 'fengqiao.intake.checkpoint-signed.v1',
                          '{"number":1}',
                                '2024-03-01T01:00:00Z', '2024-03-01T01:00:01Z', gen_random_uuid())""")) {
            insert.setString(1, key.toString());
            insert.executeUpdate();
        }
        try (var checkpoints = topic("audit-checkpoints")) {
            var checkpoint = checkpoints.ofKey(key, 1).getFirst();
            assertThat(CommittedRecords.headers(checkpoint))
                    .containsEntry("ce_source", "/intake")
                    .containsEntry("ce_type", "fengqiao.intake.checkpoint-signed.v1")
                    .doesNotContainKeys("ce_subject", "ce_sequence");
        }
    }

    @Test
    void aRefusedRecordIsGivenBackByteForByteWithItsOwnHeadersAndTheReason() throws SQLException {
        var key = new byte[] {0, (byte) 0xff, 1};
        var junk = new byte[1024 * 1024];
        new Random(4).nextBytes(junk);
        var oddHeader = new byte[] {(byte) 0xc3, 0x28, 0};
        reject(
                key,
                junk,
                ("[[\"ce_id\",\"%s\"],[\"twice\",\"MQ==\"],[\"twice\",\"Mg==\"],[\"nothing\",null],[\"空 \\\"x\\\"\","
                                + "\"\"]]")
                        .formatted(Base64.getEncoder().encodeToString(oddHeader)));
        try (var rejected = topic("court.rejected")) {
            var record = await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                rejected.poll(Duration.ofMillis(100));
                                return rejected.all().stream()
                                        .filter(candidate -> Arrays.equals(candidate.key(), key))
                                        .findFirst();
                            },
                            Optional::isPresent)
                    .orElseThrow();
            assertThat(record.value()).isEqualTo(junk);
            var headers = List.of(record.headers().toArray());
            assertThat(headers)
                    .extracting(Header::key)
                    .containsExactly(
                            "ce_id",
                            "twice",
                            "twice",
                            "nothing",
                            "空 \"x\"",
                            "rejection-code",
                            "rejection-detail",
                            "rejected-from");
            assertThat(headers)
                    .extracting(Header::value)
                    .containsExactly(
                            oddHeader,
                            "1".getBytes(StandardCharsets.UTF_8),
                            "2".getBytes(StandardCharsets.UTF_8),
                            null,
                            new byte[0],
                            "unreadable".getBytes(StandardCharsets.UTF_8),
                            "Not JSON".getBytes(StandardCharsets.UTF_8),
                            "court.inbound-2@17".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aRefusedRecordWithoutKeyAndValueStaysWithoutThem() throws SQLException {
        reject(null, null, "[]");
        try (var rejected = topic("court.rejected")) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                rejected.poll(Duration.ofMillis(100));
                assertThat(rejected.all()).anySatisfy(record -> {
                    assertThat(record.key()).isNull();
                    assertThat(record.value()).isNull();
                    assertThat(CommittedRecords.headers(record).keySet())
                            .containsExactly("rejection-code", "rejection-detail", "rejected-from");
                });
            });
        }
    }

    private static void reject(byte @Nullable [] key, byte @Nullable [] data, String headers) throws SQLException {
        try (var service = intake.connect("service");
                var insert = service.prepareStatement(
                        "insert into rejected_record values (?, 'court.rejected', ?, ?, ?, 'unreadable', 'Not JSON',"
                                + " 'court.inbound-2@17', now())")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setBytes(2, key);
            insert.setBytes(3, data);
            insert.setString(4, headers);
            insert.executeUpdate();
        }
    }

    @Test
    void theSlotOfAnIdleServiceAdvancesWhileAnotherWrites() throws SQLException {
        var petition = new ServiceDatabase(embedded.endpoints(), "petition")
                .withTables()
                .withPublication();
        try (var superuser = petition.connectAsSuperuser();
                var statement = superuser.createStatement()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                try (var slot = statement.executeQuery(
                        "select active from pg_replication_slots where slot_name = 'petition'")) {
                    return slot.next() && slot.getBoolean(1);
                }
            });
            var caseId = UUID.randomUUID();
            try (var service = intake.connect("service")) {
                for (var version = 1; version <= 100; version++) {
                    ServiceDatabase.recordEvent(service, caseId, version);
                }
            }
            String written;
            try (var position = statement.executeQuery("select pg_current_wal_lsn()::text")) {
                position.next();
                written = position.getString(1);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                try (var slot =
                        statement.executeQuery(("select confirmed_flush_lsn > '%s'::pg_lsn from pg_replication_slots"
                                        + " where slot_name = 'petition'")
                                .formatted(written))) {
                    return slot.next() && slot.getBoolean(1);
                }
            });
        }
    }

    @Test
    void nobodyButItsOwnRolesConnectsToADatabase() {
        var endpoints = embedded.endpoints();
        assertThatThrownBy(() -> DriverManager.getConnection(
                        "jdbc:postgresql://%s:%s/mediation"
                                .formatted(
                                        endpoints.getProperty("postgres.host"), endpoints.getProperty("postgres.port")),
                        "intake_service",
                        endpoints.getProperty("intake.service.password")))
                .hasMessageContaining("permission denied for database");
        assertThatThrownBy(() -> DriverManager.getConnection(
                        "jdbc:postgresql://%s:%s/mediation"
                                .formatted(
                                        endpoints.getProperty("postgres.host"), endpoints.getProperty("postgres.port")),
                        "mediation_service",
                        "guessed"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void whatIsCommittedSurvivesAPowerCut() throws SQLException {
        try (var superuser = intake.connectAsSuperuser();
                var settings = superuser
                        .createStatement()
                        .executeQuery("select current_setting('fsync'), current_setting('synchronous_commit')")) {
            assertThat(settings.next()).isTrue();
            assertThat(settings.getString(1)).isEqualTo("on");
            assertThat(settings.getString(2)).isEqualTo("on");
        }
    }

    @Test
    void aConnectorThatIsPausedForLongKeepsItsSender() throws SQLException {
        try (var superuser = intake.connectAsSuperuser();
                var settings =
                        superuser.createStatement().executeQuery("select current_setting('wal_sender_timeout')")) {
            assertThat(settings.next()).isTrue();
            assertThat(settings.getString(1)).isEqualTo("0");
        }
    }

    @Test
    void noPasswordIsLogged() throws SQLException, IOException {
        var caseId = UUID.randomUUID();
        try (var service = intake.connect("service")) {
            ServiceDatabase.recordEvent(service, caseId, 1);
        }
        try (var events = topic("case-events")) {
            // The connector has logged in.
            events.ofKey(caseId, 1);
        }
        var log = Files.readString(folder.resolve("logs/embedded.log"));
        assertThat(log).contains("Starting connector intake");
        var endpoints = embedded.endpoints();
        for (var key : endpoints.stringPropertyNames()) {
            if (key.endsWith("password")) {
                assertThat(log).as(key).doesNotContain(endpoints.getProperty(key));
            }
        }
    }
}
