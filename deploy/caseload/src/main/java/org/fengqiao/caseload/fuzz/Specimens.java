package org.fengqiao.caseload.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

import org.fengqiao.caseload.Messages;

/**
 * Values that a schema allows and that mean something here: identifiers are those of cases that exist, and times are
 * near the services' own. All people are invented.
 */
final class Specimens {

    /** Texts that have a form, or must be known, by the name of their field. */
    private static final Map<String, List<String>> BY_NAME = Map.ofEntries(
            Map.entry("name", List.of("王某", "李某", "Zhang Moumou")),
            Map.entry("phone", List.of("13800000000", "0472-5151234转801")),
            Map.entry("idNumber", List.of("11010519491231002X")),
            Map.entry("district", List.of("昆都仑区")),
            Map.entry("street", List.of("少先路街道")),
            Map.entry("categoryHint", List.of("NEIGHBOUR", "LABOUR", "MEDICAL")),
            Map.entry("amount", List.of("1200.00", "0.01", "88")),
            Map.entry("currency", List.of("CNY")),
            Map.entry("documentNumber", List.of("昆政复〔2024〕12号", "(2024)内0203民特1号")),
            Map.entry("unit", List.of("kundulun-centre", "kundulun-shaoxianlu-centre")),
            Map.entry("room", List.of("B-204")),
            Map.entry("partyId", List.of("applicant-1", "respondent-1")),
            Map.entry("memberId", List.of("member-1")),
            Map.entry("representatives", List.of("applicant-1", "member-1")),
            Map.entry("authority", List.of("授权委托书 2024-03-01")),
            Map.entry("number", List.of("昆住建转〔2024〕3号")),
            Map.entry("sex", List.of("1", "2")),
            Map.entry("ethnicity", List.of("01", "02")),
            Map.entry("education", List.of("20", "70")),
            Map.entry("personKind", List.of("01")),
            Map.entry("documentType", List.of("111")),
            Map.entry("debtor", List.of("respondent-1")),
            Map.entry("creditor", List.of("applicant-1")),
            Map.entry("signedBy", List.of("applicant-1", "respondent-1")),
            Map.entry("applicants", List.of("applicant-1")),
            Map.entry("topic", List.of("case-events")),
            Map.entry("code", List.of("0YA4-Y3JQ-7ZJX-Q4E0", "kernel.bad-input")),
            Map.entry("type", List.of("fengqiao.intake.case-accepted.v1")),
            Map.entry("ground", List.of("hearing", "appraisal")));

    private static final String DOCUMENT_NUMBER_OF_A_HOLD = "(2024)内0203民特1号";

    /** Fields that may lie ahead, with how far they do here. */
    private static final Map<String, Duration> AHEAD =
            Map.of("startsAt", Duration.ofDays(7), "dueOn", Duration.ofDays(60));

    private final Supplier<Instant> now;
    private final List<UUID> cases = new CopyOnWriteArrayList<>();

    /**
     * Makes specimens of a running installation.
     *
     * @param now the services' time
     */
    Specimens(Supplier<Instant> now) {
        this.now = now;
    }

    /** Remembers a case: what is sent later may be about it. */
    void know(UUID caseId) {
        cases.add(caseId);
    }

    UUID someCase(RandomGenerator random) {
        return cases.isEmpty() ? new UUID(random.nextLong(), random.nextLong()) : pick(random, cases);
    }

    /** Returns a time that lies behind, but not by much. */
    Instant someTime(RandomGenerator random) {
        return now.get().minusSeconds(60 + random.nextInt(7_200));
    }

    static <T> T pick(RandomGenerator random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /**
     * Returns a value of the schema.
     *
     * @param field the name of the field that it is for
     */
    JsonNode of(RandomGenerator random, Schema schema, String field) {
        var codes = schema.codes();
        if (!codes.isEmpty()) {
            return TextNode.valueOf(pick(random, codes));
        }
        return switch (schema.type()) {
            case "object" -> {
                var object = JsonNodeFactory.instance.objectNode();
                schema.properties()
                        .filter(name -> schema.requires(name) || random.nextInt(10) < 7)
                        .forEach(name -> object.set(name, of(random, schema.property(name), name)));
                yield object;
            }
            case "array" -> {
                var array = JsonNodeFactory.instance.arrayNode();
                for (var count = 1 + random.nextInt(2); count > 0; count--) {
                    array.add(of(random, schema.items(), field));
                }
                yield array;
            }
            case "integer", "number" -> {
                var least = schema.limit("minimum", 1);
                yield IntNode.valueOf((int) (least
                        + random.nextLong(1 + Math.min(3, schema.limit("maximum", 9) - least))));
            }
            case "boolean" -> BooleanNode.valueOf(random.nextBoolean());
            default -> TextNode.valueOf(text(random, schema, field));
        };
    }

    private String text(RandomGenerator random, Schema schema, String field) {
        if (schema.format().equals("uuid") || schema.name().equals("UUID")) {
            return someCase(random).toString();
        }
        var local = atZone(someTime(random)).plus(AHEAD.getOrDefault(field, Duration.ZERO));
        if (schema.format().equals("date-time")) {
            return local.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        }
        if (schema.format().equals("date")) {
            return local.format(DateTimeFormatter.ISO_LOCAL_DATE);
        }
        if (field.equals("reference") && schema.limits("pattern")) {
            return DOCUMENT_NUMBER_OF_A_HOLD;
        }
        if (field.equals("reference") || field.equals("filingId")) {
            return "fuzz-" + new UUID(random.nextLong(), random.nextLong());
        }
        return pick(random, BY_NAME.getOrDefault(field, List.of("worker-1", "chief-2")));
    }

    private static ZonedDateTime atZone(Instant time) {
        return time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).atZone(Messages.ZONE);
    }
}
