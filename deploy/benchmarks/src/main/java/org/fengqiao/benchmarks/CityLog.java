package org.fengqiao.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Common log of a city as records of the topic, made from a seed: cases of some twelve events in three years, many of
 * them underway at a time. Bodies are as long as those of the services, with boxes where those have personal text.
 */
final class CityLog {

    /** First day of the three years. */
    static final Instant BEGIN = Instant.parse("2022-01-01T00:00:00Z");

    private static final Duration LENGTH = Duration.ofDays(3 * 365);
    private static final int UNDERWAY = 5_000;
    private static final int STREETS = 15;
    private static final int GRIDS = 60;
    private static final int UNITS = 80;
    private static final List<String> DISTRICTS = List.of("昆都仑区", "青山区");
    private static final List<String> CHANNELS = List.of(
            "WINDOW",
            "GRID",
            "GRID",
            "GRID",
            "HOTLINE_12345",
            "ONLINE",
            "DEPARTMENT",
            "POLICE",
            "COURT",
            "PETITION_OFFICE",
            "PROCURATORATE");
    private static final List<String> CATEGORIES = List.of(
            "MARRIAGE_FAMILY",
            "NEIGHBOUR",
            "PROPERTY_MANAGEMENT",
            "LABOUR",
            "MEDICAL",
            "TRAFFIC",
            "CONSUMER",
            "CONTRACT_DEBT",
            "HOUSING_LAND",
            "ENVIRONMENT",
            "CAMPUS",
            "TORT",
            "OTHER");
    private static final List<String> RISKS = List.of("LOW", "LOW", "LOW", "MEDIUM", "HIGH");

    private final Random random = new Random(20);
    private final int cases;
    private final List<Course> underway = new ArrayList<>();
    private final String box = "i1." + "Qm94IG9mIGEgdGV4dA".repeat(14);
    private int begun;
    private long offset;

    /** @param cases so many come in */
    CityLog(int cases) {
        this.cases = cases;
    }

    /** Returns the next records of the log, at most so many; none at its end. */
    List<ConsumerRecord<byte[], byte[]>> next(int most) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (records.size() < most) {
            while (underway.size() < UNDERWAY && begun < cases) {
                underway.add(new Course(begun++));
            }
            if (underway.isEmpty()) {
                break;
            }
            var at = random.nextInt(underway.size());
            records.add(underway.get(at).next());
            if (underway.get(at).isOver()) {
                underway.set(at, underway.getLast());
                underway.removeLast();
            }
        }
        return records;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Event that is to come. */
    private record Due(String service, String event, String body) {}

    /** Course of one case: what happens in it, one after another. */
    private final class Course {

        private final UUID caseId = new UUID(random.nextLong(), random.nextLong());
        private final List<Due> events = new ArrayList<>();
        private final Map<String, Integer> sequences = new HashMap<>();
        private Instant now;
        private int next;

        private Course(int number) {
            now = BEGIN.plusSeconds(LENGTH.toSeconds() * number / cases);
            var street = random.nextInt(STREETS);
            var place = "{\"district\":\"%s\",\"street\":\"街道-%d\",\"community\":\"社区-%d\",\"grid\":\"网格-%d-%d\"}"
                    .formatted(pick(DISTRICTS), street, random.nextInt(8), street, random.nextInt(GRIDS));
            var channel = pick(CHANNELS);
            var unit = "unit-" + random.nextInt(UNITS);
            live(channel, place, unit);
        }

        private void live(String channel, String place, String unit) {
            add("intake", "case-registered", "\"channel\":\"%s\",\"place\":%s".formatted(channel, place));
            if (chance(0.05)) {
                add("intake", "case-declined", "\"ground\":\"OUTSIDE_JURISDICTION\"");
                return;
            }
            add("intake", "case-accepted", "\"channel\":\"%s\",\"place\":%s".formatted(channel, place));
            add(
                    "routing",
                    "case-triaged",
                    "\"category\":\"%s\",\"path\":\"MEDIATION\",\"risk\":\"%s\",\"channel\":\"%s\",\"place\":%s"
                            .formatted(pick(CATEGORIES), pick(RISKS), channel, place));
            add("routing", "case-assigned", "\"custody\":1,\"unit\":\"%s\",\"path\":\"MEDIATION\"".formatted(unit));
            var custody = 1;
            if (chance(0.08)) {
                add("routing", "case-returned", "\"custody\":1,\"unit\":\"%s\"".formatted(unit));
                add("routing", "case-assigned", "\"custody\":2,\"unit\":\"%s\",\"path\":\"MEDIATION\"".formatted(unit));
                custody = 2;
            }
            add("routing", "case-claimed", "\"custody\":%d,\"unit\":\"%s\",\"worker\":\"w\"".formatted(custody, unit));
            deadline("routing", "claim", chance(0.95));
            add("mediation", "mediation-opened", "\"custody\":" + custody);
            if (chance(0.85)) {
                add(
                        "mediation",
                        "agreement-signed",
                        ("\"custody\":%d,\"form\":\"WRITTEN\",\"obligations\":[{\"obligation\":1,\"dueOn\":\"%s\"}]")
                                .formatted(
                                        custody,
                                        now.plus(Duration.ofDays(20)).toString().substring(0, 10)));
                add("mediation", "mediation-concluded", "\"custody\":%d,\"result\":\"AGREED\"".formatted(custody));
                add("routing", "case-closed", "\"closure\":1,\"outcome\":\"AGREED\",\"unit\":\"%s\"".formatted(unit));
                add("mediation", "obligation-performed", "\"obligation\":1,\"outstanding\":0");
                add(
                        "mediation",
                        "revisit-answered",
                        ("\"closure\":1,\"round\":1,\"partyId\":\"applicant-1\",\"side\":\"APPLICANT\","
                                        + "\"satisfaction\":%d")
                                .formatted(1 + random.nextInt(5)));
                if (chance(0.9)) {
                    add("routing", "case-verified", "\"closure\":1");
                }
            } else {
                add("mediation", "mediation-concluded", "\"custody\":%d,\"result\":\"FAILED\"".formatted(custody));
                add(
                        "routing",
                        "case-retriaged",
                        "\"cause\":\"MEDIATION_FAILED\",\"category\":\"OTHER\",\"path\":\"PETITION\"");
                add("petition", "petition-opened", "\"petitionId\":\"p\",\"custody\":" + custody);
                deadline("petition", "petition-handling", chance(0.9));
                if (chance(0.8)) {
                    add(
                            "petition",
                            "petition-concluded",
                            "\"petitionId\":\"p\",\"custody\":%d,\"result\":\"SUPPORTED\"".formatted(custody));
                }
            }
        }

        private void deadline(String service, String rule, boolean met) {
            add(
                    service,
                    met ? "deadline-met" : "deadline-breached",
                    met
                            ? "\"name\":\"%s-1\",\"rule\":\"%s\",\"metAt\":\"%s\",\"onTime\":true"
                                    .formatted(rule, rule, now)
                            : "\"name\":\"%s-1\",\"rule\":\"%s\",\"dueAt\":\"%s\",\"breachedAt\":\"%s\""
                                    .formatted(rule, rule, now, now));
        }

        private void add(String service, String event, String body) {
            events.add(new Due(service, event, body));
        }

        private boolean isOver() {
            return next == events.size();
        }

        private ConsumerRecord<byte[], byte[]> next() {
            var due = events.get(next++);
            now = now.plusSeconds(1 + random.nextInt(5 * 24 * 3600));
            var sequence = sequences.merge(due.service(), 1, Integer::sum);
            var record = new ConsumerRecord<>(
                    "case-events",
                    0,
                    offset++,
                    caseId.toString().getBytes(UTF_8),
                    ("{" + due.body() + ",\"summary\":\"" + box + "\",\"remarks\":\"" + box + "\"}").getBytes(UTF_8));
            header(record, "ce_specversion", "1.0");
            header(record, "ce_id", new UUID(random.nextLong(), random.nextLong()).toString());
            header(record, "ce_source", "/" + due.service());
            header(record, "ce_type", "fengqiao." + due.service() + "." + due.event() + ".v1");
            header(record, "ce_subject", caseId.toString());
            header(record, "ce_time", now.toString());
            header(record, "ce_recordedtime", now.plusMillis(40).toString());
            header(record, "ce_sequence", String.valueOf(sequence));
            header(record, "ce_correlationid", caseId.toString());
            header(record, "ce_actorid", "worker-7");
            header(record, "ce_actorrole", "mediator");
            header(record, "content-type", "application/json");
            return record;
        }

        private static void header(ConsumerRecord<byte[], byte[]> record, String name, String value) {
            record.headers().add(name, value.getBytes(UTF_8));
        }
    }
}
