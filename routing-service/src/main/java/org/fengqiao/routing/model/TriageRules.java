package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.routing.model.TriageTable.Condition;
import org.fengqiao.routing.model.TriageTable.Rule;

/**
 * The decision tables of triage, as data: every version there has been, so that an old judgement can be explained.
 *
 * @param categories what a dispute can be about; replaceable, so codes and not an enum
 * @param versions in the order in which they came into force
 */
public record TriageRules(List<Category> categories, List<TriageTable> versions) {

    private static final Set<String> CHANNELS = Set.of(
            "WINDOW",
            "GRID",
            "UNIT_LEADER",
            "HOTLINE_12345",
            "ONLINE",
            "DEPARTMENT",
            "POLICE",
            "COURT",
            "PETITION_OFFICE",
            "PROCURATORATE");

    /** The roles that can be told of a risk at once. */
    private static final Set<String> ALERTED =
            Set.of("dispatcher", "clerk", "grid-worker", "mediator", "petition-clerk", "department");

    /**
     * A category of disputes.
     *
     * @param code as it stands in events
     * @param zh Chinese name
     * @param en English name
     */
    public record Category(String code, String zh, String en) {}

    /**
     * Orders the versions and checks every line of every table.
     *
     * @throws IllegalArgumentException that names each faulty line by version and rule
     */
    public TriageRules {
        categories = List.copyOf(categories);
        versions = versions.stream()
                .sorted(Comparator.comparing(TriageTable::effectiveFrom))
                .toList();
        var problems = new ArrayList<String>();
        var codes = new HashSet<String>();
        for (var category : categories) {
            if (!codes.add(category.code())) {
                problems.add("category " + category.code() + " is given twice");
            }
        }
        if (versions.isEmpty()) {
            problems.add("there is no version");
        }
        var names = new HashSet<String>();
        var starts = new HashSet<Instant>();
        for (var table : versions) {
            if (!names.add(table.version())) {
                problems.add(table.version() + ": the name is used twice");
            }
            if (!starts.add(table.effectiveFrom())) {
                problems.add(table.version() + ": another version comes into force at the same time");
            }
            new Check(table, codes, problems).run();
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("triage rules: " + String.join("; ", problems));
        }
    }

    /** Returns the table in force at a time; empty before the first. */
    public Optional<TriageTable> inForceAt(Instant time) {
        return versions.reversed().stream()
                .filter(table -> !table.effectiveFrom().isAfter(time))
                .findFirst();
    }

    /** Returns the codes of all categories. */
    public List<String> categoryCodes() {
        return categories.stream().map(Category::code).toList();
    }

    /** Check of one table that collects everything wrong with it. */
    private record Check(TriageTable table, Set<String> categories, List<String> problems) {

        void run() {
            var ids = new HashSet<String>();
            Stream.of(
                            table.first().stream().map(Rule::rule),
                            table.again().stream().map(Rule::rule))
                    .flatMap(rules -> rules)
                    .filter(rule -> !ids.add(rule))
                    .forEach(rule -> problem(rule, "the id is used twice"));
            classification();
            grounds();
            lines("first", table.first());
            lines("again", table.again());
            table.first().forEach(this::newCase);
            table.again().forEach(this::caseThatComesBack);
        }

        private void classification() {
            var told = table.classification();
            known("classification", "category", told.undecided(), categories);
            told.changes().forEach(change -> known("classification", "category", change.category(), categories));
            if (told.floor().signum() < 0 || told.margin().signum() < 0) {
                problem("classification", "the floor and the margin are not negative");
            }
        }

        private void grounds() {
            var codes = new HashSet<String>();
            for (var ground : table.grounds()) {
                var name = "ground " + ground.code();
                if (!codes.add(ground.code())) {
                    problems.add(table.version() + ", " + name + ": the code is used twice");
                }
                if (ground.zh().isBlank() || ground.en().isBlank()) {
                    problems.add(table.version() + ", " + name + ": words are needed in Chinese and in English");
                }
                if (ground.when() != null && !ground.when().grounds().isEmpty()) {
                    problems.add(table.version() + ", " + name + ": a ground does not rest on another one");
                }
                ground.entails().alert().stream()
                        .filter(role -> !ALERTED.contains(role))
                        .forEach(role -> problems.add(table.version() + ", " + name + ": unknown role " + role));
            }
        }

        private void lines(String part, List<Rule> rules) {
            for (var later = 1; later < rules.size(); later++) {
                for (var earlier = 0; earlier < later; earlier++) {
                    if (rules.get(earlier).condition().covers(rules.get(later).condition())) {
                        problem(
                                rules.get(later).rule(),
                                "can never match, because " + rules.get(earlier).rule() + " takes its cases");
                    }
                }
            }
            if (rules.isEmpty() || !rules.getLast().condition().equals(Condition.NONE)) {
                problems.add(table.version() + ": the last rule of '" + part + "' does not take whatever is left");
            }
            for (var rule : rules) {
                var when = rule.condition();
                when.categories().forEach(code -> known(rule.rule(), "category", code, categories));
                when.grounds().stream()
                        .filter(code -> table.ground(code).isEmpty())
                        .forEach(code -> problem(rule.rule(), "unknown ground of risk " + code));
                when.channels().forEach(code -> known(rule.rule(), "channel", code, CHANNELS));
                when.complexities().forEach(code -> known(rule.rule(), "complexity", code, names(Complexity.values())));
                when.causes().forEach(code -> known(rule.rule(), "cause", code, names(RetriageCause.values())));
                when.previousPaths().forEach(code -> known(rule.rule(), "path", code, names(Path.values())));
                optional(rule, "complexity", rule.then().complexity(), names(Complexity.values()));
                optional(rule, "risk", rule.then().risk(), names(Risk.values()));
                optional(rule, "path", rule.then().path(), names(Path.values()));
            }
        }

        private void newCase(Rule rule) {
            var when = rule.condition();
            if (!when.causes().isEmpty()
                    || !when.previousPaths().isEmpty()
                    || !when.complexities().isEmpty()) {
                problem(rule.rule(), "a new case has no cause, no previous path and no complexity yet");
            }
            if (rule.then().complexity() == null
                    || rule.then().risk() == null
                    || rule.then().path() == null) {
                problem(rule.rule(), "a rule for new cases says complexity, risk and path");
            }
        }

        private void caseThatComesBack(Rule rule) {
            if (rule.condition().asksForNews()) {
                problem(
                        rule.rule(),
                        "a case that comes back is not judged by its words, its hint or how it was brought any more");
            }
        }

        private void optional(Rule rule, String what, @Nullable String code, Set<String> known) {
            if (code != null) {
                known(rule.rule(), what, code, known);
            }
        }

        private void known(String rule, String what, String code, Set<String> known) {
            if (!known.contains(code)) {
                problem(rule, "unknown " + what + " " + code);
            }
        }

        private void problem(String rule, String problem) {
            problems.add(table.version() + ", rule " + rule + ": " + problem);
        }

        private static Set<String> names(Enum<?>[] values) {
            var names = new HashSet<String>();
            for (var value : values) {
                names.add(value.name());
            }
            return names;
        }
    }
}
