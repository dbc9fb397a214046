package org.fengqiao.acceptance;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A dispute full of words that are nowhere else, from the police's referral to its verified closure. Then its people
 * are forgotten, the time goes by for which partners' topics are kept, and the words are looked for in everything that
 * the installation has on its disk.
 */
final class ForgottenCase {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** The words, by what they are. */
    private enum Marked {
        APPLICANT("欧阳无痕甲"),
        ID_NUMBER("150203198812127777"),
        PHONE("13947209931"),
        RESPONDENT("慕容不见乙"),
        SUMMARY("腌菜坛子压坏了无痕的地窖"),
        CLAIM("赔一口无痕的坛子"),
        FACT("坛子确实无痕地裂了"),
        TERMS("此后互不往来直到无痕"),
        OWED("送还无痕的坛子盖"),
        COURTS_WORDS("无痕的协议合法自愿"),
        REFUSED_WORDS("无痕的信件写错了地方"),
        REMARK("坛子回来了心里无痕"),
        ERASURE("无痕的坛子不必再提");

        private final String text;

        Marked(String text) {
            this.text = text;
        }
    }

    /**
     * For each table a query for those of the words that stand in any column of any row; a column of bytes is searched
     * for a word's bytes.
     */
    private static final String SEARCH_OF_EACH_TABLE = """
        select c.table_name,
          format('select distinct sought.word from %I.%I t, unnest(?) as sought(word) where ',
            c.table_schema, c.table_name) || string_agg(
          case c.data_type
            when 'bytea' then format('position(convert_to(sought.word, ''UTF8'') in t.%I) > 0', c.column_name)
            else format('t.%I::text like ''%%'' || sought.word || ''%%''', c.column_name) end, ' or ')
        from information_schema.columns c
        join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
          and t.table_type = 'BASE TABLE'
        where c.table_schema not in ('pg_catalog', 'information_schema')
        group by c.table_schema, c.table_name\
        """;

    private final RunningStack stack;
    private final Map<String, String> tokens = new HashMap<>();

    ForgottenCase(RunningStack stack) {
        this.stack = stack;
    }

    /** The whole story. */
    void isForgotten() throws Exception {
        var caseId = closedAndVerified();
        var sheet = get("intake", "clerk", "/cases/" + caseId);
        assertThat(sheet.getString("applicants[0].name")).isEqualTo(Marked.APPLICANT.text);
        assertThat(sheet.getString("summary")).isEqualTo(Marked.SUMMARY.text);
        var export = bundles(caseId);
        assertThat(found(Marked.APPLICANT.text)).isEqualTo(List.of(caseId));
        // Without which finding nothing would prove nothing.
        assertThat(filesWith(Marked.SUMMARY))
                .as("what the police wrote is on their topic")
                .isNotEmpty();
        assertThat(recordsWith(Marked.SUMMARY)).as("and is read there").isNotEmpty();

        for (var party : List.of("applicants", "respondents")) {
            var subject = sheet.getString(party + "[0].subjectId");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> post(
                                    "intake",
                                    "clerk",
                                    "/subjects/" + subject + "/erasure",
                                    Map.of("ground", "PURPOSE_FULFILLED", "reason", Marked.ERASURE.text))
                            .statusCode(200));
        }
        assertThat(get("intake", "leader", "/cases/" + caseId).getList("erasures.reason"))
                .isEqualTo(List.of(Marked.ERASURE.text, Marked.ERASURE.text));
        for (var approval : List.of(1, 2)) {
            as("leader")
                    .post(stack.address("intake") + "/cases/" + caseId + "/approvals/" + approval + "/grant")
                    .then()
                    .statusCode(200);
        }
        partnersTopicsAreOver();

        assertThat(get("intake", "clerk", "/cases/" + caseId).getString("applicants[0].name"))
                .isEqualTo("[erased]");
        assertThat(get("mediation", "mediator", "/mediations/" + caseId).getString("mediation.parties[0].name"))
                .isEqualTo("[erased]");
        assertThat(found(Marked.APPLICANT.text)).isEmpty();
        assertThat(export)
                .doesNotContain(
                        Stream.of(Marked.values()).map(mark -> mark.text).toList());
        assertThat(rowsWith(Marked.values())).as("rows").isEmpty();
        assertThat(recordsWith(Marked.values())).as("records").isEmpty();
        await("nothing on the disk")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    whatTheDatabaseIsDoneWithIsGone();
                    assertThat(filesWith(Marked.values())).isEmpty();
                });
        assertThat(get("intake", "operator", "/cases/" + caseId + "/proof").getString("verdict.finding"))
                .isEqualTo("INTACT");
    }

    // ---- the dispute

    private String closedAndVerified() throws Exception {
        var reference = "marked-" + UUID.randomUUID();
        fromPartner("police", "referral-submitted", reference, """
            {"reference": "%s", "occurredAt": "%s", "summary": "%s", "claim": "%s", "categoryHint": "NEIGHBOUR",
             "applicants": [{"name": "%s", "idNumber": "%s", "phone": "%s"}], "respondents": [{"name": "%s"}],
             "place": {"district": "昆都仑区", "street": "少先路街道"}}\
            """.formatted(
                        reference,
                        now(),
                        Marked.SUMMARY.text,
                        Marked.CLAIM.text,
                        Marked.APPLICANT.text,
                        Marked.ID_NUMBER.text,
                        Marked.PHONE.text,
                        Marked.RESPONDENT.text));
        var caseId = await().atMost(PATIENCE).until(() -> caseOf(reference), id -> id != null);
        awaitStatus(caseId, "ASSIGNED");
        var unit = get("routing", "dispatcher", "/cases/" + caseId).getString("unit");
        done("routing", "dispatcher", "/cases/" + caseId + "/claim", Map.of("unit", unit, "worker", "zhang"));
        await().atMost(PATIENCE)
                .until(() -> as("mediator")
                                .get(stack.address("mediation") + "/mediations/" + caseId)
                                .statusCode()
                        == 200);
        mediated(caseId);
        confirmed(caseId);
        mediation(caseId, "/obligations/1/performance", Map.of("performedOn", today().toString()));
        awaitStatus(caseId, "CLOSED");
        await().atMost(PATIENCE)
                .until(() -> !get("mediation", "mediator", "/mediations/" + caseId)
                        .getList("revisits")
                        .isEmpty());
        aWeekGoesBy();
        for (var party : List.of("applicant-1", "respondent-1")) {
            mediation(
                    caseId,
                    "/revisits/1/parties/" + party + "/answer",
                    Map.of(
                            "channel",
                            "PHONE",
                            "phone",
                            Marked.PHONE.text,
                            "speaker",
                            "PARTY",
                            "satisfaction",
                            5,
                            "obligations",
                            List.of(),
                            "newTrouble",
                            false,
                            "remark",
                            Marked.REMARK.text));
        }
        awaitStatus(caseId, "VERIFIED");
        return caseId;
    }

    private void mediated(String caseId) {
        for (var party : List.of("applicant-1", "respondent-1")) {
            mediation(caseId, "/consents", Map.of("partyId", party, "consents", true));
        }
        mediation(caseId, "/sessions", Map.of("startsAt", now().toString(), "room", "1"));
        mediation(caseId, "/sessions/1/outcome", Map.of("held", true, "undisputedFacts", List.of(Marked.FACT.text)));
        mediation(
                caseId,
                "/agreement",
                Map.of(
                        "form",
                        "WRITTEN",
                        "whole",
                        true,
                        "terms",
                        Marked.TERMS.text,
                        "obligations",
                        List.of(Map.of(
                                "debtor",
                                "respondent-1",
                                "creditor",
                                "applicant-1",
                                "what",
                                Marked.OWED.text,
                                "dueOn",
                                today().plusDays(10).toString())),
                        "signedBy",
                        List.of("applicant-1", "respondent-1"),
                        "confirmationIntended",
                        true));
    }

    private void confirmed(String caseId) throws Exception {
        // Refused until intake has told mediation what the court has to know.
        await().atMost(PATIENCE)
                .untilAsserted(() -> mediation(
                        caseId,
                        "/confirmation-application",
                        Map.of("applicants", List.of("applicant-1", "respondent-1"))));
        var filing = caseId + "/confirmation/1";
        // One that is refused, for what is missing in it, goes back as it came.
        fromPartner("court", "confirmation-decided", filing, """
            {"filingId": "%s", "decision": "GRANTED", "reason": "%s"}\
            """.formatted(filing, Marked.REFUSED_WORDS.text));
        fromPartner("court", "confirmation-decided", filing, """
            {"filingId": "%s", "decision": "GRANTED", "reason": "%s", "documentNumber": "(2024)内0203民特9号", \
            "decidedAt": "%s"}\
            """.formatted(filing, Marked.COURTS_WORDS.text, now()));
        await().atMost(PATIENCE)
                .until(() -> "CONCLUDED"
                        .equals(get("mediation", "mediator", "/mediations/" + caseId)
                                .getString("status")));
        // Looked for at once: the days until the revisits are as many as such a row is kept for.
        assertThat(rowsWith(Marked.REFUSED_WORDS))
                .as("what was refused is in a table")
                .isNotEmpty();
    }

    private void mediation(String caseId, String call, Object body) {
        done("mediation", "mediator", "/mediations/" + caseId + call, body);
    }

    private void awaitStatus(String caseId, String status) {
        await(status)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> status.equals(
                        get("routing", "dispatcher", "/cases/" + caseId).getString("status")));
    }

    private String caseOf(String reference) throws SQLException {
        try (var connection = DriverManager.getConnection(stack.superuserJdbcUrl("intake"));
                var query = connection.prepareStatement("select case_id from front_desk where reference = ?")) {
            query.setString(1, reference);
            var found = query.executeQuery();
            return found.next() ? found.getString(1) : null;
        }
    }

    // ---- callers and partners

    private RequestSpecification as(String role) {
        return given().auth().oauth2(tokens.computeIfAbsent(role, this::token)).contentType("application/json");
    }

    private String token(String role) {
        try {
            return stack.token(role);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonPath get(String service, String role, String path) {
        return as(role).get(stack.address(service) + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private ValidatableResponse post(String service, String role, String path, Object body) {
        return as(role).body(body).post(stack.address(service) + path).then();
    }

    private void done(String service, String role, String path, Object body) {
        post(service, role, path, body).statusCode(200);
    }

    private List<String> found(String name) {
        return post("intake", "clerk", "/people/search", Map.of("kind", "NAME", "value", name))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.caseId");
    }

    private String bundles(String caseId) {
        var bundles = new StringBuilder();
        for (var service : List.of("intake", "routing", "mediation")) {
            bundles.append(as("operator")
                    .get(stack.address(service) + "/cases/" + caseId + "/proof")
                    .asString());
        }
        return bundles.toString();
    }

    private Instant now() {
        return Instant.parse(get("intake", "operator", "/simulated-clock").getString("now"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now(), CHINA);
    }

    private void fromPartner(String partner, String message, String key, String json) throws Exception {
        PartnerRecords.send(stack.kafka(), partner, message, key, json, now());
    }

    // ---- what time does

    private void aWeekGoesBy() {
        var aWeekOn = Map.of("now", now().plus(Duration.ofDays(8)).toString());
        for (var service : RunningStack.SERVICES) {
            as("operator")
                    .body(aWeekOn)
                    .put(stack.address(service) + "/simulated-clock")
                    .then()
                    .statusCode(200);
        }
    }

    /** A week goes by: what partners sent, and what went back to them, is over. */
    private void partnersTopicsAreOver() throws Exception {
        aWeekGoesBy();
        try (var admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()))) {
            var changes = new HashMap<ConfigResource, java.util.Collection<AlterConfigOp>>();
            for (var topic : List.of("police.inbound", "court.inbound", "court.rejected")) {
                changes.put(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(
                                new AlterConfigOp(new ConfigEntry("retention.ms", "1000"), AlterConfigOp.OpType.SET),
                                new AlterConfigOp(
                                        new ConfigEntry("file.delete.delay.ms", "1000"), AlterConfigOp.OpType.SET)));
            }
            admin.incrementalAlterConfigs(changes).all().get();
        }
        await("partners' records are gone").atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            assertThat(recordsWith(Marked.SUMMARY, Marked.REFUSED_WORDS)).isEmpty();
            assertThat(rowsWith(Marked.REFUSED_WORDS)).isEmpty();
        });
    }

    /** What vacuum and checkpoints do by themselves in time. */
    private void whatTheDatabaseIsDoneWithIsGone() throws SQLException {
        try (var connection = DriverManager.getConnection(stack.superuserJdbcUrl("mediation"));
                var statement = connection.createStatement()) {
            statement.execute("vacuum full rejected_record");
            for (var again = 0; again < 2; again++) {
                statement.execute("select pg_switch_wal()");
                statement.execute("checkpoint");
            }
        }
    }

    // ---- where it is looked

    private List<String> rowsWith(Marked... marks) throws SQLException {
        var words = Stream.of(marks).map(mark -> mark.text).toArray();
        var places = new ArrayList<String>();
        for (var database : databases()) {
            try (var connection = DriverManager.getConnection(urlOf(database));
                    var listed = connection.createStatement()) {
                var tables = listed.executeQuery(SEARCH_OF_EACH_TABLE);
                while (tables.next()) {
                    try (var search = connection.prepareStatement(tables.getString(2))) {
                        search.setArray(1, connection.createArrayOf("text", words));
                        var found = search.executeQuery();
                        while (found.next()) {
                            places.add("%s in %s.%s".formatted(found.getString(1), database, tables.getString(1)));
                        }
                    }
                }
            }
        }
        return places;
    }

    private String urlOf(String database) {
        return stack.superuserJdbcUrl("intake").replaceFirst("/[^/?]+\\?", "/" + database + "?");
    }

    private List<String> databases() throws SQLException {
        try (var connection = DriverManager.getConnection(stack.superuserJdbcUrl("intake"))) {
            return column(connection, "select datname from pg_database where datallowconn and not datistemplate");
        }
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement()) {
            var values = new ArrayList<String>();
            var rows = statement.executeQuery(query);
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private List<String> recordsWith(Marked... marks) throws Exception {
        var places = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", stack.kafka(), "exclude.internal.topics", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    for (var mark : marks) {
                        if (holds(record.key(), mark) || holds(record.value(), mark)) {
                            places.add("%s in %s-%d@%d"
                                    .formatted(mark, record.topic(), record.partition(), record.offset()));
                        }
                    }
                }
            }
        }
        return places;
    }

    private static boolean holds(byte[] bytes, Marked mark) {
        return bytes != null && bytewise(bytes).contains(bytewise(mark.text.getBytes(UTF_8)));
    }

    /**
     * Every file of the installation: data and write-ahead log of PostgreSQL, segments of Kafka, positions, keys and
     * logs.
     */
    private List<String> filesWith(Marked... marks) throws IOException {
        try (Stream<Path> files = Files.walk(stack.folder())) {
            var places = new ArrayList<String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                try {
                    var text = bytewise(Files.readAllBytes(file));
                    Stream.of(marks)
                            .filter(mark -> text.contains(bytewise(mark.text.getBytes(UTF_8))))
                            .map(mark -> mark + " in " + stack.folder().relativize(file))
                            .forEach(places::add);
                } catch (NoSuchFileException _) {
                    // Gone since it was listed: nothing is in it.
                }
            }
            return places;
        }
    }

    /**
     * One character for each byte: the virtual machine searches such a string much faster than a loop over bytes would.
     */
    private static String bytewise(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
