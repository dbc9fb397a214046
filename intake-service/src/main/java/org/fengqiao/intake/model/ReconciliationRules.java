package org.fengqiao.intake.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Rules of when the parties of a public prosecution may reconcile (刑事诉讼法 art. 288), as data: every version there has
 * been.
 *
 * @param versions in the order in which they came into force
 */
public record ReconciliationRules(List<Version> versions) {

    /**
     * Orders the versions and checks that they are whole.
     *
     * @throws IllegalArgumentException that names what is wrong with which version
     */
    public ReconciliationRules {
        versions = versions.stream()
                .sorted(Comparator.comparing(Version::effectiveFrom))
                .toList();
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("reconciliation rules: there is no version");
        }
        versions.forEach(Version::check);
    }

    /** Returns the version in force at a time; empty before the first. */
    public Optional<Version> inForceAt(Instant time) {
        return versions.reversed().stream()
                .filter(version -> !version.effectiveFrom().isAfter(time))
                .findFirst();
    }

    /** Ground on which the parties may reconcile. */
    public enum GroundCode {
        /** A dispute among the people led to it, and it is not grave. */
        CIVIL_DISPUTE,
        /** It was done by negligence. */
        NEGLIGENCE
    }

    /** Facts that a ground needs. */
    public enum Need {
        FROM_CIVIL_DISPUTE,
        NEGLIGENT
    }

    /** Conditions of any reconciliation, whatever its ground. */
    public enum ConditionCode {
        /** Whoever is accused repents sincerely (真诚悔罪). */
        REMORSE,
        /** The victim is willing (自愿和解). */
        VICTIM_WILLING,
        /** Whoever is accused committed no intentional crime in the years before. */
        NO_INTENTIONAL_CRIME_LATELY
    }

    /**
     * One version of the rules.
     *
     * @param version its name, recorded with every decision it makes
     * @param effectiveFrom when it comes into force
     * @param grounds on which the parties may reconcile
     * @param conditions what is needed besides
     * @param agreement who hears the parties and presides over the agreement
     */
    public record Version(
            String version,
            Instant effectiveFrom,
            List<GroundRule> grounds,
            List<ConditionRule> conditions,
            Article agreement) {

        public Version {
            grounds = List.copyOf(grounds);
            conditions = List.copyOf(conditions);
        }

        private void check() {
            var missingGrounds = EnumSet.allOf(GroundCode.class);
            grounds.forEach(ground -> missingGrounds.remove(ground.code()));
            var missingConditions = EnumSet.allOf(ConditionCode.class);
            conditions.forEach(condition -> missingConditions.remove(condition.code()));
            if (!missingGrounds.isEmpty() || !missingConditions.isEmpty()) {
                throw new IllegalArgumentException(
                        "reconciliation rules %s: %s %s missing".formatted(version, missingGrounds, missingConditions));
            }
            if (grounds.size() != GroundCode.values().length || conditions.size() != ConditionCode.values().length) {
                throw new IllegalArgumentException(
                        "reconciliation rules %s: something is given twice".formatted(version));
            }
            for (var ground : grounds) {
                if (ground.chapters().isEmpty() || ground.mostMonths() < 1) {
                    throw new IllegalArgumentException(
                            "reconciliation rules %s: nothing is on the ground %s".formatted(version, ground.code()));
                }
            }
        }

        /** Returns the first ground on which a charge can be reconciled; empty if there is none. */
        public Optional<GroundRule> groundOf(Charge charge) {
            return grounds.stream().filter(ground -> ground.covers(charge)).findFirst();
        }

        /** Returns what keeps the parties from reconciling, each with its article; empty if they may. */
        public List<Bar> barsTo(Charge charge) {
            var bars = new ArrayList<Bar>();
            if (groundOf(charge).isEmpty()) {
                grounds.forEach(ground -> bars.add(new Bar("NO_" + ground.code(), ground.article())));
            }
            for (var condition : conditions) {
                if (!isMet(condition.code(), charge)) {
                    bars.add(new Bar(condition.code().name(), condition.article()));
                }
            }
            return List.copyOf(bars);
        }

        private static boolean isMet(ConditionCode code, Charge charge) {
            return switch (code) {
                case REMORSE -> charge.repents();
                case VICTIM_WILLING -> charge.victimWilling();
                case NO_INTENTIONAL_CRIME_LATELY -> !charge.intentionalCrimeLately();
            };
        }
    }

    /**
     * A ground.
     *
     * @param article where it stands
     * @param chapters of the special part of the criminal law
     * @param mostMonths the gravest sentence that may be expected, in months of imprisonment, that month included
     * @param needs what else has to be so
     * @param quote the sentence of the law that says it
     * @param verified whether the article was checked against the published text
     */
    public record GroundRule(
            GroundCode code,
            String article,
            Set<Integer> chapters,
            int mostMonths,
            Set<Need> needs,
            @Nullable String quote,
            boolean verified) {

        /** @throws IllegalArgumentException if it is verified and quotes nothing */
        public GroundRule {
            Quotes.require(verified, quote, article);
            chapters = Set.copyOf(chapters);
            needs = Set.copyOf(needs);
        }

        boolean covers(Charge charge) {
            return chapters.contains(charge.chapter())
                    && charge.likelyMonths() <= mostMonths
                    && needs.stream().allMatch(need -> switch (need) {
                        case FROM_CIVIL_DISPUTE -> charge.fromCivilDispute();
                        case NEGLIGENT -> charge.negligent();
                    });
        }
    }

    /**
     * A condition.
     *
     * @param article where it stands
     * @param years how far it looks back; missing where it does not
     * @param quote the sentence of the law that says it
     * @param verified whether the article was checked against the published text
     */
    public record ConditionRule(
            ConditionCode code,
            String article,
            @Nullable Integer years,
            @Nullable String quote,
            boolean verified) {

        /** @throws IllegalArgumentException if it is verified and quotes nothing */
        public ConditionRule {
            Quotes.require(verified, quote, article);
        }
    }

    /**
     * An article of the law.
     *
     * @param quote its sentence
     * @param verified whether it was checked against the published text
     */
    public record Article(String article, @Nullable String quote, boolean verified) {

        /** @throws IllegalArgumentException if it is verified and quotes nothing */
        public Article {
            Quotes.require(verified, quote, article);
        }
    }

    /**
     * An unmet requirement.
     *
     * @param code which
     * @param article where it stands
     */
    public record Bar(String code, String article) {}
}
