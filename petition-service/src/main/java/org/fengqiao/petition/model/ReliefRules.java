package org.fengqiao.petition.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.petition.model.ReliefEvent.AdvanceGround;
import org.fengqiao.petition.model.ReliefEvent.TerminationGround;

/**
 * Rules of relief, as data: every version there has been.
 *
 * @param versions in the order in which they came into force
 */
public record ReliefRules(List<Version> versions) {

    /**
     * Orders the versions and checks that they are whole.
     *
     * @throws IllegalArgumentException that names what is wrong with which version
     */
    public ReliefRules {
        versions = versions.stream()
                .sorted(Comparator.comparing(Version::effectiveFrom))
                .toList();
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("relief rules: there is no version");
        }
        versions.forEach(Version::check);
    }

    /** Returns what holds for a kind at a time; empty before the first version. */
    public Optional<KindRule> of(ReliefKind kind, Instant time) {
        return versions.reversed().stream()
                .filter(version -> !version.effectiveFrom().isAfter(time))
                .findFirst()
                .map(version -> version.of(kind));
    }

    /**
     * One version of the rules.
     *
     * @param version its name
     * @param effectiveFrom when it comes into force
     * @param kinds what holds for each kind
     */
    public record Version(String version, Instant effectiveFrom, List<KindRule> kinds) {

        public Version {
            kinds = List.copyOf(kinds);
        }

        private void check() {
            var missing = EnumSet.allOf(ReliefKind.class);
            for (var kind : kinds) {
                if (!missing.remove(kind.code())) {
                    throw new IllegalArgumentException(
                            "relief rules %s: %s is given twice".formatted(version, kind.code()));
                }
            }
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException("relief rules %s: %s is missing".formatted(version, missing));
            }
        }

        private KindRule of(ReliefKind kind) {
            return kinds.stream()
                    .filter(rule -> rule.code() == kind)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("checked rules lack " + kind));
        }
    }

    /**
     * Rules of a kind of relief.
     *
     * @param words what it is called
     * @param decision the rule of the legal clock about the time in which the body decides
     * @param appointment the rule about the time in which somebody is appointed to give it; null if nobody is
     * @param objection what holds when the applicant objects to a refusal; null if no law at hand says
     * @param terminations on which the body ends what it granted; none if no law at hand says
     * @param advances on which the body gives it before the application is complete; likewise
     * @param bodies to which it may be referred
     * @param forms in which it is given
     * @param grounds on which it is asked for
     */
    public record KindRule(
            ReliefKind code,
            Bilingual words,
            String decision,
            @Nullable String appointment,
            @Nullable ObjectionRule objection,
            @Nullable List<TerminationRule> terminations,
            @Nullable List<AdvanceRule> advances,
            Set<ReliefBody> bodies,
            Set<ReliefForm> forms,
            List<GroundRule> grounds) {

        /** @throws IllegalArgumentException if nobody gives it, in no form or on no ground */
        public KindRule {
            bodies = Set.copyOf(bodies);
            forms = Set.copyOf(forms);
            grounds = List.copyOf(grounds);
            advances = advances == null ? List.of() : List.copyOf(advances);
            terminations = terminations == null ? List.of() : List.copyOf(terminations);
            if (bodies.isEmpty() || forms.isEmpty() || grounds.isEmpty()) {
                throw new IllegalArgumentException("relief rules: nothing can become of " + code);
            }
        }

        /** Returns whether the body ends what it granted on this ground. */
        boolean isEndedOn(TerminationGround ground) {
            return Objects.requireNonNullElse(terminations, List.<TerminationRule>of()).stream()
                    .anyMatch(rule -> rule.code() == ground);
        }

        /** Returns whether the body gives it on this ground before the application is complete. */
        boolean isAdvancedOn(AdvanceGround ground) {
            return Objects.requireNonNullElse(advances, List.<AdvanceRule>of()).stream()
                    .anyMatch(rule -> rule.code() == ground);
        }

        /** Returns the ground of that code; empty if it is none of this kind. */
        Optional<GroundRule> ground(ReliefGround ground) {
            return grounds.stream().filter(rule -> rule.code() == ground).findFirst();
        }
    }

    /**
     * Ground on which the body gives relief before the application is complete.
     *
     * @param article where it stands
     * @param quote the words of the law
     */
    public record AdvanceRule(AdvanceGround code, String article, String quote) {}

    /**
     * Ground on which the body ends what it granted.
     *
     * @param article where it stands
     * @param quote the words of the law
     */
    public record TerminationRule(TerminationGround code, String article, String quote) {}

    /**
     * Rule of objections to a refusal.
     *
     * @param decision the rule of the legal clock about the time in which the authority decides
     * @param article where it stands
     * @param quote the sentence of the law that says which remedies there are
     * @param remedies what the applicant can do if the refusal stands
     */
    public record ObjectionRule(String decision, String article, String quote, List<ReliefRemedy> remedies) {
        public ObjectionRule {
            remedies = List.copyOf(remedies);
        }
    }

    /**
     * A ground.
     *
     * @param article where it stands; null if no text of a law is at hand
     * @param quote the sentence of the law that says it; null likewise
     * @param hardship whether who is relieved on it counts as somebody in hardship
     * @param verified whether it was compared with the text
     */
    public record GroundRule(
            ReliefGround code,
            @Nullable String article,
            @Nullable String quote,
            boolean hardship,
            boolean verified) {

        /** @throws IllegalArgumentException if it is verified and quotes nothing */
        public GroundRule {
            if (verified && (article == null || quote == null)) {
                throw new IllegalArgumentException(
                        "relief rules: " + code + " is verified, and so quotes the article that says it");
            }
        }
    }
}
