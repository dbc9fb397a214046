package org.fengqiao.acceptance;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

import io.restassured.path.json.JsonPath;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Promises that only the whole stack can show: no crash loses what was accepted, nothing of a forgotten person is left
 * anywhere, nothing malformed does harm, and nobody changes the record unnoticed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeStackIT {

    static final Duration PLAYED = Duration.ofMinutes(10);
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Number of malformed calls and messages: {@code deploy/fuzz} sends ten thousand if nobody says otherwise. */
    static final int MALFORMED = 300;

    private static final Path BROWSER = Path.of("/usr/bin/chromium");

    static final String PLAYED_TO_ITS_END = "Everything keeps running";

    /**
     * Where this is {@code true} in the environment, commands and services are killed while they repair, and sandboxes
     * are started beside the stack: minutes more, for which a build server has no room.
     */
    private static final String OPERATORS = "FENGQIAO_TEST_OPERATORS";

    private static final boolean WITH_KILLS = "true".equals(System.getenv(OPERATORS));

    /** Where this is {@code true} in the environment, the day of those who work with the pages is clicked through. */
    private static final String PAGES = "FENGQIAO_TEST_PAGES";

    private Traces traces;
    private RunningStack stack;

    @BeforeAll
    void start() throws IOException {
        traces = new Traces();
        stack = new RunningStack("small", traces);
    }

    @AfterAll
    void stop() throws IOException {
        stack.close();
        traces.close();
    }

    /** While a caseload is played, every service, the broker, Connect and the database are killed once. */
    @Test
    @Order(1)
    void whateverIsKilledTheNumbersAreTheSameAndEveryEventIsOnTheTopicOnce() throws Exception {
        stack.awaitReady();
        stack.awaitPrinted("cases in", Duration.ofMinutes(2));
        for (var service : RunningStack.SERVICES) {
            killInTheMiddle(stack, service);
        }
        stack.awaitAllReady();
        for (var part : RunningStack.INFRASTRUCTURE) {
            killInTheMiddle(stack, part);
            stack.awaitAllReady();
        }
        stack.awaitPrinted(PLAYED_TO_ITS_END, PLAYED);

        assertThat(stack.printed()).doesNotContain("could not be done");
        var token = stack.token("analyst");
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            var total = given().auth()
                    .oauth2(token)
                    .get(stack.address("analytics") + "/metrics/closure-rate")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(total.getLong("rows[0].denominator")).as("accepted").isEqualTo(97);
            assertThat(total.getLong("rows[0].numerator")).as("closed").isEqualTo(92);
        });
        for (var service : RunningStack.SERVICES) {
            await(service + " has nothing left to read")
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () -> assertThat(lags(stack, service)).isNotEmpty().containsOnly(0.0));
        }
        sequencesOnTheTopic(stack.kafka())
                .forEach((stream, sequences) -> assertThat(sequences)
                        .as(stream)
                        .isEqualTo(LongStream.rangeClosed(1, sequences.size())
                                .boxed()
                                .toList()));
    }

    @Test
    @Order(2)
    void theToursWorkAsTheyAreWritten() throws Exception {
        stack.awaitPrinted(PLAYED_TO_ITS_END, PLAYED);
        new Tour(stack, "docs/tour.md").walk();
        new Tour(stack, "docs/tour-doubtful-case.md").walk();
    }

    @Test
    @Order(3)
    void nothingOfAForgottenPersonIsLeftAnywhere() throws Exception {
        stack.awaitPrinted(PLAYED_TO_ITS_END, PLAYED);
        new ForgottenCase(stack).isForgotten();
    }

    @Test
    @Order(4)
    void everyPromiseToPartnersIsKept() throws Exception {
        stack.awaitPrinted(PLAYED_TO_ITS_END, PLAYED);
        var now = given().auth()
                .oauth2(stack.token("operator"))
                .get(stack.address("intake") + "/simulated-clock")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("now");
        for (var partner : List.of("police", "court")) {
            assertThat(stack.checkAs(partner, now, PATIENCE))
                    .contains("right        sequence-without-gap", "right        redelivery ")
                    .contains(" 0 wrong, 0 missing, ")
                    .endsWith("exit code 0");
        }
    }

    @Test
    @Order(5)
    void malformedCallsAndMessagesAreRefusedAndHarmNothing() throws Exception {
        stack.awaitPrinted(PLAYED_TO_ITS_END, PLAYED);

        assertThat(stack.fuzz(MALFORMED, PATIENCE))
                .contains("fuzz: %d sent, 0 unanswered, 0 5xx".formatted(MALFORMED))
                .endsWith("exit code 0");
    }

    /** The same case, from wherever it is kept, and without any system at last. */
    @Test
    @Order(6)
    void operatorsReplayACase() throws Exception {
        stack.awaitPrinted(PLAYED_TO_ITS_END, PLAYED);
        var caseId = caseWith("fengqiao.mediation.agreement-signed.v1");
        var file = stack.folder().resolve("case.jsonl").toString();

        assertThat(stack.casectl("export", caseId, file, "--from", "database")).endsWith("exit code 0");
        var kept = replayed(caseId, "--from", file);
        assertThat(kept).contains("fengqiao.intake.case-registered.v1", "fengqiao.mediation.agreement-signed.v1");
        assertThat(replayed(caseId)).isEqualTo(kept);
        assertThat(replayed(caseId, "--from", "topic")).isEqualTo(kept);

        var registered = "intake:" + sequenceOf(caseId, "fengqiao.intake.case-registered.v1");
        assertThat(stack.casectl("replay", caseId, "--people", "--role", "clerk", "--until", registered))
                .contains(" case-registered.v1", "[sealed NAME]", "applicants[0].name")
                .endsWith("exit code 0");
        assertThat(stack.casectl("disclosures", "--case", caseId, "--service", "intake"))
                .contains("clerk")
                .endsWith("exit code 0");
        assertThat(stack.casectl("proof", caseId))
                .contains("INTACT", "intact: ")
                .endsWith("exit code 0");
        assertThat(stack.casectl("parked", "list", "-o", "csv"))
                .contains("service,caseId,parkedAt")
                .endsWith("exit code 0");
    }

    private String caseWith(String type) throws SQLException {
        var service = type.split("\\.")[1];
        try (var database = DriverManager.getConnection(stack.superuserJdbcUrl(service));
                var select = database.prepareStatement("select case_id from event where type = ? limit 1")) {
            select.setString(1, type);
            try (var found = select.executeQuery()) {
                assertThat(found.next()).as(type).isTrue();
                return found.getString(1);
            }
        }
    }

    /** A case that a partner referred has other events before its registration. */
    private int sequenceOf(String caseId, String type) throws SQLException {
        try (var database = DriverManager.getConnection(stack.superuserJdbcUrl(type.split("\\.")[1]));
                var select = database.prepareStatement(
                        "select version from event where case_id = cast(? as uuid) and type = ?")) {
            select.setString(1, caseId);
            select.setString(2, type);
            try (var found = select.executeQuery()) {
                assertThat(found.next()).as(type).isTrue();
                return found.getInt(1);
            }
        }
    }

    /** The types of the events of a replay, which today's code must fold to the same as it did a moment ago. */
    private List<String> replayed(String caseId, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("replay", caseId, "-o", "json"));
        arguments.addAll(List.of(options));
        var printed = stack.casectl(arguments.toArray(String[]::new));
        assertThat(printed).endsWith("exit code 0");
        return JsonPath.from(printed.substring(printed.indexOf("[ {"), printed.lastIndexOf(']') + 1))
                .getList("type");
    }

    /** Before anything is tampered with. */
    @Test
    @Order(7)
    @EnabledIfEnvironmentVariable(named = PAGES, matches = "true")
    void everybodysDayIsClickedThrough() throws Exception {
        stack.awaitPrinted(PLAYED_TO_ITS_END, PLAYED);
        assumeThat(BROWSER).as("Chromium, for the pages").exists();
        var day = (BrowserDay) Class.forName(BrowserDay.IMPLEMENTATION)
                .getDeclaredConstructor()
                .newInstance();

        day.pass(stack);
    }

    @Test
    @Order(8)
    void oneTraceGoesThroughTheServices() throws Exception {
        stack.awaitPrinted(PLAYED_TO_ITS_END, PLAYED);
        new Repairs(stack, false).oneTraceGoesThroughTheServices(traces);
    }

    @Test
    @Order(9)
    void faultsAreNamedAndMendedByTheVerbsThatShould() throws Exception {
        stack.awaitPrinted(PLAYED_TO_ITS_END, PLAYED);
        new Repairs(stack, WITH_KILLS).findAndMendWhatIsPlanted();
    }

    /** A second system beside the first takes minutes: only where it is asked for. */
    @Test
    @Order(10)
    @EnabledIfEnvironmentVariable(named = OPERATORS, matches = "true")
    void whatIsDoneInASandboxStaysInIt() throws Exception {
        stack.awaitPrinted(PLAYED_TO_ITS_END, PLAYED);
        var copy = new CopyToTryThingsOn(stack);
        copy.ofTheTopicKeepsItsEffectsInside();
        copy.ofABackupKeepsItsEffectsInside();
    }

    @Test
    @Order(11)
    void whatASuperuserChangesIsNamed() throws Exception {
        stack.awaitPrinted(PLAYED_TO_ITS_END, PLAYED);
        assertThat(stack.verifyEverything())
                .contains("intake     intact: ", "petition   intact: ")
                .endsWith("exit code 0");

        // What nobody but the superuser of the database can do.
        try (var database = DriverManager.getConnection(stack.superuserJdbcUrl("mediation"));
                var statement = database.createStatement()) {
            statement.execute("alter table event disable trigger event_only_grows");
            statement.execute("""
                    update event set actor_id = 'somebody-else'
                    where event_id = (select event_id from event
                      where type = 'fengqiao.mediation.agreement-signed.v1' limit 1)""");
        }

        assertThat(stack.verifyEverything())
                .contains("mediation  NOT AS IT WAS RECORDED", " is BROKEN: ALTERED, version ")
                .endsWith("exit code 1");
    }

    @Test
    @Order(12)
    void whatAlertsAndDashboardsLookAtIsShownWithItsLabels() throws Exception {
        stack.awaitPrinted(PLAYED_TO_ITS_END, PLAYED);
        var shown = new TreeMap<String, Set<String>>();
        for (var service : RunningStack.SERVICES) {
            Monitoring.addShown(metrics(stack, service), shown);
        }
        assertThat(Monitoring.lookedAt())
                .hasSizeGreaterThan(15)
                .allSatisfy((measurement, labels) -> assertThat(shown.get(measurement))
                        .as(measurement)
                        .isNotNull()
                        .containsAll(labels));
    }

    /** Last, since it takes the stack years ahead. */
    @Test
    @Order(13)
    void aForeignLogIsPlayedToTheSameNumbersHoweverItIsFed() throws Exception {
        stack.awaitPrinted(PLAYED_TO_ITS_END, PLAYED);
        var fines = Checkout.folder().resolve("deploy/acceptance/src/test/resources/fines.csv");
        var mapping = Checkout.folder().resolve("deploy/caseload/mappings/traffic-fines.yaml");

        assertThat(stack.replay(fines, mapping, "--until", "2025-05-31"))
                .contains("Stopped behind 2025-05-31.")
                .endsWith("exit code 0");
        rebuild();
        var played = stack.replay(fines, mapping);
        assertThat(played)
                .contains("Played through ", "going on behind it", " agrees")
                .doesNotContain("DIFFERS")
                .endsWith("exit code 0");

        var lines = Files.readAllLines(fines);
        var header = lines.removeFirst();
        Collections.reverse(lines);
        lines.addFirst(header);
        var reversed = Files.write(stack.folder().resolve("fines-reversed.csv"), lines);
        var again = stack.replay(reversed, mapping, "--again");
        assertThat(again).endsWith("exit code 0");
        assertThat(figures(again)).isNotEmpty().isEqualTo(figures(played));

        // Another system's log, in another format: nothing but a mapping was written for it.
        var neighbours = Checkout.folder().resolve("deploy/caseload/mappings/neighbours");
        assertThat(stack.replay(
                        neighbours.resolveSibling("neighbours.xes"),
                        neighbours.resolveSibling("neighbours.yaml"),
                        "--begin",
                        "2026-01-05"))
                .contains(" agrees")
                .endsWith("exit code 0");
    }

    private static List<String> figures(String printed) {
        return printed.lines().filter(line -> line.endsWith("  agrees")).toList();
    }

    /** Has all numbers made anew, and waits until they are. */
    private void rebuild() throws IOException, InterruptedException {
        var operator = stack.token("operator");
        given().auth()
                .oauth2(operator)
                .post(stack.address("analytics") + "/projections/rebuild")
                .then()
                .statusCode(202);
        await("the numbers are made anew")
                .atMost(Duration.ofMinutes(2))
                .until(() -> given().auth()
                        .oauth2(operator)
                        .get(stack.address("analytics") + "/projections/rebuild")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getString("state")
                        .equals("DONE"));
    }

    private static void killInTheMiddle(RunningStack stack, String part) {
        assertThat(stack.printed())
                .as("the caseload is still played when %s is killed", part)
                .doesNotContain(PLAYED_TO_ITS_END);
        stack.killAndAwaitRestart(part);
    }

    /** What Prometheus would see; the mark at the end of a transaction is nothing that waits. */
    private static List<Double> lags(RunningStack stack, String service) {
        return metrics(stack, service)
                .lines()
                .filter(line -> line.startsWith("fengqiao_consumer_lag{"))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }

    private static String metrics(RunningStack stack, String service) {
        return given().accept("text/plain")
                .get(stack.address(service) + "/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** The sequence numbers of each case and service, in the order of the topic. */
    private static Map<String, List<Long>> sequencesOnTheTopic(String kafka) {
        var streams = new TreeMap<String, List<Long>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor("case-events").stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> streams.computeIfAbsent(
                                        new String(record.key(), UTF_8)
                                                + header(record.headers()
                                                        .lastHeader("ce_source")
                                                        .value()),
                                        _ -> new java.util.ArrayList<>())
                                .add(Long.parseLong(header(record.headers()
                                        .lastHeader("ce_sequence")
                                        .value()))));
            }
        }
        assertThat(streams).hasSizeGreaterThan(200);
        return streams;
    }

    private static String header(byte[] value) {
        return new String(value, UTF_8);
    }
}
