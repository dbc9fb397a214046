package org.fengqiao.conformance;

import static org.fengqiao.conformance.CheckedCase.require;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.conformance.CheckedCase.Unfulfilled;

/** Cases by which a running centre is checked from a partner's side. */
final class CentreCases {

    private static final String INTAKE = "/intake";
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final Partner partner;
    private final Line line;
    private final Settings settings;
    private final String run;
    private final int begin;
    private int references;

    /**
     * Settings of a check.
     *
     * @param time the centre's time, which may be a simulated one
     * @param patience how long an answer is waited for
     * @param filing a filing of the centre's that may be decided; null for none
     */
    record Settings(
            Instant time,
            Duration patience,
            String district,
            long seed,
            @Nullable String filing) {}

    /** @param line writes to the partner's inbound topic, and hears the other two */
    CentreCases(Partner partner, Line line, Settings settings) {
        this.partner = partner;
        this.line = line;
        this.settings = settings;
        this.run = Long.toString(new Random(settings.seed()).nextLong() >>> 1, 36);
        this.begin = line.count();
    }

    /** Returns the cases, in the order in which they are run. */
    List<CheckedCase> all() {
        var cases = new ArrayList<CheckedCase>(List.of(
                new CheckedCase(
                        "referral-accepted",
                        "A complete referral is acknowledged as ACCEPTED, with case id and receipt code.",
                        this::accepted),
                new CheckedCase("referral-repeated", "The same referral again is not answered again.", this::repeated),
                new CheckedCase(
                        "reference-taken",
                        "Another referral under the same reference comes back with intake.reference-taken.",
                        this::referenceTaken),
                new CheckedCase(
                        "withdrawn-ahead",
                        "A withdrawal that comes before its referral is remembered: WITHDRAWN, and that result.",
                        this::withdrawnAhead),
                new CheckedCase(
                        "withdrawn-after",
                        "An accepted referral that is withdrawn has the result WITHDRAWN.",
                        this::withdrawnAfter)));
        cases.addAll(badForms());
        cases.add(new CheckedCase(
                "redelivery", "Messages that are asked for come again as they were.", this::redelivered));
        cases.add(new CheckedCase(
                "redelivery-unknown",
                "Numbers that were never given come back with kernel.unknown-sequence.",
                () -> rejected(
                        said(
                                "redelivery-requested",
                                "again-" + run,
                                Map.of("source", INTAKE, "from", 900_000_000L, "to", 900_000_001L)),
                        "kernel.unknown-sequence")));
        cases.add(new CheckedCase(
                "redelivery-unknown-source",
                "A source that nobody is comes back with kernel.unknown-source.",
                () -> rejected(
                        said("redelivery-requested", "nobody-" + run, Map.of("source", "/nobody", "from", 1, "to", 1)),
                        "kernel.unknown-source")));
        cases.add(new CheckedCase(
                "reconciliation-of-today",
                "Sums of a day that is not over come back with kernel.day-not-over.",
                () -> rejected(sums(Sums.dayOf(settings.time()).plusDays(1).toString()), "kernel.day-not-over")));
        cases.add(new CheckedCase(
                "reconciliation-taken",
                "Sums of a day that is over, of which the centre told its own, are taken.",
                this::sumsTaken));
        cases.add(new CheckedCase(
                "reconciliation-told",
                "The sums that the centre tells of a day are those of the messages on the topic.",
                this::sumsTold));
        if (partner == Partner.COURT) {
            cases.add(new CheckedCase(
                    "decision-malformed-filing",
                    "A decision on a filing id that was never handed out comes back.",
                    () -> rejected(ruling("made-up", 1), "mediation.malformed-filing-id")));
            cases.add(new CheckedCase(
                    "decision-unknown-filing",
                    "A decision on a filing that is not on record comes back.",
                    () -> rejected(
                            ruling(new UUID(settings.seed(), 1) + "/confirmation/1", 1), "mediation.unknown-filing")));
            cases.add(new CheckedCase(
                    "decision-taken", "A decision is taken, and the same again changes nothing.", this::decided));
            cases.add(new CheckedCase(
                    "decision-contradicted",
                    "Another decision on the same filing comes back with mediation.filing-decided-otherwise.",
                    this::contradicted));
        }
        if (partner == Partner.COURT || partner == Partner.PETITION_OFFICE) {
            cases.add(new CheckedCase(
                    "standing-unknown",
                    "A word on an inquiry that nobody made comes back with intake.unknown-inquiry.",
                    () -> rejected(standing(new UUID(settings.seed(), 3) + "/standing/1"), "intake.unknown-inquiry")));
        }
        if (partner == Partner.PROCURATORATE) {
            cases.add(new CheckedCase(
                    "prosecution-taken",
                    "A prosecution that art. 288 lets be reconciled is taken, and the same again changes nothing.",
                    this::reconciliationTaken));
            cases.add(new CheckedCase(
                    "prosecution-barred",
                    "One that art. 288 excludes comes back with intake.not-reconcilable, which names the article.",
                    this::reconciliationBarred));
            cases.add(new CheckedCase(
                    "prosecution-without-referral",
                    "A reconciliation of which no referral is here comes back with intake.no-such-case.",
                    () -> {
                        var reference = reference();
                        return rejected(prosecution(reference, Map.of()), "intake.no-such-case");
                    }));
            cases.add(new CheckedCase(
                    "relief-unknown",
                    "A decision on relief that nobody asked for comes back with intake.unknown-relief.",
                    () -> rejected(relief(new UUID(settings.seed(), 2) + "/relief/1"), "intake.unknown-relief")));
            cases.add(new CheckedCase(
                    "relief-malformed-id",
                    "A decision under an id that was never handed out comes back.",
                    () -> rejected(relief("made-up"), "intake.malformed-referral-id")));
        }
        cases.add(new CheckedCase(
                "sequence-without-gap",
                "Numbers are 1, 2, … per source, each with one id, and rise in each partition.",
                this::numbered));
        return cases;
    }

    // ---- referrals

    private Map<String, Object> referral(String reference, String summary) {
        var body = PartnerBodies.referral(reference, settings.time(), summary, settings.district());
        body.put("amount", Map.of("amount", "3200.00", "currency", "CNY"));
        return body;
    }

    private String reference() {
        return "check-%s-%d".formatted(run, ++references);
    }

    private Message said(String type, String key, Object body) {
        return Message.of(partner.inbound(), partner.source(), type, key, UUID.randomUUID(), settings.time(), body);
    }

    private Message submitted(String reference, Object body) {
        return said("referral-submitted", reference, body);
    }

    private Message withdrawn(String reference) {
        return said("referral-withdrawn", reference, PartnerBodies.withdrawal(reference));
    }

    private static Predicate<Message> about(String type, String reference) {
        return message ->
                message.type().equals(type) && message.text("reference").equals(reference);
    }

    private Message answer(Predicate<Message> which, String what) throws InterruptedException, Unfulfilled {
        return line.await(
                        begin,
                        message -> message.topic().equals(partner.outbound()) && which.test(message),
                        settings.patience())
                .orElseThrow(() -> new Unfulfilled(new Verdict.Missing(
                        "no " + what + " within " + settings.patience().toSeconds() + " s")));
    }

    private Message acknowledged(String reference) throws InterruptedException, Unfulfilled {
        return answer(about("referral-acknowledged", reference), "referral-acknowledged for " + reference);
    }

    private Verdict accepted() throws IOException, InterruptedException, Unfulfilled {
        var reference = reference();
        line.send(submitted(reference, referral(reference, "楼上漏水，双方争执")));
        var answer = acknowledged(reference);
        var fault = Forms.envelope(answer);
        require(fault.isEmpty(), fault.map(Forms.Fault::detail).orElse(""));
        require(answer.text("decision").equals("ACCEPTED"), "decision is " + answer.text("decision"));
        require(!answer.text("caseId").isEmpty(), "caseId is missing");
        require(!answer.text("receiptCode").isEmpty(), "receiptCode is missing");
        require(answer.keyText().equals(reference), "the key is not the reference");
        require(answer.source().equals(INTAKE), "ce_source is " + answer.source());
        require(answer.header("ce_subject").equals(answer.text("caseId")), "ce_subject is not the case id");
        require(answer.sequence() > 0, "ce_sequence is missing");
        require(Forms.time(answer.header("ce_recordedtime")).isPresent(), "ce_recordedtime is missing");
        return new Verdict.Right();
    }

    private Verdict repeated() throws IOException, InterruptedException, Unfulfilled {
        var reference = reference();
        var first = submitted(reference, referral(reference, "噪声扰民"));
        line.send(first);
        acknowledged(reference);
        line.send(first);
        line.send(first.with("ce_id", UUID.randomUUID().toString()));
        var noted = line.count();
        settled(reference, noted);
        var answers = line.heard(begin, about("referral-acknowledged", reference)).stream()
                .map(Message::id)
                .distinct()
                .count();
        require(answers == 1, "it was acknowledged " + answers + " times");
        require(rejections(reference, noted).size() == 1, "the same referral came back");
        return new Verdict.Right();
    }

    /** Waits until the centre has done all before: a record that cannot be read comes back behind it. */
    private void settled(String reference, int after) throws IOException, InterruptedException, Unfulfilled {
        line.send(submitted(reference, "{"));
        line.await(after, message -> isRejection(message, reference), settings.patience())
                .orElseThrow(() -> new Unfulfilled(new Verdict.Missing("no malformed record came back")));
        Thread.sleep(MOMENT);
    }

    private boolean isRejection(Message message, String key) {
        return message.topic().equals(partner.rejected()) && message.keyText().equals(key);
    }

    private List<Message> rejections(String key, int after) {
        return line.heard(after, message -> isRejection(message, key));
    }

    private Verdict referenceTaken() throws IOException, InterruptedException, Unfulfilled {
        var reference = reference();
        line.send(submitted(reference, referral(reference, "宠物伤人")));
        acknowledged(reference);
        return rejected(
                submitted(reference, referral(reference, "相邻采光纠纷，与前一件无关")), "intake.reference-taken", "summary");
    }

    private Verdict withdrawnAhead() throws IOException, InterruptedException, Unfulfilled {
        var reference = reference();
        line.send(withdrawn(reference));
        line.send(submitted(reference, referral(reference, "停车纠纷")));
        var answer = acknowledged(reference);
        require(answer.text("decision").equals("WITHDRAWN"), "decision is " + answer.text("decision"));
        var result = answer(about("referral-result", reference), "referral-result for " + reference);
        require(result.text("outcome").equals("WITHDRAWN"), "outcome is " + result.text("outcome"));
        return new Verdict.Right();
    }

    private Verdict withdrawnAfter() throws IOException, InterruptedException, Unfulfilled {
        var reference = reference();
        line.send(submitted(reference, referral(reference, "物业费纠纷")));
        var answer = acknowledged(reference);
        require(answer.text("decision").equals("ACCEPTED"), "decision is " + answer.text("decision"));
        line.send(withdrawn(reference));
        var result = answer(about("referral-result", reference), "referral-result for " + reference);
        require(result.text("outcome").equals("WITHDRAWN"), "outcome is " + result.text("outcome"));
        require(result.text("caseId").equals(answer.text("caseId")), "caseId is another one");
        return new Verdict.Right();
    }

    // ---- what comes back

    private List<CheckedCase> badForms() {
        return List.of(
                bad("bad-missing", "kernel.bad-input", body -> without(body, "summary", "place"), "summary", "place"),
                bad(
                        "bad-nobody-applies",
                        "kernel.bad-input",
                        body -> with(body, "applicants", List.of()),
                        "applicants"),
                bad(
                        "bad-name",
                        "kernel.bad-input",
                        body -> with(body, "respondents", List.of(Map.of("name", "李某"), Map.of("phone", "1"))),
                        "respondents"),
                bad(
                        "bad-district",
                        "kernel.bad-input",
                        body -> with(body, "place", Map.of("district", "无此区")),
                        "place.district"),
                bad(
                        "bad-amount",
                        "kernel.bad-input",
                        body -> with(body, "amount", Map.of("amount", "3,200", "currency", "CNY")),
                        "amount"),
                bad("bad-time", "kernel.bad-input", body -> with(body, "occurredAt", "2024-03-01 08:30"), "occurredAt"),
                bad("bad-length", "kernel.bad-input", body -> with(body, "summary", "字".repeat(20_001)), "summary"),
                bad("bad-number", "kernel.bad-input", body -> with(body, "groupSize", 0), "groupSize"),
                bad("bad-character", "kernel.bad-input", body -> with(body, "summary", "a\u202eb"), "summary"),
                bad(
                        "bad-many",
                        "kernel.bad-input",
                        body -> with(with(without(body, "summary"), "groupSize", -1), "occurredAt", "soon"),
                        "summary",
                        "groupSize",
                        "occurredAt"),
                bad(
                        "bad-future",
                        "intake.happened-in-the-future",
                        body -> with(
                                body,
                                "occurredAt",
                                settings.time().plus(Duration.ofHours(20)).toString())),
                badRecord("bad-json", "kernel.malformed-json", message -> message.withValue("{\"reference\":")),
                badRecord(
                        "bad-utf-8",
                        "kernel.malformed-json",
                        message -> new Message(message.topic(), "", message.key(), message.headers(), new byte[] {
                            '{', '"', (byte) 0xff, '"'
                        })),
                badRecord(
                        "bad-twice",
                        "kernel.malformed-json",
                        message -> message.withValue("{\"reference\":\"a\",\"reference\":\"b\"}")),
                badRecord(
                        "bad-type",
                        "kernel.unknown-type",
                        message -> message.with("ce_type", "fengqiao.partner.no-such-message.v1")),
                badRecord("bad-id", "kernel.malformed-envelope", message -> message.with("ce_id", null), "ce_id"),
                badRecord("bad-version", "kernel.malformed-envelope", message -> message.with("ce_specversion", "0.3")),
                badRecord(
                        "bad-content",
                        "kernel.malformed-envelope",
                        message -> message.with("content-type", "text/xml")),
                badRecord(
                        "bad-key",
                        "kernel.key-mismatch",
                        message -> new Message(
                                message.topic(),
                                "",
                                (message.keyText() + "x").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                message.headers(),
                                message.value())));
    }

    private CheckedCase bad(String name, String code, UnaryOperator<Map<String, Object>> spoil, String... fields) {
        return badRecord(
                name,
                code,
                message -> message.withValue(spoil.apply(referral(message.keyText(), "楼上漏水，双方争执"))),
                fields);
    }

    private CheckedCase badRecord(String name, String code, UnaryOperator<Message> spoil, String... fields) {
        return new CheckedCase(
                name,
                "A record with this wrong comes back with " + code
                        + (fields.length == 0 ? "." : ", which names " + String.join(", ", fields) + "."),
                () -> {
                    var reference = reference();
                    return rejected(spoil.apply(submitted(reference, referral(reference, "漏水"))), code, fields);
                });
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        body.put(field, value);
        return body;
    }

    private static Map<String, Object> without(Map<String, Object> body, String... fields) {
        Arrays.asList(fields).forEach(body::remove);
        return body;
    }

    /** Sends a record, and checks that it comes back whole, with this code and these fields named. */
    private Verdict rejected(Message bad, String code, String... fields)
            throws IOException, InterruptedException, Unfulfilled {
        var noted = line.count();
        line.send(bad);
        var back = line.await(noted, message -> isRejection(message, bad.keyText()), settings.patience())
                .orElseThrow(() -> new Unfulfilled(new Verdict.Missing(
                        "it did not come back within " + settings.patience().toSeconds() + " s")));
        require(back.header("rejection-code").equals(code), "the code is " + back.header("rejection-code"));
        for (var field : fields) {
            require(
                    back.header("rejection-detail").contains(field),
                    "%s is not named in: %s".formatted(field, back.header("rejection-detail")));
        }
        require(Arrays.equals(back.value(), bad.value()), "the value is not the one that was sent");
        for (var header : bad.headers().entrySet()) {
            require(
                    back.header(header.getKey()).equals(header.getValue()),
                    "header " + header.getKey() + " is not as it was sent");
        }
        require(
                back.header("rejected-from").matches(partner.inbound() + "-\\d+@\\d+"),
                "rejected-from is " + back.header("rejected-from"));
        return new Verdict.Right();
    }

    /** Sends a record, and checks that it does not come back. */
    private Verdict taken(Message good) throws IOException, InterruptedException, Unfulfilled {
        var noted = line.count();
        line.send(good);
        settled(good.keyText(), noted);
        var back = rejections(good.keyText(), noted).stream()
                .filter(message -> message.id().equals(good.id()))
                .toList();
        require(
                back.isEmpty(),
                back.isEmpty() ? "" : "it came back: " + back.getFirst().header("rejection-detail"));
        return new Verdict.Right();
    }

    // ---- delivery

    private List<Message> fromIntake() {
        return line.heard(message -> message.topic().equals(partner.outbound())
                && message.source().equals(INTAKE)
                && message.sequence() > 0);
    }

    private Verdict redelivered() throws IOException, InterruptedException, Unfulfilled {
        var numbers = new HashMap<Long, Message>();
        fromIntake().forEach(message -> numbers.putIfAbsent(message.sequence(), message));
        var last = numbers.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        if (last == 0) {
            return new Verdict.Missing("no message with a number");
        }
        var from = Math.max(1, last - 1);
        var noted = line.count();
        line.send(said("redelivery-requested", "again-" + run, Map.of("source", INTAKE, "from", from, "to", last)));
        for (var number = from; number <= last; number++) {
            var first = numbers.get(number);
            if (first == null) {
                continue;
            }
            var asked = number;
            var again = line.await(
                            noted,
                            message -> message.topic().equals(partner.outbound())
                                    && message.source().equals(INTAKE)
                                    && message.sequence() == asked,
                            settings.patience())
                    .orElseThrow(() -> new Unfulfilled(new Verdict.Missing("number " + asked + " did not come again")));
            require(again.id().equals(first.id()), "number " + number + " has another ce_id");
            require(again.headers().equals(first.headers()), "number " + number + " has other headers");
            require(
                    again.body().has("enveloped") || Arrays.equals(again.value(), first.value()),
                    "number " + number + " has other data");
        }
        return new Verdict.Right();
    }

    private Message sums(String day) {
        return sums(day, Sums.of(List.of()), Sums.of(List.of()));
    }

    private Message sums(String day, Sums sent, Sums received) {
        return said(
                "reconciliation",
                "sums-" + run + "-" + day,
                Map.of("source", INTAKE, "day", day, "sent", sent.json(), "received", received.json()));
    }

    /** Tells sums. What the partner has sent is on no topic that it may read: it says what the centre says. */
    private Verdict sumsTaken() throws IOException, InterruptedException, Unfulfilled {
        var told = line.heard(message -> message.topic().equals(partner.outbound())
                && message.source().equals(INTAKE)
                && message.type().equals("reconciliation"));
        if (told.isEmpty()) {
            return new Verdict.NotChecked("the centre has told no sums yet: it does so once a day");
        }
        var day = told.getLast().text("day");
        return taken(sums(day, Sums.in(told.getLast().body(), "received"), onTheTopic(INTAKE, day)));
    }

    /** Returns the sum of the messages of a day that are on the topic. */
    private Sums onTheTopic(String source, String day) {
        return Sums.of(line
                .heard(message -> message.topic().equals(partner.outbound())
                        && message.source().equals(source)
                        && message.sequence() > 0
                        && Forms.time(message.header("ce_recordedtime"))
                                .filter(time -> Sums.dayOf(time).toString().equals(day))
                                .isPresent())
                .stream()
                .map(Message::id)
                .toList());
    }

    private Verdict sumsTold() throws Unfulfilled {
        var told = line.heard(message ->
                message.topic().equals(partner.outbound()) && message.type().equals("reconciliation"));
        if (told.isEmpty()) {
            return new Verdict.NotChecked("the centre has told no sums yet: it does so once a day");
        }
        var messages = line.heard(message -> message.topic().equals(partner.outbound()) && message.sequence() > 0);
        var first = messages.stream()
                .flatMap(message -> Forms.time(message.header("ce_recordedtime")).stream())
                .min(Instant::compareTo)
                .map(Sums::dayOf)
                .orElseThrow();
        for (var sums : told) {
            var day = sums.text("day");
            // Of the first day, and of days before it, the topic may have lost what it had.
            if (Forms.day(day).filter(one -> one.isAfter(first)).isEmpty()) {
                continue;
            }
            var ours = onTheTopic(sums.source(), day);
            require(
                    ours.equals(Sums.in(sums.body(), "sent")),
                    "%s of %s: %s told, %s on the topic"
                            .formatted(day, sums.source(), Sums.in(sums.body(), "sent"), ours));
        }
        return new Verdict.Right();
    }

    private Verdict numbered() throws Unfulfilled {
        var highest = new HashMap<String, Long>();
        var first = new HashMap<String, Long>();
        var ids = new HashMap<String, String>();
        var inPartition = new HashMap<String, Long>();
        for (var message : line.heard(message -> message.topic().equals(partner.outbound()))) {
            var source = message.source();
            var number = message.sequence();
            require(number > 0, message + " has no ce_sequence");
            var known = ids.putIfAbsent(source + " " + number, message.id());
            require(
                    known == null || known.equals(message.id()),
                    "number " + number + " of " + source + " was given twice");
            if (known == null) {
                var before = inPartition.put(source + " " + message.partition(), number);
                require(
                        before == null || before < number,
                        "number %d of %s comes behind %d in one partition".formatted(number, source, before));
            }
            highest.merge(source, number, Math::max);
            first.merge(source, number, Math::min);
        }
        for (var source : highest.keySet()) {
            for (var number = first.get(source); number <= highest.get(source); number++) {
                require(ids.containsKey(source + " " + number), "number " + number + " of " + source + " is missing");
            }
        }
        return ids.isEmpty() ? new Verdict.Missing("no message at all") : new Verdict.Right();
    }

    // ---- the procuratorate

    private Message prosecution(String reference, Map<String, Object> different) {
        var body = PartnerBodies.prosecution(reference);
        body.putAll(different);
        return said("criminal-reconciliation-referred", reference, body);
    }

    private Verdict reconciliationTaken() throws IOException, InterruptedException, Unfulfilled {
        var reference = reference();
        line.send(submitted(reference, referral(reference, "邻里纠纷致人轻伤")));
        acknowledged(reference);
        line.send(prosecution(reference, Map.of()));
        return taken(prosecution(reference, Map.of()));
    }

    private Verdict reconciliationBarred() throws IOException, InterruptedException, Unfulfilled {
        var reference = reference();
        line.send(submitted(reference, referral(reference, "邻里纠纷致人轻伤")));
        acknowledged(reference);
        return rejected(
                prosecution(reference, Map.of("intentionalCrimeLately", true)), "intake.not-reconcilable", "第二百八十八条");
    }

    private Message standing(String inquiryId) {
        return said("standing-told", inquiryId, PartnerBodies.standing(partner, inquiryId, "PENDING"));
    }

    private Message relief(String referralId) {
        return said("relief-decided", referralId, PartnerBodies.relief(referralId, false));
    }

    // ---- the court

    private String filing() throws Unfulfilled {
        var filing = settings.filing();
        if (filing == null) {
            throw new Unfulfilled(new Verdict.NotChecked("--filing names no filing that may be decided"));
        }
        return filing;
    }

    private Message ruling(String filing, int document) {
        return said(
                PartnerBodies.decisionOn(filing),
                filing,
                PartnerBodies.decision(filing, true, document, settings.time()));
    }

    private Verdict decided() throws IOException, InterruptedException, Unfulfilled {
        var decision = ruling(filing(), 1);
        line.send(decision);
        return taken(decision.with("ce_id", UUID.randomUUID().toString()));
    }

    private Verdict contradicted() throws IOException, InterruptedException, Unfulfilled {
        return rejected(ruling(filing(), 2), "mediation.filing-decided-otherwise");
    }
}
