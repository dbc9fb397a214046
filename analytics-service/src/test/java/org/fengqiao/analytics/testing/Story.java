package org.fengqiao.analytics.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.fengqiao.kernel.identity.Identifiers;

/** Writes the log of one case, event by event, as the services would. */
public final class Story {

    private final UUID caseId = Identifiers.next();
    private final List<LogEntry> entries = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, Duration> skews = new HashMap<>();
    private Instant now;
    private String channel = "WINDOW";
    private String place = "{}";

    private Story(Instant begin) {
        this.now = begin;
    }

    /** A case that begins at this time. */
    public static Story at(String begin) {
        return new Story(Instant.parse(begin));
    }

    /** The case. */
    public UUID caseId() {
        return caseId;
    }

    /** Its log so far. */
    public List<LogEntry> entries() {
        return List.copyOf(entries);
    }

    /** The latest entry. */
    public LogEntry last() {
        return entries.getLast();
    }

    /** The time to which it has come. */
    public Instant now() {
        return now;
    }

    /** Time passes. */
    public Story after(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** The clock with which this service records is wrong by so much. */
    public Story skew(String service, Duration skew) {
        skews.put(service, skew);
        return this;
    }

    /** Where and how the case comes in. */
    public Story from(String newChannel, String district, String street, String community, String grid) {
        channel = newChannel;
        place = "{\"district\":\"%s\",\"street\":\"%s\"%s%s}"
                .formatted(district, street, field("community", community), field("grid", grid));
        return this;
    }

    private static String field(String name, String value) {
        return value == null ? "" : ",\"" + name + "\":\"" + value + "\"";
    }

    /** Any event, with the body given. */
    public Story event(String service, String event, String body) {
        var sequence = sequences.merge(service, 1L, Long::sum);
        entries.add(new LogEntry(
                caseId,
                service,
                sequence,
                Identifiers.next(),
                event,
                now,
                now.plusMillis(40).plus(skews.getOrDefault(service, Duration.ZERO)),
                body));
        return this;
    }

    /** Registered. */
    public Story registered() {
        return event(
                "intake",
                "case-registered",
                ("{\"channel\":\"%s\",\"summary\":\"噪声\",\"place\":%s,\"applicants\":[{\"partyId\":\"applicant-1\","
                                + "\"name\":\"甲\"}]}")
                        .formatted(channel, place));
    }

    /** Accepted. */
    public Story accepted() {
        return event(
                "intake",
                "case-accepted",
                "{\"decidedBy\":\"RULE\",\"channel\":\"%s\",\"summary\":\"噪声\",\"place\":%s,\"parties\":[]}"
                        .formatted(channel, place));
    }

    /** A document handed in: by PARTY or STAFF. */
    public Story handedIn(String by) {
        return event("intake", "attachment-added", "{\"attachment\":\"a\",\"by\":\"%s\"}".formatted(by));
    }

    /** The party rated a stage. */
    public Story rated(String stage, int score) {
        return event(
                "intake",
                "stage-rated",
                "{\"stage\":\"%s\",\"score\":%d,\"ratedAt\":\"%s\"}".formatted(stage, score, "2024-03-01T04:00:00Z"));
    }

    /** Declined. */
    public Story declined() {
        return event("intake", "case-declined", "{\"ground\":\"OUTSIDE_JURISDICTION\",\"goTo\":\"x\"}");
    }

    /** Withdrawn. */
    public Story withdrawn() {
        return event("intake", "case-withdrawn", "{\"reason\":\"settled\"}");
    }

    /** Triaged. */
    public Story triaged(String category, String path) {
        return event(
                "routing",
                "case-triaged",
                "{\"category\":\"%s\",\"complexity\":\"SIMPLE\",\"path\":\"%s\",\"channel\":\"%s\",\"place\":%s}"
                        .formatted(category, path, channel, place));
    }

    /** Somebody in the dispute was in others before. */
    public Story ofReturningParties() {
        return event("intake", "parties-returned", "{\"applicant\":2,\"windowDays\":365,\"ruleVersion\":\"v\"}");
    }

    /** Linked as a repeat of another case. */
    public Story linkedAsRepeat() {
        return event("intake", "repeat-linked", "{\"of\":\"%s\",\"reasons\":[]}".formatted(UUID.randomUUID()));
    }

    /** Unlinked. */
    public Story unlinked() {
        return event("intake", "repeat-unlinked", "{\"of\":\"%s\"}".formatted(UUID.randomUUID()));
    }

    /** Triaged, with this risk. */
    public Story triaged(String category, String path, String risk) {
        return event(
                "routing",
                "case-triaged",
                ("{\"category\":\"%s\",\"complexity\":\"SIMPLE\",\"risk\":\"%s\",\"path\":\"%s\",\"channel\":\"%s\","
                                + "\"place\":%s}")
                        .formatted(category, risk, path, channel, place));
    }

    /** Triaged anew. */
    public Story retriaged(String category, String path) {
        return event(
                "routing",
                "case-retriaged",
                "{\"cause\":\"MEDIATION_FAILED\",\"category\":\"%s\",\"path\":\"%s\"}".formatted(category, path));
    }

    /** Assigned. */
    public Story assigned(int custody, String unit) {
        return event(
                "routing",
                "case-assigned",
                "{\"custody\":%d,\"unit\":\"%s\",\"path\":\"MEDIATION\"}".formatted(custody, unit));
    }

    /** Claimed. */
    public Story claimed(int custody) {
        return event("routing", "case-claimed", "{\"custody\":%d,\"unit\":\"u\",\"worker\":\"w\"}".formatted(custody));
    }

    /** Given back. */
    public Story returned(int custody) {
        return event("routing", "case-returned", "{\"custody\":%d,\"unit\":\"u\",\"reason\":\"r\"}".formatted(custody));
    }

    /** Gone one level up. */
    public Story escalated(int custody, String from, String to) {
        return event(
                "routing",
                "case-escalated",
                "{\"custody\":%d,\"from\":\"%s\",\"to\":\"%s\",\"cause\":\"CLAIM_OVERDUE\"}"
                        .formatted(custody, from, to));
    }

    /** A notice of supervision issued. */
    public Story notice(int notice, String level, String fault, String unit) {
        return event(
                "routing",
                "supervision-notice-issued",
                "{\"notice\":%d,\"level\":\"%s\",\"fault\":\"%s\",\"unit\":\"%s\",\"issuer\":\"centre\"}"
                        .formatted(notice, level, fault, unit));
    }

    /** A notice at its end. */
    public Story lifted(int notice, String cause) {
        return event(
                "routing", "notice-lifted", "{\"notice\":%d,\"round\":0,\"cause\":\"%s\"}".formatted(notice, cause));
    }

    /** Drawn for an evaluation. */
    public Story sampled(String sample, int closure, String unit) {
        return event(
                "routing",
                "review-sampled",
                "{\"sample\":\"%s\",\"closure\":%d,\"outcome\":\"AGREED\",\"unit\":\"%s\",\"sheet\":\"2022-05\"}"
                        .formatted(sample, closure, unit));
    }

    /** Evaluated. */
    public Story reviewed(String sample, int closure, String unit, String grade) {
        return event(
                "routing",
                "review-concluded",
                "{\"sample\":\"%s\",\"closure\":%d,\"unit\":\"%s\",\"grade\":\"%s\",\"score\":76.0}"
                        .formatted(sample, closure, unit, grade));
    }

    /** The appeal against a grade decided. */
    public Story appealDecided(String sample, String unit, boolean granted, String grade) {
        return event(
                "routing",
                "appeal-decided",
                "{\"sample\":\"%s\",\"unit\":\"%s\",\"granted\":%s,\"grade\":\"%s\"}"
                        .formatted(sample, unit, granted, grade));
    }

    /** Something to be put right. */
    public Story rectificationOrdered(int rectification, String unit) {
        return rectification("ordered", "{\"rectification\":%d,\"unit\":\"%s\"}".formatted(rectification, unit));
    }

    /** Found put right. */
    public Story rectificationCompleted(int rectification, String unit) {
        return rectification("completed", "{\"rectification\":%d,\"unit\":\"%s\"}".formatted(rectification, unit));
    }

    /** Found not put right, and owed anew. */
    public Story rectificationRefused(int rectification, String unit) {
        return rectification(
                "refused",
                "{\"rectification\":%d,\"next\":%d,\"unit\":\"%s\"}".formatted(rectification, rectification + 1, unit));
    }

    /** No longer to be put right. */
    public Story rectificationWaived(int rectification, String unit) {
        return rectification("waived", "{\"rectification\":%d,\"unit\":\"%s\"}".formatted(rectification, unit));
    }

    private Story rectification(String what, String body) {
        return event("routing", "rectification-" + what, body);
    }

    /** A consultation convened by the unit that leads it. */
    public Story convened(int consultation, String chair) {
        return event(
                "routing",
                "consultation-convened",
                "{\"consultation\":%d,\"chair\":\"%s\",\"causes\":[\"COMPLEX\"]}".formatted(consultation, chair));
    }

    /** A consultation concluded after it went one level up so often, with one duty. */
    public Story consulted(int consultation, String chair, int level) {
        return event(
                        "routing",
                        "consultation-concluded",
                        "{\"consultation\":%d,\"chair\":\"%s\",\"lead\":\"u\",\"level\":%d}"
                                .formatted(consultation, chair, level))
                .event(
                        "routing",
                        "duty-assigned",
                        "{\"duty\":%d,\"consultation\":%d,\"unit\":\"%s\"}"
                                .formatted(consultation, consultation, chair));
    }

    /** A duty done. */
    public Story dutyDone(int duty, String unit) {
        return event("routing", "duty-done", "{\"duty\":%d,\"unit\":\"%s\"}".formatted(duty, unit));
    }

    /** Closed. */
    public Story closed(int closure, String outcome, String unit) {
        return event(
                "routing",
                "case-closed",
                "{\"closure\":%d,\"outcome\":\"%s\"%s}".formatted(closure, outcome, field("unit", unit)));
    }

    /** The closing held. */
    public Story verified(int closure) {
        return event("routing", "case-verified", "{\"closure\":%d}".formatted(closure));
    }

    /** The closing did not hold, and the case is open again. */
    public Story relapsedAndReopened(int closure) {
        return event("routing", "case-relapsed", "{\"closure\":%d,\"cause\":\"DISSATISFIED\"}".formatted(closure))
                .event("routing", "case-reopened", "{\"closure\":%d,\"cause\":\"DISSATISFIED\"}".formatted(closure));
    }

    /** Mediation opened. */
    public Story mediationOpened(int custody) {
        return event("mediation", "mediation-opened", "{\"custody\":%d,\"mediator\":\"m\"}".formatted(custody));
    }

    /** Agreement signed, with one obligation for each due day. */
    public Story agreed(int custody, List<String> dueDays) {
        var obligations = new ArrayList<String>();
        for (var day : dueDays) {
            obligations.add("{\"obligation\":%d,\"debtor\":\"a\",\"what\":\"w\",\"dueOn\":\"%s\"}"
                    .formatted(obligations.size() + 1, day));
        }
        return event(
                "mediation",
                "agreement-signed",
                "{\"custody\":%d,\"form\":\"WRITTEN\",\"obligations\":[%s]}"
                        .formatted(custody, String.join(",", obligations)));
    }

    /** Obligation performed. */
    public Story performed(int obligation) {
        return event(
                "mediation", "obligation-performed", "{\"obligation\":%d,\"outstanding\":0}".formatted(obligation));
    }

    /** Confirmation applied for. */
    public Story confirmationFiled() {
        return event("mediation", "confirmation-filed", "{\"filingId\":\"f\"}");
    }

    /** Confirmation granted. */
    public Story confirmationGranted() {
        return event("mediation", "confirmation-granted", "{\"filingId\":\"f\",\"documentNumber\":\"d\"}");
    }

    /** Mediation ended. */
    public Story mediationConcluded(int custody, String result) {
        return event(
                "mediation", "mediation-concluded", "{\"custody\":%d,\"result\":\"%s\"}".formatted(custody, result));
    }

    /** Revisited: one party answered, which is the applicant in odd rounds. */
    public Story revisited(int closure, int round, int satisfaction) {
        return revisited(closure, round, round % 2 == 1 ? "APPLICANT" : "RESPONDENT", satisfaction);
    }

    /** Revisited: a party of this side answered. */
    public Story revisited(int closure, int round, String side, int satisfaction) {
        return event(
                "mediation",
                "revisit-answered",
                "{\"closure\":%d,\"round\":%d,\"partyId\":\"%s-1\",\"side\":\"%s\",\"satisfaction\":%d}"
                        .formatted(closure, round, side.toLowerCase(Locale.ROOT), side, satisfaction));
    }

    /** Revisited: a party of this side answered, on this channel. */
    public Story revisited(int closure, int round, String side, int satisfaction, String channel) {
        return event(
                "mediation",
                "revisit-answered",
                "{\"closure\":%d,\"round\":%d,\"partyId\":\"%s-1\",\"side\":\"%s\",\"satisfaction\":%d,"
                        .concat("\"channel\":\"%s\"}")
                        .formatted(closure, round, side.toLowerCase(Locale.ROOT), side, satisfaction, channel));
    }

    /** Revisited in vain. */
    public Story revisitedInVain(int closure, int round) {
        return event(
                "mediation",
                "revisit-given-up",
                "{\"closure\":%d,\"round\":%d,\"partyId\":\"applicant-1\",\"side\":\"APPLICANT\"}"
                        .formatted(closure, round));
    }

    /** What the deadlines of some rules are owed for between the centre and a partner; nothing for the others. */
    private static String owedBy(String rule) {
        return switch (rule) {
            case "referral-result" ->
                ",\"owed\":{\"by\":\"CENTRE\",\"partner\":\"police\",\"what\":\"RESULT\",\"reference\":\"r-1\"}";
            case "confirmation-decision" ->
                ",\"owed\":{\"by\":\"PARTNER\",\"partner\":\"court\",\"what\":\"DECISION\",\"reference\":\"f-1\"}";
            default -> "";
        };
    }

    /** A deadline of this service runs. */
    public Story deadlineSet(String service, String name, String rule, Instant dueAt) {
        return event(
                service,
                "deadline-set",
                ("{\"name\":\"%s\",\"rule\":\"%s\",\"version\":1,\"startedBy\":\"something.v1\",\"startedAt\":\"%s\","
                                + "\"dueAt\":\"%s\",\"warnAt\":[]%s}")
                        .formatted(name, rule, now, dueAt, owedBy(rule)));
    }

    /** A deadline was met, in time or not. */
    public Story deadlineMet(String service, String name, String rule, Instant metAt, boolean onTime) {
        return event(
                service,
                "deadline-met",
                "{\"name\":\"%s\",\"rule\":\"%s\",\"metAt\":\"%s\",\"onTime\":%s%s}"
                        .formatted(name, rule, metAt, onTime, owedBy(rule)));
    }

    /** A deadline has passed, and it is a duty ({@code breached}) or a right ({@code lapsed}). */
    public Story deadlinePassed(String service, String how, String name, String rule, Instant dueAt) {
        return event(
                service,
                "deadline-" + how,
                "{\"name\":\"%s\",\"rule\":\"%s\",\"dueAt\":\"%s\",\"%sAt\":\"%s\"%s}"
                        .formatted(name, rule, dueAt, how, now, owedBy(rule)));
    }

    /** A deadline is no longer owed. */
    public Story deadlineCancelled(String service, String name) {
        return event(
                service,
                "deadline-cancelled",
                "{\"name\":\"%s\",\"reason\":\"r\",\"cancelledAt\":\"%s\"}".formatted(name, now));
    }

    /** Petition agency opened. */
    public Story petitionOpened(int custody) {
        return event("petition", "petition-opened", "{\"petitionId\":\"p\",\"custody\":%d}".formatted(custody));
    }

    /** An errand planned for the petitioner. */
    public Story errandPlanned(int custody, int errand) {
        return event("petition", "errand-planned", "{\"custody\":%d,\"errand\":%d}".formatted(custody, errand));
    }

    /** An errand run. */
    public Story errandRun(int custody, int errand) {
        return event("petition", "errand-run", "{\"custody\":%d,\"errand\":%d}".formatted(custody, errand));
    }

    /** A review of a petition opinion asked for. */
    public Story petitionReviewRequested(int custody, int review, String level) {
        return event(
                "petition",
                "review-requested",
                "{\"custody\":%d,\"review\":%d,\"level\":\"%s\"}".formatted(custody, review, level));
    }

    /** That review decided. */
    public Story petitionReviewDecided(int custody, int review, String decision) {
        return event(
                "petition",
                "review-decided",
                "{\"custody\":%d,\"review\":%d,\"decision\":\"%s\"}".formatted(custody, review, decision));
    }

    /** Relief applied for. */
    public Story reliefApplied(int relief, String kind) {
        return event("petition", "relief-applied", "{\"relief\":%d,\"kind\":\"%s\"}".formatted(relief, kind));
    }

    /** Relief delivered. */
    public Story reliefDelivered(int relief, String kind) {
        return event("petition", "relief-delivered", "{\"relief\":%d,\"kind\":\"%s\"}".formatted(relief, kind));
    }

    /** Who was relieved counted. */
    public Story beneficiaryCounted(int relief, boolean hardship, boolean first) {
        return event(
                "petition",
                "beneficiary-counted",
                "{\"relief\":%d,\"hardship\":%s,\"first\":%s}".formatted(relief, hardship, first));
    }

    /** Petition agency concluded. */
    public Story petitionConcluded(int custody) {
        return event(
                "petition",
                "petition-concluded",
                "{\"petitionId\":\"p\",\"custody\":%d,\"result\":\"SUPPORTED\"}".formatted(custody));
    }
}
