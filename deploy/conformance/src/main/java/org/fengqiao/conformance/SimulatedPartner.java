package org.fengqiao.conformance;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.partner.Partner;

/** Partner as the centre meets it on its topics, played by a script. */
final class SimulatedPartner implements AutoCloseable {

    private static final Duration GAP = Duration.ofSeconds(10);
    private static final List<String> STANDINGS = List.of("NONE", "NONE", "PENDING", "FINAL");

    private final Partner partner;
    private final Script script;
    private final String district;
    private final InstantSource clock;
    private final Consumer<String> told;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("later").factory());

    private final Map<String, TreeMap<Long, Message>> received = new HashMap<>();
    private final Map<String, Set<String>> sent = new HashMap<>();
    private final Map<String, Long> missingSince = new HashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Set<String> referred = new TreeSet<>();
    private final Set<String> acknowledged = new TreeSet<>();
    private final Set<String> decided = new TreeSet<>();
    private final List<Message> heldBack = new ArrayList<>();
    private @Nullable Line line;

    /** @param told hears, in a line each, what happens */
    SimulatedPartner(Partner partner, Script script, String district, InstantSource clock, Consumer<String> told) {
        this.partner = partner;
        this.script = script;
        this.district = district;
        this.clock = clock;
        this.told = told;
    }

    /** Takes the line; what is on it already is known, and not answered again. */
    synchronized void on(Line itsLine) {
        line = itsLine;
        itsLine.heard(message -> message.topic().equals(partner.outbound())).forEach(this::keep);
    }

    private boolean keep(Message message) {
        return message.sequence() == 0
                || received.computeIfAbsent(message.source(), _ -> new TreeMap<>())
                                .putIfAbsent(message.sequence(), message)
                        == null;
    }

    // ---- what it says

    /** Refers a dispute. */
    synchronized void refer(int number) {
        var reference =
                "%d-%s-%06d".formatted(script.seed(), partner.name().toLowerCase(java.util.Locale.ROOT), number);
        referred.add(reference);
        say("referral-submitted", reference, referral(reference, "邻里噪声，双方争执"), referral(reference, "与前一件无关的另一件事"));
        if (script.chance("withdraw " + reference).nextInt(8) == 0) {
            var reason = PartnerBodies.withdrawal(reference);
            say("referral-withdrawn", reference, reason, reason);
        }
    }

    private Map<String, Object> referral(String reference, String summary) {
        return PartnerBodies.referral(reference, clock.instant(), summary, district);
    }

    /**
     * Sends a message, or does with it what the script says.
     *
     * @param otherwise what it says too where it contradicts itself
     */
    private void say(String type, String key, Object body, Object otherwise) {
        var thing = type + " " + key;
        var message = Message.of(
                partner.inbound(),
                partner.source(),
                type,
                key,
                Forms.named(script.seed() + thing),
                clock.instant(),
                body);
        switch (script.fault(thing).orElse(null)) {
            case SILENCE -> count("kept back");
            case LATENESS ->
                later.schedule(() -> send(message), 2 + script.chance(thing).nextInt(8), TimeUnit.SECONDS);
            case DUPLICATE -> {
                send(message);
                send(message);
            }
            case REORDERING -> {
                heldBack.add(message);
                return;
            }
            case CONTRADICTION -> {
                send(message);
                send(Message.of(
                        partner.inbound(),
                        partner.source(),
                        type,
                        key,
                        Forms.named(script.seed() + "not " + thing),
                        clock.instant(),
                        otherwise));
            }
            case GARBAGE -> {
                send(message.withValue("{\"reference\": garbage")
                        .with("ce_id", Forms.named("garbage " + thing).toString()));
                send(message);
            }
            case null -> send(message);
        }
        heldBack.forEach(this::send);
        heldBack.clear();
    }

    private synchronized void send(Message message) {
        try {
            if (line != null) {
                line.send(message);
                count("sent " + message.type());
                sent.computeIfAbsent(booked(message), _ -> new TreeSet<>()).add(message.id());
            }
        } catch (IOException e) {
            told.accept(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns under what a message of its own stands in its books: the service that takes it, and the day. */
    private static String booked(Message message) {
        return SimulatedCentre.sourceOf(message) + " "
                + Forms.time(message.header("ce_time")).map(Sums::dayOf).orElseThrow();
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    // ---- what it hears

    /** Hears a message of the centre. */
    synchronized void hear(Message message) {
        if (message.topic().equals(partner.rejected())) {
            count("rejected " + message.header("rejection-code"));
            Forms.time(message.header("ce_time"))
                    .map(_ -> sent.get(booked(message)))
                    .ifPresent(ids -> ids.remove(message.id()));
            told.accept("back came " + message + ": " + message.header("rejection-code") + ", "
                    + message.header("rejection-detail"));
            return;
        }
        if (!keep(message)) {
            count("came twice");
            return;
        }
        count("received " + message.type());
        switch (message.type()) {
            case "referral-acknowledged" -> {
                acknowledged.add(message.text("reference"));
                if (partner == Partner.PROCURATORATE && message.text("decision").equals("ACCEPTED")) {
                    prosecute(message.text("reference"));
                }
                told.accept("%s is %s".formatted(message.text("reference"), message.text("decision")));
            }
            case "referral-result" ->
                told.accept("%s ended: %s".formatted(message.text("reference"), message.text("outcome")));
            case "confirmation-filed", "fast-track-filed" -> decide(message.text("filingId"));
            case "relief-proposed" -> relieve(message.text("referralId"));
            case "standing-asked" -> stand(message.text("inquiryId"));
            case "review-requested" -> review(message.text("petitionId"), message.text("level"));
            case "reconciliation" -> reconcile(message);
            default -> told.accept("hears " + message);
        }
    }

    private void decide(String filingId) {
        if (partner != Partner.COURT || !decided.add(filingId)) {
            return;
        }
        var chance = script.chance("decision " + filingId);
        var good = chance.nextInt(5) > 0;
        var number = 1 + chance.nextInt(9_000);
        say(
                PartnerBodies.decisionOn(filingId),
                filingId,
                PartnerBodies.decision(filingId, good, number, clock.instant()),
                PartnerBodies.decision(filingId, !good, number + 1, clock.instant()));
    }

    /** Says of every other referral that it is a prosecution whose parties may reconcile. */
    private void prosecute(String reference) {
        if (script.chance("prosecution " + reference).nextBoolean()) {
            say("criminal-reconciliation-referred", reference, charge(reference, true), charge(reference, false));
        }
    }

    private static Map<String, Object> charge(String reference, boolean willing) {
        var body = PartnerBodies.prosecution(reference);
        body.put("victimWilling", willing);
        return body;
    }

    /** Says whether it has a matter: mostly not, else that it is dealing with it, or has ended it. */
    private void stand(String inquiryId) {
        if (SimulatedCentre.isAskedWhereMattersStand(partner) && decided.add(inquiryId)) {
            var standing = STANDINGS.get(script.chance("standing " + inquiryId).nextInt(STANDINGS.size()));
            say(
                    "standing-told",
                    inquiryId,
                    PartnerBodies.standing(partner, inquiryId, standing),
                    PartnerBodies.standing(partner, inquiryId, standing.equals("PENDING") ? "FINAL" : "PENDING"));
        }
    }

    /** Has the opinion reviewed: mostly it stands. */
    private void review(String petitionId, String level) {
        if (partner == Partner.PETITION_OFFICE && decided.add(level + " of " + petitionId)) {
            var decision = script.chance("review " + petitionId + level).nextInt(4) > 0 ? "UPHELD" : "CHANGED";
            say(
                    "review-decided",
                    petitionId,
                    PartnerBodies.review(petitionId, level, decision, clock.instant()),
                    PartnerBodies.review(petitionId, level, "REVOKED", clock.instant()));
        }
    }

    private void relieve(String referralId) {
        if (partner == Partner.PROCURATORATE && decided.add(referralId)) {
            var good = script.chance("relief " + referralId).nextBoolean();
            say(
                    "relief-decided",
                    referralId,
                    PartnerBodies.relief(referralId, good),
                    PartnerBodies.relief(referralId, !good));
        }
    }

    /**
     * Tells its own sums. Of what it sent it knows this run alone, and takes for granted that its own topic was taken:
     * what it says of a day on which it did not run is what the centre said.
     */
    private void reconcile(Message message) {
        var day = message.text("day");
        var source = message.source();
        var mine = received.getOrDefault(source, new TreeMap<>()).values().stream()
                .filter(one -> Forms.time(one.header("ce_recordedtime"))
                        .filter(at -> Sums.dayOf(at).toString().equals(day))
                        .isPresent())
                .map(Message::id)
                .toList();
        var body = new LinkedHashMap<String, Object>();
        body.put("source", source);
        body.put("day", day);
        body.put(
                "sent",
                sent.containsKey(source + " " + day)
                        ? Sums.of(sent.get(source + " " + day)).json()
                        : Sums.in(message.body(), "received").json());
        body.put("received", Sums.of(mine).json());
        say("reconciliation", day, body, body);
    }

    /** Looks for numbers that are missing, and asks for those that have been so for a while. */
    synchronized void look() {
        for (var numbers : received.entrySet()) {
            var expected = numbers.getValue().isEmpty() ? 1 : numbers.getValue().firstKey();
            for (var number : List.copyOf(numbers.getValue().keySet())) {
                if (number > expected) {
                    ask(numbers.getKey(), expected, number - 1);
                }
                expected = number + 1;
            }
        }
    }

    private void ask(String source, long from, long to) {
        var gap = "%s %d-%d".formatted(source, from, to);
        var since = missingSince.computeIfAbsent(gap, _ -> System.nanoTime());
        if (System.nanoTime() - since > GAP.toNanos()) {
            missingSince.put(gap, Long.MAX_VALUE / 2);
            told.accept("misses " + gap);
            var body = Map.of("source", source, "from", from, "to", to);
            say("redelivery-requested", "gap", body, body);
        }
    }

    /** Returns what was sent and what came, in a line each. */
    synchronized String summary() {
        var open = new TreeSet<>(referred);
        open.removeAll(acknowledged);
        var text = new StringBuilder();
        counts.forEach((what, count) -> text.append("%6d %s%n".formatted(count, what)));
        return text.append("%6d of %d referrals are not acknowledged".formatted(open.size(), referred.size()))
                .toString();
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
