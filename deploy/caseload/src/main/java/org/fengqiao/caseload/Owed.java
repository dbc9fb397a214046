package org.fengqiao.caseload;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import org.fengqiao.caseload.life.Life;
import org.fengqiao.caseload.play.Services;
import org.fengqiao.caseload.play.StepFailed;
import org.fengqiao.caseload.profile.Course;
import org.fengqiao.local.Person;
import org.fengqiao.local.Service;

/**
 * Obligations between the centre and its partners when a profile was played, as the services list them, against what
 * the profile left open: nothing else may be owed, and what a partner never answered must be.
 */
final class Owed {

    private static final Person CLERK = Person.ofTheCity("caseload", "clerk");
    private static final List<Service> LISTING = List.of(Service.INTAKE, Service.MEDIATION, Service.PETITION);
    private static final Set<String> OPEN = Set.of("OWED", "LATE");

    private final Services services;
    private final String profile;
    private final LocalDateTime end;
    private final Map<String, Life> byCase;
    private final List<Life> lives;

    /**
     * @param end of the play
     * @param byCase the lives that were played, by the ids of their cases
     */
    Owed(Services services, String profile, LocalDateTime end, Map<String, Life> byCase, List<Life> lives) {
        this.services = services;
        this.profile = profile;
        this.end = end;
        this.byCase = byCase;
        this.lives = lives;
    }

    /**
     * An obligation as a service lists it.
     *
     * @param what {@code ACKNOWLEDGEMENT}, {@code RESULT}, {@code ANSWER} or {@code DECISION}
     */
    record Obligation(String caseId, String partner, String owedBy, String what, String reference, String state) {

        static Obligation of(JsonNode row) {
            return new Obligation(
                    row.path("caseId").asText(),
                    row.path("partner").asText(),
                    row.path("owedBy").asText(),
                    row.path("what").asText(),
                    row.path("reference").asText(),
                    row.path("state").asText());
        }

        boolean isOpen() {
            return OPEN.contains(state);
        }

        boolean isAnswerOfAPartner() {
            return owedBy.equals("PARTNER") && what.equals("ANSWER");
        }

        @Override
        public String toString() {
            return "%s owes %s: %s of %s, case %s, is %s"
                    .formatted(
                            owedBy.equals("CENTRE") ? "the centre" : partner,
                            owedBy.equals("CENTRE") ? partner : "the centre",
                            what,
                            reference,
                            caseId,
                            state);
        }
    }

    /**
     * Findings of a look.
     *
     * @param lines of a table
     * @param problems where the services and the profile differ; empty if they don't
     */
    record Found(List<String> lines, List<String> problems) {}

    /** Looks until services and profile agree, or patience ends. */
    Found look() throws StepFailed, InterruptedException {
        var giveUpAt = System.nanoTime() + services.patience().toNanos();
        var all = all();
        while (!problems(all).isEmpty() && System.nanoTime() < giveUpAt) {
            Thread.sleep(200);
            all = all();
        }
        return new Found(table(all), problems(all));
    }

    private List<Obligation> all() throws StepFailed, InterruptedException {
        var all = new ArrayList<Obligation>();
        for (var service : LISTING) {
            var next = "";
            while (next != null) {
                var page = services.get(service, "/obligations?limit=200" + next, CLERK, _ -> true);
                page.path("items").forEach(row -> all.add(Obligation.of(row)));
                next = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : null;
            }
        }
        return all;
    }

    /** Returns where a list of obligations and the profile differ. */
    List<String> problems(List<Obligation> all) {
        var problems = new ArrayList<String>();
        for (var one : all) {
            if (one.isOpen() && !isLeftOpen(one)) {
                problems.add(one + ", which the profile did not leave open");
            }
        }
        var owed = all.stream()
                .filter(one -> one.isOpen() && one.isAnswerOfAPartner())
                .map(Obligation::reference)
                .collect(Collectors.toSet());
        for (var life : lives) {
            if (isNeverAnswered(life) && !owed.contains(life.reference(profile))) {
                problems.add("%s never answered about %s, and nothing is owed"
                        .formatted(life.channel(), life.reference(profile)));
            }
        }
        return problems;
    }

    private boolean isLeftOpen(Obligation one) {
        var life = byCase.get(one.caseId());
        return life != null
                && (one.isAnswerOfAPartner()
                        ? isNeverAnswered(life)
                        : life.course().ending() == Course.Ending.OPEN
                                || life.course().frontDesk() == Course.FrontDesk.WAITING);
    }

    /** Returns whether the partner was asked before the end and did not answer before it. */
    private boolean isNeverAnswered(Life life) {
        return life.questionedAt().filter(asked -> !asked.isAfter(end)).isPresent()
                && life.answeredAt().filter(answered -> !answered.isAfter(end)).isEmpty();
    }

    /** Returns how many obligations are in which state, by who owes them to whom. */
    private static List<String> table(List<Obligation> all) {
        var states = new TreeSet<String>();
        var counts = new TreeMap<String, Map<String, Integer>>();
        for (var one : all) {
            states.add(one.state());
            counts.computeIfAbsent(
                            "%-8s %-16s %s".formatted(one.owedBy(), one.partner(), one.what()),
                            _ -> new LinkedHashMap<>())
                    .merge(one.state(), 1, Integer::sum);
        }
        var lines = new ArrayList<String>();
        lines.add("%-44s%s"
                .formatted("owed by, partner, what", cells(states.stream().toList())));
        counts.forEach((who, count) -> lines.add("%-44s%s"
                .formatted(
                        who,
                        cells(states.stream()
                                .map(state -> String.valueOf(count.getOrDefault(state, 0)))
                                .toList()))));
        return lines;
    }

    private static String cells(List<String> cells) {
        return cells.stream().map("%10s"::formatted).collect(Collectors.joining());
    }
}
