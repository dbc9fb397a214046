package org.fengqiao.analytics.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Counts every number straight from the events, the way a person would with a pencil: a second opinion that shares no
 * code with the projection.
 */
public final class SlowCount {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final Set<String> ASKING = Set.of(
            "case-triaged", "case-retriaged", "case-assigned", "case-returned", "case-escalated", "case-reopened");

    private static final Set<String> TAKING = Set.of("case-claimed", "case-closed");

    /** The rules among those of the generated logs whose deadlines nobody owes. */
    private static final Set<String> RIGHTS = Set.of("return", "confirmation-window");

    /** One thing counted: whether it is in the numerator, its date, its case as it was known, and its evidence. */
    public record Counted(UUID caseId, boolean hit, Instant date, String unit, Known known, UUID event, UUID answer) {

        /** What it is grouped under. */
        public String by(String dimension) {
            return switch (dimension) {
                case "district", "street", "community", "grid" -> known.place(dimension);
                case "channel" -> known.latest(Set.of("case-registered", "case-accepted"), "channel");
                case "layer" ->
                    switch (by("channel")) {
                        case "COURT" -> "COURT";
                        case "POLICE" -> "POLICE";
                        case "PETITION_OFFICE" -> "PETITION";
                        case "PROCURATORATE" -> "PROCURATORATE";
                        default -> "GRASSROOTS";
                    };
                case "category", "path" -> known.latest(Set.of("case-triaged", "case-retriaged"), dimension);
                case "unit" -> unit != null ? unit : known.latest(Set.of("case-assigned"), "unit");
                case "rule", "fault", "grade" ->
                    known.entries().stream()
                            .filter(e -> e.eventId().equals(event))
                            .map(e -> e.json().get(dimension).asText())
                            .findFirst()
                            .orElseThrow();
                case "debt" ->
                    known.entries().stream()
                            .filter(e -> e.eventId().equals(event))
                            .map(e -> e.json().get("owed"))
                            .map(owed -> owed.get("by").asText().equals("CENTRE")
                                    ? "centre/" + owed.get("partner").asText()
                                    : owed.get("partner").asText() + "/centre")
                            .findFirst()
                            .orElseThrow();
                case "day" -> local().format(DateTimeFormatter.ISO_LOCAL_DATE);
                case "week" ->
                    "%d-W%02d"
                            .formatted(
                                    local().get(IsoFields.WEEK_BASED_YEAR),
                                    local().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
                case "month" -> local().format(DateTimeFormatter.ofPattern("yyyy-MM"));
                case "quarter" -> local().getYear() + "-Q" + local().get(IsoFields.QUARTER_OF_YEAR);
                case "year" -> String.valueOf(local().getYear());
                default -> throw new IllegalArgumentException(dimension);
            };
        }

        /** The seconds to the event that answers it. */
        private double took() {
            return known.entries().stream()
                            .filter(e -> e.eventId().equals(answer))
                            .mapToLong(e -> e.time().toEpochMilli() - date.toEpochMilli())
                            .findFirst()
                            .orElseThrow()
                    / 1000.0;
        }

        private ZonedDateTime local() {
            return date.atZone(CHINA);
        }
    }

    /** Knowledge of one case: the beginning of its log, up to the first event that was not known yet. */
    public record Known(List<LogEntry> entries) {

        private String latest(Set<String> events, String field) {
            var found = "unknown";
            for (var entry : entries) {
                if (events.contains(entry.event()) && entry.json().hasNonNull(field)) {
                    found = entry.json().get(field).asText();
                }
            }
            return found;
        }

        private String place(String level) {
            var found = "unknown";
            for (var entry : entries) {
                if (entry.event().equals("case-registered") || entry.event().equals("case-accepted")) {
                    found = entry.json().path("place").path(level).asText("unknown");
                }
            }
            return found;
        }

        private String unitOf(int custody) {
            return entries.stream()
                    .filter(e -> e.event().equals("case-assigned")
                            && e.json().get("custody").asInt() == custody)
                    .map(e -> e.json().get("unit").asText())
                    .findFirst()
                    .orElse(null);
        }

        private String unitThatClosed(int closure) {
            return entries.stream()
                    .filter(e -> e.event().equals("case-closed")
                            && e.json().get("closure").asInt() == closure)
                    .map(e -> e.json().path("unit").asText(null))
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        /** The unit that had the case when this happened. */
        private String heldAt(LogEntry entry) {
            return new Known(entries.subList(0, entries.indexOf(entry))).latest(Set.of("case-assigned"), "unit");
        }

        private LogEntry first(String event) {
            return entries.stream()
                    .filter(e -> e.event().equals(event))
                    .findFirst()
                    .orElse(null);
        }

        private LogEntry latest(Predicate<LogEntry> which) {
            return entries.stream().filter(which).reduce((_, later) -> later).orElse(null);
        }

        /** The entries from this one up to the next of its kind. */
        private List<LogEntry> untilNext(LogEntry agreement) {
            var from = entries.indexOf(agreement);
            var until = from + 1;
            while (until < entries.size() && !entries.get(until).event().equals(agreement.event())) {
                until++;
            }
            return entries.subList(from, until);
        }
    }

    private SlowCount() {}

    /**
     * Everything a number counts.
     *
     * @param cases the logs of the cases, each in its order, without repeats
     * @param asOf the time whose knowledge counts; null for everything
     * @param due the time up to which obligations have fallen due
     */
    public static List<Counted> count(String metric, List<List<LogEntry>> cases, Instant asOf, Instant due) {
        var counted = new ArrayList<Counted>();
        for (var log : cases) {
            var known = known(log, asOf);
            for (var entry : known.entries()) {
                count(metric, known, entry, due, counted);
            }
        }
        return counted;
    }

    private static Known known(List<LogEntry> log, Instant asOf) {
        var known = new ArrayList<LogEntry>();
        for (var entry : log) {
            if (asOf != null && entry.recordedTime().isAfter(asOf)) {
                break;
            }
            known.add(entry);
        }
        return new Known(known);
    }

    private static Counted satisfied(Known known, LogEntry entry) {
        return revisited(known, entry, entry.json().get("satisfaction").asInt() >= 3);
    }

    private static Counted revisited(Known known, LogEntry entry, boolean numerator) {
        return new Counted(
                entry.caseId(),
                numerator,
                entry.time(),
                known.unitThatClosed(entry.json().get("closure").asInt()),
                known,
                entry.eventId(),
                null);
    }

    private static Counted served(Known known, LogEntry entry, boolean online) {
        return new Counted(entry.caseId(), online, entry.time(), null, known, entry.eventId(), null);
    }

    private static void count(String metric, Known known, LogEntry entry, Instant due, List<Counted> counted) {
        var json = entry.json();
        switch (metric + " " + entry.event()) {
            case "closure-rate case-accepted" -> {
                var latest = known.latest(
                        e -> e.event().equals("case-closed") || e.event().equals("case-reopened"));
                counted.add(ofCase(known, entry, latest, "case-closed"));
            }
            case "ever-closed-rate case-accepted" ->
                counted.add(ofCase(known, entry, known.first("case-closed"), "case-closed"));
            case "verified-closure-rate case-accepted" -> {
                var latest = known.latest(e -> Set.of("case-verified", "case-relapsed", "case-reopened")
                        .contains(e.event()));
                counted.add(ofCase(known, entry, latest, "case-verified"));
            }
            case "source-pyramid case-accepted" -> counted.add(ofCase(known, entry, null, ""));
            case "lead-time case-registered" -> counted.add(ofCase(known, entry, null, ""));
            case "mediation-success-rate mediation-concluded" -> {
                var success = Set.of("AGREED", "CONFIRMED")
                        .contains(json.get("result").asText());
                counted.add(inCustody(known, entry, success, null));
            }
            case "satisfaction-rate revisit-answered" -> counted.add(satisfied(known, entry));
            case "applicant-satisfaction-rate revisit-answered" -> {
                if (json.get("side").asText().equals("APPLICANT")) {
                    counted.add(satisfied(known, entry));
                }
            }
            case "respondent-satisfaction-rate revisit-answered" -> {
                if (json.get("side").asText().equals("RESPONDENT")) {
                    counted.add(satisfied(known, entry));
                }
            }
            case "revisit-reach-rate revisit-answered" -> counted.add(revisited(known, entry, true));
            case "revisit-reach-rate revisit-given-up" -> counted.add(revisited(known, entry, false));
            case "online-services case-registered" ->
                counted.add(served(known, entry, json.get("channel").asText().equals("ONLINE")));
            case "online-services revisit-answered" ->
                counted.add(served(known, entry, json.path("channel").asText().equals("LINK")));
            case "online-services stage-rated" -> counted.add(served(known, entry, true));
            case "online-services attachment-added" ->
                counted.add(served(known, entry, json.get("by").asText().equals("PARTY")));
            case "stage-rating stage-rated" ->
                counted.add(new Counted(
                        entry.caseId(),
                        json.get("score").asInt() >= 3,
                        entry.time(),
                        null,
                        known,
                        entry.eventId(),
                        null));
            case "errand-completion-rate errand-planned" -> {
                var run = within(
                        known.entries(),
                        e -> e.event().equals("errand-run")
                                && e.json().get("custody").equals(json.get("custody"))
                                && e.json().get("errand").equals(json.get("errand")));
                counted.add(inCustody(known, entry, run != null, run));
            }
            case "petition-review-decision-rate review-requested" -> {
                var decided = within(
                        known.entries(),
                        e -> e.event().equals("review-decided")
                                && e.json().get("review").equals(json.get("review")));
                counted.add(inCustody(known, entry, decided != null, decided));
            }
            case "petition-review-change-rate review-decided" -> {
                var changed = Set.of("CHANGED", "REVOKED")
                        .contains(json.get("decision").asText());
                counted.add(inCustody(known, entry, changed, null));
            }
            case "petition-closure-rate petition-opened" -> answered(known, entry, "petition-concluded", counted);
            case "relief-delivery-rate relief-applied" -> {
                var delivered = within(
                        known.entries(),
                        e -> e.event().equals("relief-delivered")
                                && e.json().get("relief").asInt()
                                        == json.get("relief").asInt());
                counted.add(ofCase(known, entry, delivered, "relief-delivered"));
            }
            case "legal-aid-delivered relief-delivered" -> counted.add(relieved(known, entry, "LEGAL_AID"));
            case "counselling-delivered relief-delivered" -> counted.add(relieved(known, entry, "COUNSELLING"));
            case "social-assistance-delivered relief-delivered" ->
                counted.add(relieved(known, entry, "SOCIAL_ASSISTANCE"));
            case "judicial-assistance-delivered relief-delivered" ->
                counted.add(relieved(known, entry, "JUDICIAL_ASSISTANCE"));
            case "hardship-beneficiaries beneficiary-counted" -> {
                var first =
                        json.get("hardship").asBoolean() && json.get("first").asBoolean();
                counted.add(new Counted(entry.caseId(), first, entry.time(), null, known, entry.eventId(), null));
            }
            case "consultation-conclusion-rate consultation-convened" ->
                counted.add(ofUnit(known, entry, "chair", "consultation", "consultation-concluded"));
            case "consultation-in-time-rate consultation-concluded" ->
                counted.add(new Counted(
                        entry.caseId(),
                        json.get("level").asInt() == 0,
                        entry.time(),
                        json.get("chair").asText(),
                        known,
                        entry.eventId(),
                        null));
            case "duty-completion-rate duty-assigned" -> counted.add(ofUnit(known, entry, "unit", "duty", "duty-done"));
            case "high-risk-rate case-triaged" -> {
                var high = json.path("risk").asText().equals("HIGH");
                counted.add(new Counted(entry.caseId(), high, entry.time(), null, known, entry.eventId(), null));
            }
            case "early-contact-rate case-triaged" -> {
                var low = json.path("risk").asText().equals("LOW");
                counted.add(new Counted(entry.caseId(), low, entry.time(), null, known, entry.eventId(), null));
            }
            case "screening-rate case-accepted" -> {
                var channel = known.latest(Set.of("case-registered", "case-accepted"), "channel");
                var screened = Set.of("GRID", "UNIT_LEADER").contains(channel);
                counted.add(new Counted(entry.caseId(), screened, entry.time(), null, known, entry.eventId(), null));
            }
            case "settled-by-agreement-rate case-closed" -> {
                var outcome = json.get("outcome").asText();
                if (!Set.of("WITHDRAWN", "MERGED").contains(outcome)) {
                    counted.add(new Counted(
                            entry.caseId(),
                            Set.of("AGREED", "CONFIRMED").contains(outcome),
                            entry.time(),
                            json.path("unit").asText(null),
                            known,
                            entry.eventId(),
                            null));
                }
            }
            case "relapse-foreseen-rate case-relapsed" ->
                counted.add(new Counted(
                        entry.caseId(),
                        !json.get("cause").asText().equals("SAME_DISPUTE_BACK"),
                        entry.time(),
                        known.unitThatClosed(json.get("closure").asInt()),
                        known,
                        entry.eventId(),
                        null));
            case "repeat-rate case-registered" ->
                counted.add(ofCase(
                        known,
                        entry,
                        within(known.entries().reversed(), e -> e.event().startsWith("repeat-")),
                        "repeat-linked"));
            case "returning-party-rate case-accepted" ->
                counted.add(ofCase(
                        known,
                        entry,
                        within(known.entries().reversed(), e -> e.event().equals("parties-returned")),
                        "parties-returned"));
            case "relapse-rate case-closed" -> {
                if (!json.get("outcome").asText().equals("WITHDRAWN")) {
                    counted.add(ofUnit(known, entry, "unit", "closure", "case-relapsed"));
                }
            }
            case "red-notice-lifting supervision-notice-issued" -> notice("RED", known, entry, counted);
            case "yellow-notice-lifting supervision-notice-issued" -> notice("YELLOW", known, entry, counted);
            case "review-completion-rate review-sampled" -> {
                var graded = graded(known, json.get("sample").asText());
                counted.add(new Counted(
                        entry.caseId(),
                        graded != null,
                        entry.time(),
                        json.get("unit").asText(),
                        known,
                        entry.eventId(),
                        graded == null ? null : graded.eventId()));
            }
            case "review-grades review-concluded", "review-pass-rate review-concluded" -> {
                var graded = graded(known, json.get("sample").asText());
                var grade = graded.json().get("grade").asText();
                counted.add(new Counted(
                        entry.caseId(),
                        metric.equals("review-grades")
                                || Set.of("EXCELLENT", "QUALIFIED").contains(grade),
                        graded.time(),
                        json.get("unit").asText(),
                        known,
                        graded.eventId(),
                        null));
            }
            case "rectification-rate rectification-ordered" -> owed(known, entry, "rectification", counted);
            case "rectification-rate rectification-refused" -> owed(known, entry, "next", counted);
            case "rectification-in-time-rate deadline-set" -> {
                if (json.get("rule").asText().equals("rectification")) {
                    deadline(known, entry, counted);
                }
            }
            case "unheld-time case-triaged",
                    "unheld-time case-retriaged",
                    "unheld-time case-assigned",
                    "unheld-time case-returned",
                    "unheld-time case-escalated",
                    "unheld-time case-reopened" -> unheld(known, entry, counted);
            case "bounce-rate case-assigned" -> answered(known, entry, "case-returned", counted);
            case "confirmation-rate agreement-signed" -> {
                var granted = within(known.untilNext(entry), e -> e.event().equals("confirmation-granted"));
                counted.add(inCustody(known, entry, granted != null, granted));
            }
            case "confirmation-grant-rate agreement-signed" -> {
                var filed = within(known.untilNext(entry), e -> e.event().equals("confirmation-filed"));
                if (filed != null) {
                    var granted = within(known.untilNext(entry), e -> e.event().equals("confirmation-granted"));
                    counted.add(new Counted(
                            filed.caseId(),
                            granted != null,
                            filed.time(),
                            known.unitOf(json.get("custody").asInt()),
                            known,
                            filed.eventId(),
                            granted == null ? null : granted.eventId()));
                }
            }
            case "performance-rate agreement-signed" ->
                json.get("obligations").forEach(obligation -> {
                    var dueAt = LocalDate.parse(obligation.get("dueOn").asText())
                            .atStartOfDay(CHINA)
                            .toInstant();
                    if (!dueAt.isAfter(due)) {
                        var number = obligation.get("obligation").asInt();
                        var performed = within(
                                known.untilNext(entry),
                                e -> e.event().equals("obligation-performed")
                                        && e.json().get("obligation").asInt() == number);
                        counted.add(new Counted(
                                entry.caseId(),
                                performed != null,
                                dueAt,
                                known.unitOf(json.get("custody").asInt()),
                                known,
                                entry.eventId(),
                                performed == null ? null : performed.eventId()));
                    }
                });
            case "on-time-rate deadline-set" -> deadline(known, entry, counted);
            case "obligations-on-time deadline-set" -> {
                if (json.has("owed")) {
                    deadline(known, entry, counted);
                }
            }
            default -> {}
        }
    }

    private static void notice(String level, Known known, LogEntry issued, List<Counted> counted) {
        if (!issued.json().get("level").asText().equals(level)) {
            return;
        }
        var lifted = within(
                known.entries(),
                e -> e.event().equals("notice-lifted")
                        && e.json().get("notice").asInt()
                                == issued.json().get("notice").asInt()
                        && !e.json().get("cause").asText().equals("DEADLINE_PASSED"));
        counted.add(new Counted(
                issued.caseId(),
                lifted != null,
                issued.time(),
                issued.json().get("unit").asText(),
                known,
                issued.eventId(),
                lifted == null ? null : lifted.eventId()));
    }

    /** The event that gave the grade which counts. */
    private static LogEntry graded(Known known, String sample) {
        return known.latest(e -> e.json().path("sample").asText().equals(sample)
                && (e.event().equals("review-concluded")
                        || e.event().equals("appeal-decided")
                                && e.json().get("granted").asBoolean()));
    }

    private static void owed(Known known, LogEntry ordered, String number, List<Counted> counted) {
        var rectification = ordered.json().get(number).asInt();
        Predicate<LogEntry> same = e -> e.json().path("rectification").asInt() == rectification;
        if (within(known.entries(), e -> e.event().equals("rectification-waived") && same.test(e)) != null) {
            return;
        }
        var completed = within(known.entries(), e -> e.event().equals("rectification-completed") && same.test(e));
        counted.add(new Counted(
                ordered.caseId(),
                completed != null,
                ordered.time(),
                ordered.json().get("unit").asText(),
                known,
                ordered.eventId(),
                completed == null ? null : completed.eventId()));
    }

    /** The time from this event, which asks somebody to take the case up, to the next that changes who has it. */
    private static void unheld(Known known, LogEntry asked, List<Counted> counted) {
        var changes = known.entries().stream()
                .filter(e -> ASKING.contains(e.event()) || TAKING.contains(e.event()))
                .toList();
        var at = changes.indexOf(asked);
        var next = at + 1 < changes.size() ? changes.get(at + 1) : null;
        if (next != null && ASKING.contains(next.event()) && next.time().equals(asked.time())) {
            return;
        }
        counted.add(new Counted(
                asked.caseId(),
                next != null,
                asked.time(),
                asked.event().equals("case-assigned") ? asked.json().get("unit").asText() : "unknown",
                known,
                asked.eventId(),
                next == null ? null : next.eventId()));
    }

    /** What became of the deadline that was set with this entry, before one of the same name was set again. */
    private static void deadline(Known known, LogEntry set, List<Counted> counted) {
        var name = set.json().get("name").asText();
        if (RIGHTS.contains(set.json().get("rule").asText())) {
            return;
        }
        LogEntry met = null;
        LogEntry breached = null;
        for (var later : known.entries()
                .subList(known.entries().indexOf(set) + 1, known.entries().size())) {
            if (!later.service().equals(set.service())
                    || !later.json().path("name").asText().equals(name)) {
                continue;
            }
            if (later.event().equals("deadline-set")) {
                break;
            }
            if (later.event().equals("deadline-breached")) {
                breached = later;
            }
            if (later.event().equals("deadline-met")
                    && later.json().get("onTime").asBoolean()) {
                met = later;
            }
        }
        var end = met == null ? breached : met;
        if (end != null) {
            counted.add(new Counted(
                    end.caseId(),
                    met != null,
                    Instant.parse(
                            end.json().get(met == null ? "dueAt" : "metAt").asText()),
                    known.heldAt(end),
                    known,
                    end.eventId(),
                    null));
        }
    }

    private static Counted ofCase(Known known, LogEntry entry, LogEntry answer, String wanted) {
        var hit = answer != null && answer.event().equals(wanted);
        return new Counted(
                entry.caseId(), hit, entry.time(), null, known, entry.eventId(), hit ? answer.eventId() : null);
    }

    private static Counted relieved(Known known, LogEntry entry, String kind) {
        var hit = entry.json().get("kind").asText().equals(kind);
        return new Counted(entry.caseId(), hit, entry.time(), null, known, entry.eventId(), null);
    }

    private static Counted inCustody(Known known, LogEntry entry, boolean hit, LogEntry answer) {
        return new Counted(
                entry.caseId(),
                hit,
                entry.time(),
                known.unitOf(entry.json().get("custody").asInt()),
                known,
                entry.eventId(),
                answer == null ? null : answer.eventId());
    }

    private static void answered(Known known, LogEntry entry, String by, List<Counted> counted) {
        var custody = entry.json().get("custody").asInt();
        var answer = within(
                known.entries(),
                e -> e.event().equals(by) && e.json().get("custody").asInt() == custody);
        counted.add(inCustody(known, entry, answer != null, answer));
    }

    /** Counts what a unit answers for, and what answers it: the event with the same number. */
    private static Counted ofUnit(Known known, LogEntry entry, String unit, String number, String by) {
        var answer = within(
                known.entries(),
                e -> e.event().equals(by)
                        && e.json().get(number).asInt()
                                == entry.json().get(number).asInt());
        return new Counted(
                entry.caseId(),
                answer != null,
                entry.time(),
                entry.json().get(unit).asText(),
                known,
                entry.eventId(),
                answer == null ? null : answer.eventId());
    }

    private static LogEntry within(List<LogEntry> entries, Predicate<LogEntry> which) {
        return entries.stream().filter(which).findFirst().orElse(null);
    }

    /** The seconds from registration to the first time a case reached this, of all that did, ascending. */
    public static List<Double> seconds(List<Counted> registered, String event) {
        return registered.stream()
                .filter(c -> c.known().first(event) != null)
                .map(c -> c.known().entries().stream()
                        .filter(e -> e.event().equals(event))
                        .mapToLong(e -> e.time().toEpochMilli() - c.date().toEpochMilli())
                        .min()
                        .orElseThrow())
                .map(milliseconds -> milliseconds / 1000.0)
                .sorted()
                .toList();
    }

    /** The seconds from what was counted to its end, of all that ended, ascending. */
    public static List<Double> seconds(List<Counted> counted) {
        return counted.stream().filter(Counted::hit).map(Counted::took).sorted().toList();
    }

    /** The rows, {@code key → numerator/denominator}. */
    public static TreeMap<String, String> rows(List<Counted> counted, List<String> groupBy) {
        var groups = new TreeMap<String, long[]>();
        if (groupBy.isEmpty()) {
            groups.put("total", new long[2]);
        }
        for (var one : counted) {
            var key = groupBy.isEmpty()
                    ? "total"
                    : String.join(" | ", groupBy.stream().map(one::by).toList());
            var group = groups.computeIfAbsent(key, _ -> new long[2]);
            group[0] += one.hit() ? 1 : 0;
            group[1]++;
        }
        var rows = new TreeMap<String, String>();
        groups.forEach((key, group) -> rows.put(key, group[0] + "/" + group[1]));
        return rows;
    }
}
