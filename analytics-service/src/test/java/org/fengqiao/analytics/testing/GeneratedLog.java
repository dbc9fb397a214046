package org.fengqiao.analytics.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Lawful logs of many cases, made from a seed: every path through mediation, confirmation, petition, closing, reopening
 * and withdrawal, stopped anywhere, recorded by clocks that disagree.
 */
public final class GeneratedLog {

    private static final List<String> CHANNELS = List.of(
            "WINDOW",
            "GRID",
            "HOTLINE_12345",
            "ONLINE",
            "DEPARTMENT",
            "POLICE",
            "COURT",
            "PETITION_OFFICE",
            "PROCURATORATE");
    private static final List<String> CATEGORIES = List.of("NEIGHBOUR", "LABOUR", "CONTRACT_DEBT");
    private static final List<String> RISKS = List.of("LOW", "MEDIUM", "HIGH");
    private static final List<String> FAULTS = List.of("NOT_ACCEPTED", "NOT_HANDLED", "NOT_LAWFUL");
    private static final List<String> UNITS = List.of("committee-1", "committee-2", "desk-1");

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }

    /**
     * Rules, of two of which the passing is no breach; few names, so that the same one is used again and by another
     * service.
     */
    private static final List<String> RULES = List.of(
            "claim",
            "return",
            "people-mediation",
            "confirmation-window",
            "petition-handling",
            "rectification",
            "referral-result",
            "confirmation-decision");

    private static final Set<String> RIGHTS = Set.of("return", "confirmation-window");

    /** A deadline that has not ended; {@code dueAt} is null until it was found breached. */
    private record Open(String service, String name, String rule, Instant startedAt, Instant dueAt) {}

    private final RandomGenerator random;
    private final String district;
    private final Map<String, Open> deadlines = new TreeMap<>();

    private int notices;
    private int rectifications;

    /** Logs of cases in this district. */
    public GeneratedLog(RandomGenerator random, String district) {
        this.random = random;
        this.district = district;
    }

    /** The cases one after another, each in the order of its log. */
    public List<List<LogEntry>> cases(int count) {
        var cases = new ArrayList<List<LogEntry>>();
        for (var i = 0; i < count; i++) {
            cases.add(one());
        }
        return cases;
    }

    /** All cases in one log, interleaved, with some entries delivered again later. */
    public List<LogEntry> interleaved(List<List<LogEntry>> cases, double repeats) {
        var log = new ArrayList<LogEntry>();
        var next = new int[cases.size()];
        var open = new ArrayList<Integer>();
        for (var i = 0; i < cases.size(); i++) {
            open.add(i);
        }
        while (!open.isEmpty()) {
            var pick = random.nextInt(open.size());
            var which = open.get(pick);
            var entries = cases.get(which);
            log.add(entries.get(next[which]));
            if (random.nextDouble() < repeats) {
                log.add(entries.get(random.nextInt(next[which] + 1)));
            }
            if (++next[which] == entries.size()) {
                open.remove(pick);
            }
        }
        return log;
    }

    private List<LogEntry> one() {
        var begin = Instant.parse("2023-11-20T16:10:00Z").plus(Duration.ofMinutes(random.nextInt(120 * 24 * 60)));
        var story = Story.at(begin.toString())
                .from(
                        pick(CHANNELS),
                        district,
                        "street-" + random.nextInt(3),
                        maybe("community-" + random.nextInt(2)),
                        maybe("grid-" + random.nextInt(4)));
        for (var service : List.of("intake", "routing", "mediation", "petition")) {
            story.skew(service, Duration.ofSeconds(random.nextInt(-1200, 1200)));
        }
        deadlines.clear();
        notices = 0;
        rectifications = 0;
        try {
            live(story);
        } catch (Stopped _) {
            // Many cases are in the middle of something.
        }
        return story.entries();
    }

    private void consult(Story story, int consultation, String chair) {
        story.convened(consultation, chair);
        if (chance(0.8)) {
            story.consulted(consultation, chair, random.nextInt(2));
            if (chance(0.7)) {
                story.dutyDone(consultation, chair);
            }
        }
    }

    private void supervise(Story story, String unit) {
        var notice = ++notices;
        var red = chance(0.5);
        story.notice(notice, red ? "RED" : "YELLOW", pick(FAULTS), unit);
        if (chance(0.6)) {
            story.after(Duration.ofSeconds(random.nextInt(1, 24 * 3600)))
                    .lifted(notice, red || chance(0.5) ? "ISSUER" : "DEADLINE_PASSED");
        }
    }

    private void review(Story story, String sample, int closure, String unit) {
        goOn(story.sampled(sample, closure, unit));
        story.reviewed(sample, closure, unit, pick(List.of("EXCELLENT", "QUALIFIED", "FLAWED")));
        if (chance(0.5)) {
            return;
        }
        goOn(story.rectificationOrdered(++rectifications, unit));
        if (chance(0.3)) {
            story.rectificationRefused(rectifications++, unit);
        }
        if (chance(0.4)) {
            goOn(story.appealDecided(sample, unit, chance(0.5), "QUALIFIED"));
            if (chance(0.5)) {
                story.rectificationWaived(rectifications, unit);
            }
        } else if (chance(0.7)) {
            story.rectificationCompleted(rectifications, unit);
        }
    }

    private void live(Story story) {
        story.registered();
        if (chance(0.1)) {
            story.declined();
            return;
        }
        goOn(story.accepted());
        var category = pick(CATEGORIES);
        if (chance(0.5)) {
            story.triaged(category, "MEDIATION");
        } else {
            story.triaged(category, "MEDIATION", pick(RISKS));
        }
        if (chance(0.2)) {
            story.linkedAsRepeat();
            if (chance(0.3)) {
                story.unlinked();
            }
        }
        var custody = 1;
        goOn(story.assigned(custody, pick(UNITS)));
        while (chance(0.4)) {
            if (chance(0.5)) {
                story.returned(custody++);
            } else {
                story.escalated(custody++, pick(UNITS), pick(UNITS));
            }
            if (chance(0.3)) {
                goOn(story);
            }
            goOn(story.assigned(custody, pick(UNITS)));
        }
        if (chance(0.08)) {
            story.withdrawn().closed(1, "WITHDRAWN", maybe(pick(UNITS)));
            return;
        }
        goOn(story.claimed(custody));
        if (chance(0.4)) {
            goOn(story.rated("DISPATCH", 1 + random.nextInt(5)));
        }
        while (chance(0.3)) {
            goOn(story.handedIn(chance(0.6) ? "PARTY" : "STAFF"));
        }
        for (var consultation = 1; chance(0.3); consultation++) {
            consult(story, consultation, pick(UNITS));
        }
        for (var closure = 1; closure < 4; closure++) {
            custody = closure == 1 || chance(0.5) ? mediate(story, custody, category) : petition(story, custody);
            var agreed = story.last().event().equals("mediation-concluded");
            goOn(story.closed(closure, agreed ? "AGREED" : "PETITION_CONCLUDED", pick(UNITS)));
            if (chance(0.5)) {
                review(story, "sample-" + closure, closure, pick(UNITS));
            }
            if (chance(0.3)) {
                story.revisitedInVain(closure, 2 * closure - 1);
            }
            if (chance(0.7)) {
                goOn(
                        chance(0.3)
                                ? story.revisited(closure, 2 * closure, "APPLICANT", random.nextInt(3, 6), "LINK")
                                : story.revisited(closure, 2 * closure, random.nextInt(3, 6)));
                if (agreed) {
                    story.performed(1);
                }
                goOn(story.verified(closure));
                if (chance(0.6)) {
                    return;
                }
            } else {
                story.revisited(closure, 2 * closure, random.nextInt(1, 3));
            }
            story.relapsedAndReopened(closure).retriaged(pick(CATEGORIES), "PETITION");
            goOn(story.assigned(++custody, pick(UNITS)));
            story.claimed(custody);
        }
    }

    /** Mediates until an agreement stands; what fails goes to the petition agency. */
    private int mediate(Story story, int custody, String category) {
        goOn(story.mediationOpened(custody));
        if (chance(0.3)) {
            story.mediationConcluded(custody, chance(0.5) ? "FAILED" : "REFUSED")
                    .retriaged(category, "PETITION");
            goOn(story.assigned(custody + 1, pick(UNITS)));
            return petition(story, custody + 1);
        }
        goOn(story.agreed(custody, List.of(day(), day())));
        if (chance(0.4)) {
            goOn(story.confirmationFiled());
            if (chance(0.6)) {
                story.confirmationGranted().mediationConcluded(custody, "CONFIRMED");
            } else {
                story.mediationConcluded(custody, "CONFIRMATION_REFUSED").retriaged(category, "PETITION");
                goOn(story.assigned(custody + 1, pick(UNITS)));
                return petition(story, custody + 1);
            }
        } else {
            story.mediationConcluded(custody, "AGREED");
        }
        return custody;
    }

    private int petition(Story story, int custody) {
        goOn(story.petitionOpened(custody));
        for (var errand = 1; chance(0.4); errand++) {
            goOn(story.errandPlanned(custody, errand));
            if (chance(0.8)) {
                goOn(story.errandRun(custody, errand));
            }
        }
        for (var level : List.of("REVIEW", "SECOND_REVIEW")) {
            if (chance(0.5)) {
                break;
            }
            // A custody has two reviews at most, so that each of the case has a number of its own.
            var review = 2 * custody + level.length() % 2;
            goOn(story.petitionReviewRequested(custody, review, level));
            if (chance(0.8)) {
                goOn(story.petitionReviewDecided(custody, review, pick(List.of("UPHELD", "CHANGED", "REVOKED"))));
            }
        }
        if (chance(0.4)) {
            relieve(story, custody);
        }
        story.petitionConcluded(custody);
        return custody;
    }

    /** One or two reliefs, the second of which may be waiting still. */
    private void relieve(Story story, int custody) {
        var kinds = List.of("LEGAL_AID", "COUNSELLING", "SOCIAL_ASSISTANCE", "JUDICIAL_ASSISTANCE");
        for (var relief = 10 * custody; relief < 10 * custody + 2; relief++) {
            var kind = pick(kinds);
            goOn(story.reliefApplied(relief, kind));
            if (chance(0.7)) {
                goOn(story.reliefDelivered(relief, kind));
                goOn(story.beneficiaryCounted(relief, chance(0.8), chance(0.6)));
            }
        }
    }

    private void goOn(Story story) {
        if (chance(0.05)) {
            throw new Stopped();
        }
        story.after(Duration.ofSeconds(random.nextInt(1, 5 * 24 * 3600)));
        if (chance(0.2)) {
            supervise(story, pick(UNITS));
        }
        while (chance(0.6)) {
            deadline(story);
        }
    }

    /** Something happens to some deadline, as the legal clock would have it. */
    private void deadline(Story story) {
        var open = List.copyOf(deadlines.values());
        if (open.isEmpty() || chance(0.4)) {
            set(story);
            return;
        }
        var deadline = pick(open);
        var service = deadline.service();
        var name = deadline.name();
        var rule = deadline.rule();
        var right = RIGHTS.contains(rule);
        var breached = deadline.dueAt() != null;
        var until = breached ? deadline.dueAt() : story.now();
        switch (random.nextInt(6)) {
            case 0 -> story.event(service, "deadline-warned", "{\"name\":\"%s\"}".formatted(name));
            case 1 -> {
                story.deadlineCancelled(service, name);
                deadlines.remove(key(service, name));
            }
            case 2, 3 -> {
                // Of a breach it turns out later that what was owed had been done in time.
                story.deadlineMet(service, name, rule, between(deadline.startedAt(), until), true);
                deadlines.remove(key(service, name));
            }
            default -> {
                if (breached) {
                    story.deadlineMet(service, name, rule, story.now(), false);
                    deadlines.remove(key(service, name));
                } else if (right) {
                    story.deadlinePassed(
                            service,
                            "lapsed",
                            name,
                            rule,
                            between(deadline.startedAt(), story.now()).plusSeconds(1));
                    deadlines.remove(key(service, name));
                } else {
                    var dueAt = between(deadline.startedAt(), story.now()).plusSeconds(1);
                    story.deadlinePassed(service, "breached", name, rule, dueAt);
                    deadlines.put(key(service, name), new Open(service, name, rule, deadline.startedAt(), dueAt));
                }
            }
        }
    }

    private void set(Story story) {
        var service = pick(List.of("intake", "routing", "mediation", "petition"));
        var rule = pick(RULES);
        var name = rule + "-" + random.nextInt(1, 3);
        if (deadlines.containsKey(key(service, name))) {
            story.deadlineCancelled(service, name);
        }
        // What ran before is over by now, whenever it was due.
        story.after(Duration.ofSeconds(2));
        deadlines.put(key(service, name), new Open(service, name, rule, story.now(), null));
        story.deadlineSet(service, name, rule, story.now().plus(Duration.ofDays(30)));
        story.after(Duration.ofSeconds(random.nextInt(2, 24 * 3600)));
    }

    private static String key(String service, String name) {
        return service + "/" + name;
    }

    /** From the first of them to before the second, which is later. */
    private Instant between(Instant first, Instant second) {
        return first.plusSeconds(random.nextLong(Duration.between(first, second).toSeconds()));
    }

    private String day() {
        return LocalDate.ofInstant(Instant.parse("2023-12-15T00:00:00Z"), ZoneOffset.UTC)
                .plusDays(random.nextInt(150))
                .toString();
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private String maybe(String value) {
        return chance(0.7) ? value : null;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
