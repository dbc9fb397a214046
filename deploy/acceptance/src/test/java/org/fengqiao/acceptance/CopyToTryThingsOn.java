package org.fengqiao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Sandboxes made from the topic and from a backup of the running system, while that goes on: what is done in them stays
 * in them.
 */
final class CopyToTryThingsOn {

    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RunningStack stack;

    CopyToTryThingsOn(RunningStack stack) {
        this.stack = stack;
    }

    /** Cases come whole, people stay sealed. */
    void ofTheTopicKeepsItsEffectsInside() throws Exception {
        keepsItsEffectsInside("sandbox-of-topic", "topic");
    }

    /** All comes that the databases have, and people are read with the keys of the backup. */
    void ofABackupKeepsItsEffectsInside() throws Exception {
        var backups = stack.folder().resolve("backups");
        var keys = stack.folder().resolve("backed-up-keys");
        assertThat(stack.casectl("backup", backups.toString(), "--keys", keys.toString()))
                .contains("MB in ")
                .endsWith("exit code 0");
        keepsItsEffectsInside("sandbox-of-backup", backups.toString(), "--keys", keys.toString());
    }

    private void keepsItsEffectsInside(String name, String from, String... options) throws Exception {
        var folder = stack.folder().resolve(name);
        var printed = stack.folder().resolve(name + ".txt");
        var before = ends(stack.kafka());
        var events = count("select count(*) from event where entry is null");
        var messages = new AtomicInteger();
        var gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            try (exchange) {
                messages.incrementAndGet();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        gateway.start();
        var arguments = new ArrayList<>(List.of("sandbox", "--from", from, "--in", folder.toString()));
        arguments.addAll(List.of(options));
        var casectl = stack.casectlProcess(arguments.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        // The shell of somebody who works with the real system.
        casectl.environment()
                .putAll(Map.of(
                        "FENGQIAO_FILINGS_GATEWAY",
                        "http://localhost:" + gateway.getAddress().getPort(),
                        "KAFKA_BOOTSTRAP_SERVERS",
                        stack.kafka()));
        var sandbox = casectl.start();
        try {
            await("it runs")
                    .atMost(START)
                    .until(() -> !sandbox.isAlive() || Files.readString(printed).contains("VERB --home"));
            assertThat(sandbox.isAlive()).as(Files.readString(printed)).isTrue();
            var notes = notes(folder.resolve(".fengqiao/run/infrastructure.properties"));
            var kafka = notes.getProperty("kafka.bootstrap");
            assertThat(count(notes, "select count(*) from event where entry is null"))
                    .isGreaterThanOrEqualTo(events);
            assertThat(stack.casectl("proof", anyCase(), "--home", folder.toString(), "--service", "intake"))
                    .contains("INTACT")
                    .endsWith("exit code 0");

            var answered = ends(kafka).get("police.outbound");
            referred(kafka);
            await("the police are answered, inside")
                    .atMost(PATIENCE)
                    .until(() -> ends(kafka).get("police.outbound") > answered);

            assertThat(ends(stack.kafka()))
                    .as("no partner outside has anything of it")
                    .isEqualTo(before);
            assertThat(count("select count(*) from event where entry is null")).isEqualTo(events);
            assertThat(messages).hasValue(0);
        } finally {
            sandbox.destroy();
            if (!sandbox.waitFor(1, TimeUnit.MINUTES)) {
                sandbox.destroyForcibly();
            }
            gateway.stop(0);
        }
    }

    private void referred(String kafka) throws Exception {
        var reference = "sandboxed-" + UUID.randomUUID();
        PartnerRecords.send(
                kafka, "police", "referral-submitted", reference, """
                {"reference": "%s", "occurredAt": "%s", "summary": "院墙的砖掉在邻居的菜地里", "claim": "把砖搬走",
                 "categoryHint": "NEIGHBOUR", "applicants": [{"name": "孙三", "phone": "13947200033"}],
                 "respondents": [{"name": "李四"}], "place": {"district": "昆都仑区", "street": "少先路街道"}}\
                """.formatted(reference, lastEvent()), lastEvent());
    }

    /** How far the topics reach that partners read. */
    private static Map<String, Long> ends(String kafka) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var ends = new TreeMap<String, Long>();
            consumer.listTopics().forEach((topic, partitions) -> {
                if (topic.endsWith(".outbound") || topic.endsWith(".rejected")) {
                    var all = partitions.stream()
                            .map(one -> new TopicPartition(topic, one.partition()))
                            .toList();
                    ends.put(
                            topic,
                            consumer.endOffsets(all).values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum());
                }
            });
            return ends;
        }
    }

    private static Properties notes(Path file) throws Exception {
        var notes = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            notes.load(in);
        }
        return notes;
    }

    private long count(String sql) throws SQLException {
        return Long.parseLong(told(stack.superuserJdbcUrl("intake"), sql));
    }

    private static long count(Properties notes, String sql) throws SQLException {
        return Long.parseLong(told(
                "jdbc:postgresql://%s:%s/%s?user=%s&password=%s"
                        .formatted(
                                notes.getProperty("postgres.host"),
                                notes.getProperty("postgres.port"),
                                notes.getProperty("intake.database"),
                                notes.getProperty("postgres.superuser"),
                                notes.getProperty("postgres.superuser.password")),
                sql));
    }

    private String anyCase() throws SQLException {
        return told(stack.superuserJdbcUrl("intake"), "select case_id from event where entry is null limit 1");
    }

    private Instant lastEvent() throws SQLException {
        var text = told(
                stack.superuserJdbcUrl("intake"),
                "select to_char(max(recorded_at) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from event");
        return OffsetDateTime.parse(text).toInstant();
    }

    private static String told(String url, String sql) throws SQLException {
        try (var database = DriverManager.getConnection(url);
                var statement = database.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }
}
