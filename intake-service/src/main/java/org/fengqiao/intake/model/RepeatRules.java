package org.fengqiao.intake.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Likeness.Attribute;
import org.fengqiao.intake.model.Likeness.Finding;
import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.value.Times;

/**
 * Rules by which repeats are found, as data: every version there has been, so that an old link can be explained.
 *
 * @param versions in the order in which they came into force
 */
public record RepeatRules(List<Version> versions) {

    private static final int ALL = 100;

    /**
     * Orders the versions and checks that they are whole.
     *
     * @throws IllegalArgumentException that names every version and what is wrong with it
     */
    public RepeatRules {
        versions = versions.stream()
                .sorted(Comparator.comparing(Version::effectiveFrom))
                .toList();
        var problems = new ArrayList<String>();
        if (versions.isEmpty()) {
            problems.add("there is no version");
        }
        var names = new HashSet<String>();
        var starts = new HashSet<Instant>();
        for (var version : versions) {
            if (!names.add(version.version()) || !starts.add(version.effectiveFrom())) {
                problems.add(version.version() + ": the name or the day is used twice");
            }
            version.problems().forEach(problem -> problems.add(version.version() + ": " + problem));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("repeat rules: " + String.join("; ", problems));
        }
    }

    /** Returns the version in force at a time; the first one before it was in force. */
    public Version at(Instant time) {
        return versions.reversed().stream()
                .filter(version -> !version.effectiveFrom().isAfter(time))
                .findFirst()
                .orElseGet(versions::getFirst);
    }

    /** Returns whether a dispute that was closed then can be back now, rather than be a new one. */
    boolean canComeBack(Instant closedAt, Instant now) {
        return Times.dayOf(now).isBefore(Times.dayOf(closedAt).plusDays(at(now).comesBackWithinDays() + 1L));
    }

    /** Returns a finding in words, by the newest version. */
    public Bilingual words(Finding finding) {
        return versions.getLast().finding(finding).words();
    }

    /**
     * One version of the rules.
     *
     * @param version its name, recorded with every link
     * @param windowDays an earlier case is compared if it came in within so many days
     * @param comesBackWithinDays a closed case can carry on a repeat within so many days; not more than routing's rule
     *     {@code relapse-window}
     * @param weights of the attributes
     * @param findings what can be found, its score and its words
     * @param suggestAt from this score on a case is suggested to a person
     * @param suggestNamelessAt the same where one of the two names nobody, so that all else must be more alike
     * @param linkAt from this score on it is linked by rule, if {@code linkNeeds} allows
     * @param linkNeeds the lowest score of single attributes for a link by rule
     * @param mostCompared with so many earlier cases one is compared, the latest ones
     * @param mostSuggested so many are suggested, the most alike ones
     * @param returning when a party counts as one who comes back with another dispute
     */
    public record Version(
            String version,
            Instant effectiveFrom,
            int windowDays,
            int comesBackWithinDays,
            Map<Attribute, Integer> weights,
            List<Found> findings,
            int suggestAt,
            int suggestNamelessAt,
            int linkAt,
            Map<Attribute, Integer> linkNeeds,
            int mostCompared,
            int mostSuggested,
            Returning returning) {

        public Version {
            weights = Map.copyOf(weights);
            findings = List.copyOf(findings);
            linkNeeds = Map.copyOf(linkNeeds);
        }

        private Found finding(Finding finding) {
            return findings.stream()
                    .filter(one -> one.code() == finding)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a checked version lacks " + finding));
        }

        /** Returns the score of a finding; 0 for one that has none of its own. */
        int scoreOf(Finding finding) {
            return Optional.ofNullable(finding(finding).score()).orElse(0);
        }

        /** Returns the same with another window, for measuring. */
        public Version within(int days) {
            return new Version(
                    version,
                    effectiveFrom,
                    days,
                    comesBackWithinDays,
                    weights,
                    findings,
                    suggestAt,
                    suggestNamelessAt,
                    linkAt,
                    linkNeeds,
                    mostCompared,
                    mostSuggested,
                    returning);
        }

        private List<String> problems() {
            var problems = new ArrayList<String>();
            var missing = EnumSet.allOf(Finding.class);
            for (var found : findings) {
                if (!missing.remove(found.code())) {
                    problems.add(found.code() + " is given twice");
                }
                var score = found.score();
                if (score != null && (score < 0 || score > ALL)) {
                    problems.add(found.code() + " scores from 0 to 100");
                }
            }
            missing.forEach(finding -> problems.add(finding + " is missing"));
            if (!weights.keySet().equals(EnumSet.allOf(Attribute.class))
                    || weights.values().stream().anyMatch(weight -> weight < 0)) {
                problems.add("each attribute has a weight");
            }
            if (suggestAt < 1 || suggestAt > linkAt || linkAt > ALL || suggestNamelessAt < suggestAt) {
                problems.add("1 <= suggestAt <= linkAt <= 100, suggestAt <= suggestNamelessAt");
            }
            if (returning.windowDays() < 1 || returning.earlierAtLeast() < 1) {
                problems.add("a party comes back within a day or more, after a case or more");
            }
            if (windowDays < 1 || comesBackWithinDays < 0 || mostCompared < 1 || mostSuggested < 1) {
                problems.add("windows and limits are positive");
            }
            return problems;
        }
    }

    /**
     * The rule of parties who come back.
     *
     * @param windowDays earlier cases count that came in within so many days before
     * @param earlierAtLeast in so many of them a party must have been
     */
    public record Returning(int windowDays, int earlierAtLeast) {}

    /**
     * A finding of a comparison.
     *
     * @param code which
     * @param score from 0 to 100; missing if the comparison computes it
     * @param words what people are told
     */
    public record Found(Finding code, @Nullable Integer score, Bilingual words) {}
}
