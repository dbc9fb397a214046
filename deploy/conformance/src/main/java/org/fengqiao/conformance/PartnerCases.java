package org.fengqiao.conformance;

import static org.fengqiao.conformance.CheckedCase.require;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.conformance.CheckedCase.Unfulfilled;

/**
 * Cases by which a partner's implementation is checked: the centre is played to it on its topics, and what it writes is
 * looked at. The messages are recorded yesterday, so that the books of a day that is over can be compared.
 */
final class PartnerCases {

    private static final Duration QUIET = Duration.ofSeconds(5);

    private final Partner partner;
    private final Line line;
    private final SimulatedCentre centre;
    private final InstantSource clock;
    private final Duration patience;
    private final Instant yesterday;
    private final int begin;

    /** @param line hears the partner's inbound topic, and writes the other two */
    PartnerCases(Partner partner, Line line, SimulatedCentre centre, InstantSource clock, Duration patience) {
        this.partner = partner;
        this.line = line;
        this.centre = centre;
        this.clock = clock;
        this.patience = patience;
        this.yesterday = clock.instant().minus(Duration.ofDays(1));
        this.begin = line.count();
    }

    /** Returns the cases, in the order in which they are run. */
    List<CheckedCase> all() {
        var cases = new ArrayList<CheckedCase>();
        cases.add(new CheckedCase(
                "what-it-sends",
                "What the partner sends has envelope, form and key of the contract.",
                this::formsOfReferrals));
        cases.add(new CheckedCase(
                "asks-for-what-it-misses",
                "Where a number is missing it asks for it, also behind a type that it does not know.",
                () -> asks(SimulatedCentre.INTAKE)));
        cases.add(new CheckedCase(
                "is-content-with-what-it-has", "It does not ask again for what it got.", this::content));
        if (partner == Partner.COURT) {
            cases.add(new CheckedCase(
                    "decides-on-confirmation",
                    "An application for confirmation is decided.",
                    () -> decides("confirmation", "confirmation-decided")));
            cases.add(new CheckedCase(
                    "decides-on-fast-track",
                    "A fast-track filing is decided.",
                    () -> decides("fast-track", "fast-track-decided")));
            cases.add(new CheckedCase(
                    "decides-once", "A filing that comes twice is not decided in two ways.", this::decidesOnce));
            cases.add(new CheckedCase(
                    "tells-its-sums-of-mediation",
                    "It tells its sums of a day for /mediation, and has received what was sent, each once.",
                    () -> tellsSums(SimulatedCentre.MEDIATION)));
        }
        if (SimulatedCentre.isAskedWhereMattersStand(partner)) {
            cases.add(new CheckedCase(
                    "tells-where-a-matter-stands",
                    "Asked whether it has a matter, it says so, under the id of the inquiry.",
                    this::tellsStanding));
        }
        if (partner == Partner.PROCURATORATE) {
            cases.add(new CheckedCase(
                    "decides-on-relief", "Relief that the centre asks for is decided.", this::decidesOnRelief));
        }
        cases.add(new CheckedCase(
                "tells-its-sums",
                "It tells its sums of a day, and has received what was sent, each once.",
                () -> tellsSums(SimulatedCentre.INTAKE)));
        cases.add(new CheckedCase(
                "nothing-came-back", "Nothing of what it sent had to be rejected.", this::nothingWrong));
        return cases;
    }

    private Message first(int after, Predicate<Message> which, String what) throws InterruptedException, Unfulfilled {
        return line.await(after, message -> message.topic().equals(partner.inbound()) && which.test(message), patience)
                .orElseThrow(() ->
                        new Unfulfilled(new Verdict.Missing("no " + what + " within " + patience.toSeconds() + " s")));
    }

    private void requireForm(Message message) throws Unfulfilled {
        var fault = centre.fault(message);
        require(
                fault.isEmpty(),
                fault.map(one -> "%s: %s: %s".formatted(message, one.code(), one.detail()))
                        .orElse(""));
    }

    private Verdict formsOfReferrals() throws InterruptedException, Unfulfilled {
        if (line.heard(message -> message.topic().equals(partner.inbound())).isEmpty()
                && line.await(begin, message -> message.topic().equals(partner.inbound()), patience)
                        .isEmpty()) {
            return partner == Partner.COURT
                    ? new Verdict.NotChecked("it has sent nothing yet")
                    : new Verdict.Missing("it has sent nothing");
        }
        for (var message : line.heard(message -> message.topic().equals(partner.inbound()))) {
            requireForm(message);
        }
        return new Verdict.Right();
    }

    private Verdict asks(String source) throws InterruptedException, Unfulfilled {
        centre.recordAt(yesterday);
        try {
            var noted = line.count();
            var news = centre.withhold(source, "news-of-tomorrow", "check", Map.of("unknown", true));
            centre.publish(news.with("ce_unknown", "also this"));
            centre.tell(source, "referral-result", "check", result(1), null);
            var missed = centre.withhold(source, "referral-result", "check", result(2));
            var next = centre.tell(source, "referral-result", "check", result(3), null);
            // The same once more: it must not be counted twice.
            centre.publish(next);
            var request = first(
                    noted,
                    message -> message.type().equals("redelivery-requested")
                            && message.text("source").equals(source)
                            && message.body().path("from").asLong() <= missed.sequence()
                            && message.body().path("to").asLong() >= missed.sequence(),
                    "redelivery-requested for number " + missed.sequence() + " of " + source);
            requireForm(request);
            require(
                    request.body().path("to").asLong() <= next.sequence(),
                    "it asks for number " + request.body().path("to").asLong() + ", which was never given");
            return new Verdict.Right();
        } finally {
            centre.recordAt(null);
        }
    }

    private static Map<String, Object> result(int number) {
        return Map.of(
                "reference",
                "check",
                "caseId",
                Forms.named("check " + number).toString(),
                "outcome",
                "AGREED",
                "field-of-tomorrow",
                number);
    }

    private Verdict content() throws InterruptedException, Unfulfilled {
        // What it asked for before this moment may still be on its way.
        Thread.sleep(QUIET);
        var noted = line.count();
        Thread.sleep(QUIET);
        var again = line.heard(noted, message -> message.type().equals("redelivery-requested"));
        require(again.isEmpty(), "it asks again and again");
        return new Verdict.Right();
    }

    private Verdict decides(String what, String type) throws InterruptedException, Unfulfilled {
        var noted = line.count();
        var filingId = centre.file(what, what.length());
        var decision = first(
                noted,
                message ->
                        message.type().equals(type) && message.text("filingId").equals(filingId),
                type + " for " + filingId);
        requireForm(decision);
        var at = Forms.time(decision.text("decidedAt")).orElse(Instant.MAX);
        require(!at.isAfter(clock.instant().plus(Duration.ofMinutes(2))), "decidedAt is still to come");
        return new Verdict.Right();
    }

    private Verdict decidesOnRelief() throws InterruptedException, Unfulfilled {
        var noted = line.count();
        var referralId = centre.relieve(1);
        requireForm(first(
                noted,
                message -> message.type().equals("relief-decided")
                        && message.text("referralId").equals(referralId),
                "relief-decided for " + referralId));
        return new Verdict.Right();
    }

    private Verdict tellsStanding() throws InterruptedException, Unfulfilled {
        var noted = line.count();
        var inquiryId = centre.inquire(1);
        var told = first(
                noted,
                message -> message.type().equals("standing-told")
                        && message.text("inquiryId").equals(inquiryId),
                "standing-told for " + inquiryId);
        requireForm(told);
        require(told.keyText().equals(inquiryId), "its key is not the id of the inquiry");
        return new Verdict.Right();
    }

    private Verdict decidesOnce() throws InterruptedException, Unfulfilled {
        var noted = line.count();
        var filingId = centre.file("confirmation", 99);
        var first = first(noted, message -> message.text("filingId").equals(filingId), "decision on " + filingId);
        centre.again(filingId);
        Thread.sleep(QUIET);
        for (var message : line.heard(
                noted,
                message -> message.topic().equals(partner.inbound())
                        && message.text("filingId").equals(filingId))) {
            require(message.body().equals(first.body()), "it decides otherwise when the filing comes twice");
        }
        return new Verdict.Right();
    }

    private Verdict tellsSums(String source) throws InterruptedException, Unfulfilled {
        var day = Sums.dayOf(yesterday).toString();
        var noted = line.count();
        centre.tellSums(source, day);
        var told = first(
                noted,
                message -> message.type().equals("reconciliation")
                        && message.text("source").equals(source)
                        && message.text("day").equals(day),
                "reconciliation of " + day + " for " + source);
        requireForm(told);
        var sent = centre.sentOn(source, day);
        require(
                Sums.in(told.body(), "received").equals(sent),
                "received is %s, and %s was sent".formatted(Sums.in(told.body(), "received"), sent));
        require(
                Sums.in(told.body(), "sent").equals(centre.received(source, day)),
                "sent is %s, and %s was taken".formatted(Sums.in(told.body(), "sent"), centre.received(source, day)));
        return new Verdict.Right();
    }

    private Verdict nothingWrong() throws Unfulfilled {
        for (var message : line.heard(begin, message -> message.topic().equals(partner.inbound()))) {
            requireForm(message);
        }
        return new Verdict.Right();
    }
}
