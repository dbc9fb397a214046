package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Rules for what comes after a closing, as data: when it counts as verified, and how a case comes back whose settlement
 * did not hold. Every version there has been is kept.
 *
 * @param verification in the order in which they came into force
 * @param comebacks in the order in which they came into force
 */
public record RelapseRules(List<Verification> verification, List<Comebacks> comebacks) {

    /**
     * Conditions under which a round of revisits verifies a closing.
     *
     * @param rounds the rounds that can, counted from 1 within the closing
     * @param minimumReached how many parties must have been reached
     * @param lowestScore the lowest score that counts as satisfied, 1 to 5
     */
    public record Verification(
            String version,
            Instant effectiveFrom,
            String source,
            Set<Integer> rounds,
            int minimumReached,
            int lowestScore) {

        public Verification {
            rounds = Set.copyOf(rounds);
        }

        boolean isDissatisfied(int score) {
            return score < lowestScore;
        }

        boolean isMetBy(int round, int reached, @Nullable Integer lowest) {
            return rounds.contains(round) && reached >= minimumReached && lowest != null && !isDissatisfied(lowest);
        }
    }

    /** One version of how cases come back. */
    public record Comebacks(String version, Instant effectiveFrom, List<Comeback> lines) {

        public Comebacks {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Way in which a case comes back.
     *
     * @param rule its name, recorded with the judgement
     * @param outcomes how the case had ended
     * @param causes why it comes back; any cause if empty
     * @param path where it goes
     * @param remedy by which means
     * @param source the law, with its article
     * @param quote the sentence of the law that says it; null of a standard of ours and of what is not verified
     * @param verified whether the line says what the source says
     * @param note what was compared with the source and which reading was taken; null if verified
     */
    public record Comeback(
            String rule,
            Set<Outcome> outcomes,
            Set<RetriageCause> causes,
            Path path,
            Remedy remedy,
            String source,
            @Nullable String quote,
            boolean verified,
            @Nullable String note) {

        /** @throws IllegalArgumentException if it is neither verified nor says why not */
        public Comeback {
            if (!verified && note == null) {
                throw new IllegalArgumentException("comeback " + rule + ": what is not verified needs a note");
            }
            outcomes = Set.copyOf(outcomes);
            causes = causes == null ? Set.of() : Set.copyOf(causes);
        }

        boolean holdsFor(Outcome outcome, RetriageCause cause) {
            return outcomes.contains(outcome) && (causes.isEmpty() || causes.contains(cause));
        }
    }

    /**
     * Orders the versions and checks them.
     *
     * @throws IllegalArgumentException if there is none, two come into force at once, or a threshold is off its scale
     */
    public RelapseRules {
        verification = verification.stream()
                .sorted(Comparator.comparing(Verification::effectiveFrom))
                .toList();
        comebacks = comebacks.stream()
                .sorted(Comparator.comparing(Comebacks::effectiveFrom))
                .toList();
        requireDistinct(
                "verification",
                verification.stream().map(Verification::effectiveFrom).toList());
        requireDistinct(
                "comebacks", comebacks.stream().map(Comebacks::effectiveFrom).toList());
        for (var rule : verification) {
            if (rule.minimumReached() < 1
                    || rule.lowestScore() < 1
                    || rule.lowestScore() > 5
                    || rule.rounds().isEmpty()) {
                throw new IllegalArgumentException("verification " + rule.version()
                        + ": at least one party in at least one round, and a score from 1 to 5");
            }
        }
    }

    private static void requireDistinct(String what, List<Instant> starts) {
        if (starts.isEmpty() || new HashSet<>(starts).size() < starts.size()) {
            throw new IllegalArgumentException(what + ": versions are needed, each with a day of its own");
        }
    }

    /** Returns the conditions in force at a time; the first ones before they were in force. */
    public Verification verificationAt(Instant time) {
        return verification.reversed().stream()
                .filter(rule -> !rule.effectiveFrom().isAfter(time))
                .findFirst()
                .orElseGet(verification::getFirst);
    }

    /** Returns the remedy of a line that was or is in force, by its name; empty if it is none of these lines. */
    public Optional<Remedy> remedyOf(String rule) {
        return comebacks.reversed().stream()
                .flatMap(version -> version.lines().stream())
                .filter(line -> line.rule().equals(rule))
                .map(Comeback::remedy)
                .findFirst();
    }

    /** Returns how a case with this outcome comes back for this cause; empty if the triage table says. */
    public Optional<Comeback> comeback(Outcome outcome, RetriageCause cause, Instant time) {
        return comebacks.reversed().stream()
                .filter(version -> !version.effectiveFrom().isAfter(time))
                .findFirst()
                .flatMap(version -> version.lines().stream()
                        .filter(line -> line.holdsFor(outcome, cause))
                        .findFirst());
    }
}
