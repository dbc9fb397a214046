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
            Map.entry("community", List.of("少先路第1社区")),
            Map.entry("grid", List.of("01-01")),
            Map.entry("address", List.of("钢铁大街8号")),
            Map.entry("longitude", List.of("109.831220", "109.8")),
            Map.entry("latitude", List.of("40.658170", "40.6")),
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
            Map.entry("department", List.of("昆都仑区住建局")),
            Map.entry("number", List.of("昆住建转〔2024〕3号")),
            Map.entry("petitionNumber", List.of("昆信访〔2024〕12号")),
            Map.entry("offence", List.of("故意伤害（轻伤）")),
            Map.entry("source", List.of("/intake", "/mediation")),
            Map.entry("hash", List.of("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")),
            Map.entry("claim", List.of("赔偿3200元", "停止侵害")),
            Map.entry("need", List.of("无力支付医疗费")),
            Map.entry("sex", List.of("1", "2")),
            Map.entry("ethnicity", List.of("01", "02")),
            Map.entry("education", List.of("20", "70")),
            Map.entry("personKind", List.of("01")),
            Map.entry("documentType", List.of("111")),
            Map.entry("debtor", List.of("respondent-1")),
            Map.entry("creditor", List.of("applicant-1")),
            Map.entry("signedBy", List.of("applicant-1", "respondent-1")),
            Map.entry("applicants", List.of("applicant-1")),
            Map.entry("to", List.of("applicant-1")),
            Map.entry("by", List.of("applicant-1")),
            Map.entry("consentedBy", List.of("applicant-1", "respondent-1")),
            Map.entry("organ", List.of("housing-bureau")),
            Map.entry("accused", List.of("housing-bureau")),
            Map.entry("handler", List.of("ma-1")),
            Map.entry("agent", List.of("sun-1")),
            Map.entry("runner", List.of("sun-1")),
            Map.entry("person", List.of("ma-1", "sun-1")),
            Map.entry("replacement", List.of("qian-1")),
            Map.entry("recipient", List.of("applicant-1")),
            Map.entry("organisation", List.of("昆都仑区人民调解委员会")),
            Map.entry("court", List.of("昆都仑区人民法院")),
            Map.entry("topic", List.of("case-events")),
            Map.entry("type", List.of("fengqiao.intake.case-accepted.v1")),
            Map.entry("ground", List.of("hearing", "appraisal")));

    /** Codes of receipts, filings and set-aside records that nobody was given. */
    private static final List<String> CODES = List.of("0YA4-Y3JQ-7ZJX-Q4E0", "123456", "kernel.bad-input");

    /** Kinds of what the centre hands to a partner, as its id has them behind the case, by the name of its field. */
    private static final Map<String, List<String>> OF_A_CASE = Map.of(
            "filingId", List.of("confirmation", "fast-track"),
            "referralId", List.of("outward", "relief"),
            "inquiryId", List.of("standing"),
            "questionId", List.of("question"),
            "petitionId", List.of("petition"));

    private static final String DOCUMENT_NUMBER = "(2024)内0203民特1号";

    /** Fields that may lie ahead, with how far they do here. */
    private static final Map<String, Duration> AHEAD =
            Map.of("startsAt", Duration.ofDays(7), "dueOn", Duration.ofDays(60));

    private final Supplier<Instant> now;
    private final List<UUID> cases = new CopyOnWriteArrayList<>();
    private final List<String> receipts = new CopyOnWriteArrayList<>();

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

    /** Remembers the code of a receipt. */
    void knowReceipt(String code) {
        receipts.add(code);
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
        if (OF_A_CASE.containsKey(field)) {
            return "%s/%s/%d".formatted(someCase(random), pick(random, OF_A_CASE.get(field)), 1 + random.nextInt(2));
        }
        if (field.equals("code")) {
            return pick(random, receipts.isEmpty() || random.nextInt(3) == 0 ? CODES : receipts);
        }
        if (field.equals("reference") && !schema.limits("pattern")) {
            return "fuzz-" + new UUID(random.nextLong(), random.nextLong());
        }
        var numbered = schema.limits("pattern") ? List.of(DOCUMENT_NUMBER) : List.of("worker-1", "chief-2");
        return pick(random, BY_NAME.getOrDefault(field, numbered));
    }

    private static ZonedDateTime atZone(Instant time) {
        return time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).atZone(Messages.ZONE);
    }
}
