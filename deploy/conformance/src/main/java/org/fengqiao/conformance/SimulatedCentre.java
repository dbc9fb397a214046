package org.fengqiao.conformance;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.conformance.Forms.Fault;

/**
 * Centre as one partner meets it on its topics, without anything behind it: it acknowledges referrals, sends results,
 * rejects what is wrong, files with the court, sends again what is asked for, and keeps the books of each day. By its
 * script things go wrong between it and the partner; its books say what it should have sent.
 */
final class SimulatedCentre implements AutoCloseable {

    static final String INTAKE = "/intake";
    static final String MEDIATION = "/mediation";
    static final String PETITION = "/petition";

    private static final String PREFIX = "fengqiao.partner.";
    private static final Set<String> DECISIONS = Set.of("confirmation-decided", "fast-track-decided");
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    /** The districts that the example rules of intake know. */
    private static final Set<String> DISTRICTS =
            Set.of("昆都仑区", "青山区", "东河区", "九原区", "石拐区", "白云鄂博矿区", "土默特右旗", "固阳县", "达尔罕茂明安联合旗", "外地");

    private final Partner partner;
    private final Script script;
    private final Duration resultAfter;
    private final InstantSource clock;
    private final Consumer<String> told;
    private final Forms forms = new Forms();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("later").factory());

    private final Map<String, TreeMap<Long, Message>> sent = new HashMap<>();
    private final Map<String, Set<String>> taken = new HashMap<>();
    private final Map<String, Referred> referrals = new HashMap<>();
    private final Map<String, Filed> filings = new HashMap<>();
    private final Set<String> requests = new HashSet<>();
    private final Set<String> reliefs = new HashSet<>();
    private final Set<String> inquiries = new HashSet<>();
    private final List<Message> heldBack = new ArrayList<>();
    private Instant recordedAt;
    private boolean clockIsReal = true;
    private @Nullable Line line;

    private static final class Referred {
        private final @Nullable JsonNode body;
        private final UUID caseId;
        private String state;

        Referred(@Nullable JsonNode body, UUID caseId, String state) {
            this.body = body;
            this.caseId = caseId;
            this.state = state;
        }
    }

    private record Filed(Instant at, @Nullable JsonNode decided) {}

    /**
     * Makes a centre that is not on its line yet.
     *
     * @param resultAfter how long an accepted case takes until its result
     * @param told hears, in a line each, what happens
     */
    SimulatedCentre(Partner partner, Script script, Duration resultAfter, InstantSource clock, Consumer<String> told) {
        this.partner = partner;
        this.script = script;
        this.resultAfter = resultAfter;
        this.clock = clock;
        this.told = told;
        this.recordedAt = clock.instant();
    }

    /**
     * Takes the line, and goes on from what is on it: numbers from those that were given, books from what is there.
     */
    synchronized void on(Line itsLine) {
        line = itsLine;
        for (var message :
                itsLine.heard(message -> message.topic().equals(partner.outbound()) && message.sequence() > 0)) {
            sent.computeIfAbsent(message.source(), _ -> new TreeMap<>()).putIfAbsent(message.sequence(), message);
        }
    }

    /** Says at what time messages are recorded from now on; null for the real time. */
    synchronized void recordAt(@Nullable Instant time) {
        clockIsReal = time == null;
        recordedAt = time == null ? clock.instant() : time;
    }

    // ---- what is sent

    /** Sends a message, or does with it what the script says. */
    synchronized Message tell(String source, String type, String key, Object body, @Nullable UUID caseId) {
        var message = number(source, type, key, body, caseId);
        switch (script.fault(message.id()).orElse(null)) {
            case SILENCE -> told.accept("keeps back " + message + " number " + message.sequence());
            case LATENESS ->
                later.schedule(
                        () -> publish(message), 2 + script.chance(message.id()).nextInt(8), TimeUnit.SECONDS);
            case DUPLICATE -> {
                publish(message);
                publish(message);
            }
            case REORDERING -> {
                heldBack.add(message);
                return message;
            }
            case GARBAGE, CONTRADICTION -> {
                publish(number(source, "news-of-tomorrow", key, Map.of("unknown", List.of(1, "二")), caseId)
                        .with("ce_unknown", "also this"));
                publish(message);
            }
            case null -> publish(message);
        }
        heldBack.forEach(this::publish);
        heldBack.clear();
        return message;
    }

    /** Takes the next number for a message that is not sent: a gap. */
    synchronized Message withhold(String source, String type, String key, Object body) {
        return number(source, type, key, body, null);
    }

    private Message number(String source, String type, String key, Object body, @Nullable UUID caseId) {
        var numbers = sent.computeIfAbsent(source, _ -> new TreeMap<>());
        var number = numbers.isEmpty() ? 1 : numbers.lastKey() + 1;
        var now = clockIsReal ? clock.instant() : recordedAt;
        var id = Forms.named("%d %s %s %d %s".formatted(script.seed(), partner, source, number, now));
        var message = Message.of(partner.outbound(), source, type, key, id, now, body)
                .with("ce_recordedtime", now.toString())
                .with("ce_sequence", Long.toString(number))
                .with("ce_correlationid", id.toString())
                .with("ce_dataschema", "https://fengqiao.org/schemas/" + PREFIX + type + ".v1.json")
                .with("ce_subject", caseId == null ? null : caseId.toString());
        numbers.put(number, message);
        return message;
    }

    /** Sends a message as it is. */
    synchronized void publish(Message message) {
        try {
            if (line != null) {
                line.send(message);
            }
        } catch (IOException e) {
            told.accept(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Files an application with the court, and returns its filing id. */
    synchronized String file(String type, int number) {
        var caseId = Forms.named(script.seed() + " case of filing " + number);
        var filingId = "%s/%s/%d".formatted(caseId, type, 1);
        filings.put(filingId, new Filed(clockIsReal ? clock.instant() : recordedAt, null));
        var body = new LinkedHashMap<String, Object>();
        body.put("filingId", filingId);
        body.put("caseId", caseId.toString());
        var parties = List.of(
                Map.of(
                        "partyId",
                        "applicant-1",
                        "side",
                        "APPLICANT",
                        "name",
                        "box.simulated.1",
                        "idNumber",
                        "box.simulated.2",
                        "address",
                        "box.simulated.3"),
                Map.of("partyId", "respondent-1", "side", "RESPONDENT", "name", "box.simulated.4"));
        body.put("category", "CONTRACT_DEBT");
        body.put("facts", "box.simulated.5");
        body.put("claim", "box.simulated.6");
        body.put("amount", Map.of("amount", "12000.00", "currency", "CNY"));
        if (type.equals("fast-track")) {
            body.put("parties", parties);
            body.put("plaintiff", "applicant-1");
            body.put("unit", "tribunal");
        } else {
            body.put("applicants", parties);
            body.put("mediatedBy", Map.of("unit", "committee", "mediator", "mediator-1"));
            body.put("undisputedFacts", List.of());
        }
        body.put("filedAt", clock.instant().toString());
        tell(MEDIATION, type + "-filed", filingId, body, caseId);
        return filingId;
    }

    /** Sends once more what was filed under this id. */
    synchronized void again(String filingId) {
        sent.getOrDefault(MEDIATION, new TreeMap<>()).values().stream()
                .filter(message -> message.keyText().equals(filingId))
                .toList()
                .forEach(this::publish);
    }

    /** Tells the sums of a day by the books. */
    synchronized void tellSums(String source, String day) {
        var ofTheDay = sent.getOrDefault(source, new TreeMap<>()).values().stream()
                .filter(message -> isOf(day, message.header("ce_recordedtime")))
                .toList();
        var sums = Sums.of(ofTheDay.stream().map(Message::id).toList()).json();
        if (!ofTheDay.isEmpty()) {
            sums.put("from", ofTheDay.getFirst().sequence());
            sums.put("to", ofTheDay.getLast().sequence());
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("source", source);
        body.put("day", day);
        body.put("sent", sums);
        body.put("received", received(source, day).json());
        tell(source, "reconciliation", day, body, null);
    }

    /** Returns the sum of what was sent on a day, by the books. */
    synchronized Sums sentOn(String source, String day) {
        return Sums.of(sent.getOrDefault(source, new TreeMap<>()).values().stream()
                .filter(message -> isOf(day, message.header("ce_recordedtime")))
                .map(Message::id)
                .toList());
    }

    /** Returns the sum of what was taken from the partner of a day. */
    synchronized Sums received(String source, String day) {
        return Sums.of(taken.getOrDefault(source + " " + day, Set.of()));
    }

    private static boolean isOf(String day, String time) {
        return Forms.time(time)
                .filter(at -> Sums.dayOf(at).toString().equals(day))
                .isPresent();
    }

    // ---- what comes

    /** Takes a message of the partner. */
    synchronized void accept(Message message) {
        if (!message.topic().equals(partner.inbound())) {
            return;
        }
        var fault = fault(message).or(() -> done(message));
        if (fault.isPresent()) {
            told.accept("rejects %s: %s, %s"
                    .formatted(message, fault.get().code(), fault.get().detail()));
            publish(message.on(partner.rejected())
                    .with("rejection-code", fault.get().code())
                    .with("rejection-detail", fault.get().detail())
                    .with("rejected-from", message.place()));
            return;
        }
        told.accept("takes " + message);
        taken.computeIfAbsent(
                        sourceOf(message) + " "
                                + Sums.dayOf(
                                        Forms.time(message.header("ce_time")).orElseThrow()),
                        _ -> new TreeSet<>())
                .add(message.id());
    }

    /** Returns the service that takes a message of a partner. */
    static String sourceOf(Message message) {
        var named = message.text("source");
        if (DECISIONS.contains(message.type())) {
            return MEDIATION;
        }
        return message.type().equals("review-decided") ? PETITION : named.isEmpty() ? INTAKE : named;
    }

    /** Returns whether a partner is asked where a matter stands. */
    static boolean isAskedWhereMattersStand(Partner partner) {
        return partner == Partner.COURT || partner == Partner.PETITION_OFFICE;
    }

    private Set<String> types() {
        var types = new HashSet<>(
                Set.of("referral-submitted", "referral-withdrawn", "redelivery-requested", "reconciliation"));
        if (partner == Partner.COURT) {
            types.addAll(DECISIONS);
        }
        if (isAskedWhereMattersStand(partner)) {
            types.add("standing-told");
        }
        if (partner == Partner.PROCURATORATE) {
            types.addAll(Set.of("criminal-reconciliation-referred", "civil-supervision-referred", "relief-decided"));
        }
        return types;
    }

    /** Returns what is wrong with the form of a message. */
    Optional<Fault> fault(Message message) {
        if (!message.header("ce_type").equals(PREFIX + message.type() + ".v1") || !types().contains(message.type())) {
            return Optional.of(new Fault("kernel.unknown-type", "No message of this ce_type is taken here."));
        }
        return Forms.envelope(message).or(() -> {
            var value = message.value();
            return value == null
                    ? Optional.of(new Fault("kernel.malformed-json", "The record has no value."))
                    : forms.value(message.header("ce_type"), value).or(() -> key(message));
        });
    }

    private static Optional<Fault> key(Message message) {
        return (message.type().startsWith("referral-") || message.type().endsWith("-referred"))
                        && !message.keyText().equals(message.text("reference"))
                ? Optional.of(new Fault("kernel.key-mismatch", "The record's key is not the reference of its message."))
                : Optional.empty();
    }

    private Optional<Fault> done(Message message) {
        return switch (message.type()) {
            case "referral-submitted" -> referred(message.body());
            case "referral-withdrawn" -> withdrawn(message.text("reference"));
            case "redelivery-requested" -> again(message);
            case "reconciliation" -> compared(message.body());
            case "criminal-reconciliation-referred", "civil-supervision-referred" -> ofTheProcuratorate(message);
            case "relief-decided" -> relieved(message.body());
            case "standing-told" -> stood(message.text("inquiryId"));
            default -> decided(message.body());
        };
    }

    private Optional<Fault> referred(JsonNode body) {
        var reference = body.path("reference").asText();
        if (!DISTRICTS.contains(body.path("place").path("district").asText())) {
            return Optional.of(new Fault("kernel.bad-input", "place.district: is no district that is known"));
        }
        var known = referrals.get(reference);
        if (known != null && known.body != null) {
            var differ = differences(known.body, body);
            return differ.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Fault(
                            "intake.reference-taken",
                            "Another referral has this reference: " + String.join(", ", differ)));
        }
        if (Forms.time(body.path("occurredAt").asText())
                .filter(at -> at.isAfter(clock.instant().plus(CLOCKS_DIFFER)))
                .isPresent()) {
            return Optional.of(new Fault("intake.happened-in-the-future", "occurredAt is still to come"));
        }
        var caseId = Forms.named(partner + ":" + reference);
        if (known != null) {
            referrals.put(reference, new Referred(body, caseId, "WITHDRAWN"));
            acknowledge(reference, "WITHDRAWN", caseId, Map.of());
            result(reference, caseId, "WITHDRAWN");
        } else if (script.faults() > 0 && script.chance(reference).nextInt(10) == 0) {
            referrals.put(reference, new Referred(body, caseId, "DECLINED"));
            acknowledge(
                    reference,
                    "DECLINED",
                    null,
                    Map.of("reason", "OTHER_AUTHORITY", "article", "信访工作条例 第十九条", "goTo", "COMPETENT_AUTHORITY"));
        } else {
            var accepted = new Referred(body, caseId, "ACCEPTED");
            referrals.put(reference, accepted);
            acknowledge(reference, "ACCEPTED", caseId, Map.of("receiptCode", "box.simulated." + caseId));
            later.schedule(() -> close(reference, accepted), resultAfter.toMillis(), TimeUnit.MILLISECONDS);
        }
        return Optional.empty();
    }

    private static Set<String> differences(JsonNode one, JsonNode other) {
        var names = new LinkedHashSet<String>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> one.path(name).equals(other.path(name)));
        return names;
    }

    private void acknowledge(String reference, String decision, @Nullable UUID caseId, Map<String, Object> more) {
        var body = new LinkedHashMap<String, Object>();
        body.put("reference", reference);
        body.put("decision", decision);
        if (caseId != null) {
            body.put("caseId", caseId.toString());
        }
        body.putAll(more);
        tell(INTAKE, "referral-acknowledged", reference, body, caseId);
    }

    private synchronized void close(String reference, Referred referred) {
        if (referred.state.equals("ACCEPTED")) {
            referred.state = "CLOSED";
            result(reference, referred.caseId, script.chance(reference).nextInt(4) == 0 ? "FAILED" : "AGREED");
        }
    }

    private void result(String reference, UUID caseId, String outcome) {
        tell(
                INTAKE,
                "referral-result",
                reference,
                Map.of(
                        "reference",
                        reference,
                        "caseId",
                        caseId.toString(),
                        "outcome",
                        outcome,
                        "closedAt",
                        clock.instant().toString()),
                caseId);
    }

    private Optional<Fault> withdrawn(String reference) {
        var known = referrals.get(reference);
        if (known == null) {
            referrals.put(reference, new Referred(null, Forms.named(partner + ":" + reference), "AHEAD"));
            return Optional.empty();
        }
        return switch (known.state) {
            case "DECLINED" ->
                Optional.of(
                        new Fault("intake.already-declined", "The case was declined; a new registration is needed."));
            case "ACCEPTED", "CLOSED" -> {
                known.state = "WITHDRAWN";
                result(reference, known.caseId, "WITHDRAWN");
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private Optional<Fault> again(Message request) {
        var source = request.text("source");
        var from = request.body().path("from").asLong();
        var to = request.body().path("to").asLong();
        if (!knows(source)) {
            return Optional.of(
                    new Fault("kernel.unknown-source", "source: no service of this name exchanges messages"));
        }
        if (from > to || to - from >= 10_000) {
            return Optional.of(new Fault("kernel.bad-input", "to: is not from or later, or for more than 10000"));
        }
        var numbers = sent.getOrDefault(source, new TreeMap<>());
        if (numbers.isEmpty() || to > numbers.lastKey()) {
            return Optional.of(new Fault(
                    "kernel.unknown-sequence",
                    "The last number that was sent to you is " + (numbers.isEmpty() ? 0 : numbers.lastKey())));
        }
        if (requests.add(request.id())) {
            numbers.subMap(from, true, to, true).values().forEach(this::publish);
        }
        return Optional.empty();
    }

    private boolean knows(String source) {
        return source.equals(INTAKE) || source.equals(MEDIATION) && partner == Partner.COURT;
    }

    private Optional<Fault> compared(JsonNode body) {
        var source = body.path("source").asText();
        var day = body.path("day").asText();
        if (!knows(source)) {
            return Optional.of(
                    new Fault("kernel.unknown-source", "source: no service of this name exchanges messages"));
        }
        if (Forms.day(day)
                .filter(one -> one.isBefore(Sums.dayOf(clock.instant())))
                .isEmpty()) {
            return Optional.of(new Fault("kernel.day-not-over", "day: can be reconciled once it is over"));
        }
        told.accept("%s of %s: %s, %s"
                .formatted(
                        day,
                        source,
                        sentOn(source, day).equals(Sums.in(body, "received"))
                                ? "the partner has all that was sent"
                                : "THE PARTNER HAS NOT WHAT WAS SENT",
                        received(source, day).equals(Sums.in(body, "sent"))
                                ? "all of its own was taken"
                                : "ITS OWN IS NOT WHAT WAS TAKEN"));
        return Optional.empty();
    }

    /** Judges a message of the procuratorate's trade: of a case that is there, as the law has it (刑事诉讼法 art. 288). */
    private Optional<Fault> ofTheProcuratorate(Message message) {
        var body = message.body();
        var known = referrals.get(message.text("reference"));
        if (known == null || known.body == null) {
            return Optional.of(new Fault("intake.no-such-case", "No referral with this reference is here."));
        }
        if (message.type().equals("civil-supervision-referred")) {
            return Optional.empty();
        }
        var months = body.path("likelyMonths").asInt();
        var chapter = body.path("chapter").asInt();
        var ground = body.path("fromCivilDispute").asBoolean() && (chapter == 4 || chapter == 5) && months <= 36
                || body.path("negligent").asBoolean() && chapter != 9 && months <= 84;
        return ground
                        && body.path("repents").asBoolean()
                        && body.path("victimWilling").asBoolean()
                        && !body.path("intentionalCrimeLately").asBoolean()
                ? Optional.empty()
                : Optional.of(new Fault(
                        "intake.not-reconcilable", "The law does not let the parties reconcile here (刑事诉讼法 第二百八十八条)."));
    }

    /** Judges a word on an inquiry: it may come again, and otherwise. */
    private Optional<Fault> stood(String inquiryId) {
        if (!inquiryId.matches("[0-9a-f-]{36}/standing/[1-9][0-9]{0,8}")) {
            return Optional.of(new Fault("intake.malformed-referral-id", "The id is not one that was handed out."));
        }
        return inquiries.contains(inquiryId)
                ? Optional.empty()
                : Optional.of(new Fault("intake.unknown-inquiry", "Nobody asked where a matter stands under this id."));
    }

    /** Asks the court or the petition office whether it has a matter, and returns the id of that. */
    synchronized String inquire(int number) {
        var caseId = Forms.named(script.seed() + " case of inquiry " + number);
        var inquiryId = caseId + "/standing/1";
        inquiries.add(inquiryId);
        var body = new LinkedHashMap<String, Object>();
        body.put("inquiryId", inquiryId);
        body.put("caseId", caseId.toString());
        body.put("summary", "box.simulated.7");
        body.put("applicants", List.of(Map.of("partyId", "applicant-1", "name", "box.simulated.8")));
        body.put("respondents", List.of(Map.of("partyId", "respondent-1", "name", "box.simulated.9")));
        body.put("askedAt", clock.instant().toString());
        tell(INTAKE, "standing-asked", inquiryId, body, caseId);
        return inquiryId;
    }

    private Optional<Fault> relieved(JsonNode body) {
        var referralId = body.path("referralId").asText();
        if (!referralId.matches("[0-9a-f-]{36}/relief/[1-9][0-9]{0,8}")) {
            return Optional.of(
                    new Fault("intake.malformed-referral-id", "The referral id is not one that was handed out."));
        }
        if (!reliefs.contains(referralId)) {
            return Optional.of(new Fault("intake.unknown-relief", "Nobody asked for relief under this id."));
        }
        return Optional.empty();
    }

    /** Asks the procuratorate for relief, and returns the id of that. */
    synchronized String relieve(int number) {
        var caseId = Forms.named(script.seed() + " case of relief " + number);
        var referralId = caseId + "/relief/1";
        reliefs.add(referralId);
        tell(
                INTAKE,
                "relief-proposed",
                referralId,
                Map.of(
                        "referralId",
                        referralId,
                        "caseId",
                        caseId.toString(),
                        "beneficiary",
                        Map.of("partyId", "applicant-1", "name", "box.simulated." + caseId),
                        "need",
                        "box.simulated." + caseId,
                        "proposedAt",
                        clock.instant().toString()),
                caseId);
        return referralId;
    }

    private Optional<Fault> decided(JsonNode body) {
        var filingId = body.path("filingId").asText();
        if (!filingId.matches("[0-9a-fA-F-]{36}/(confirmation|fast-track)/[1-9][0-9]{0,8}")) {
            return Optional.of(
                    new Fault("mediation.malformed-filing-id", "The filing id is not one that was handed out."));
        }
        var filed = filings.get(filingId);
        if (filed == null) {
            return Optional.of(new Fault("mediation.unknown-filing", "Nothing was filed under this id."));
        }
        var at = Forms.time(body.path("decidedAt").asText()).orElse(Instant.EPOCH);
        if (at.isBefore(filed.at().minus(CLOCKS_DIFFER))) {
            return Optional.of(new Fault("mediation.decided-before-filing", "decidedAt is before the filing"));
        }
        if (at.isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
            return Optional.of(new Fault("mediation.decided-in-the-future", "decidedAt is still to come"));
        }
        if (filed.decided() != null && !differences(filed.decided(), body).isEmpty()) {
            return Optional.of(
                    new Fault("mediation.filing-decided-otherwise", "Another decision on this filing is on record."));
        }
        filings.put(filingId, new Filed(filed.at(), body));
        return Optional.empty();
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
