package org.fengqiao.routing.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Money;

/**
 * One version of the decision table of triage. A new case is first classified, then the first matching rule of
 * {@code first} says complexity, risk and path. A case that comes back is judged by the first matching rule of
 * {@code again}, which changes only what it names.
 *
 * @param version its name, recorded with every judgement
 * @param effectiveFrom when it comes into force
 * @param classification how words tell the category, for cases whose hint is no category
 * @param grounds grounds of risk, looked for in every new case
 * @param first rules for new cases; the last one matches whatever is left
 * @param again rules for cases that come back; the last one matches whatever is left
 */
public record TriageTable(
        String version,
        Instant effectiveFrom,
        Classification classification,
        List<RiskGround> grounds,
        List<Rule> first,
        List<Rule> again) {

    public TriageTable {
        grounds = grounds == null ? List.of() : List.copyOf(grounds);
        first = List.copyOf(first);
        again = List.copyOf(again);
    }

    /**
     * A line of the table.
     *
     * @param rule its id
     * @param when conditions that must all hold; none: matches whatever is left
     * @param then what follows
     */
    public record Rule(String rule, @Nullable Condition when, Result then) {

        /** Returns the condition; {@link Condition#NONE} if the line names none. */
        Condition condition() {
            return when == null ? Condition.NONE : when;
        }
    }

    /**
     * Conditions of a line; each one that is given must hold. A list holds if any of its entries does.
     *
     * @param categories the category is one of these
     * @param complexities the complexity found earlier is one of these; only for cases that come back
     * @param channels the case came by one of these doors
     * @param told the summary has one of these words; only for new cases
     * @param grounds one of these grounds of risk was found; only for new cases
     * @param causes the case comes back for one of these causes; only for cases that come back
     * @param previousPaths the case was on one of these paths; only for cases that come back
     * @param hinted whether the category is the channel's own hint; only for new cases
     * @param amountAtMost what is at stake is known and at most this many yuan
     * @param amountOver what is at stake is known and more than this many yuan
     * @param groupSizeAtLeast at least so many people stand behind it
     * @param applicantsAtLeast at least so many brought it; only for new cases
     * @param respondentsAtLeast it is against at least so many; only for new cases
     * @param repeatsAtLeast the same dispute was brought at least so often before; only for new cases
     * @param hours it was received at this time of the day; only for new cases
     */
    public record Condition(
            List<String> categories,
            List<String> complexities,
            List<String> channels,
            @Nullable Signal told,
            List<String> grounds,
            List<String> causes,
            List<String> previousPaths,
            @Nullable Boolean hinted,
            @Nullable BigDecimal amountAtMost,
            @Nullable BigDecimal amountOver,
            @Nullable Integer groupSizeAtLeast,
            @Nullable Integer applicantsAtLeast,
            @Nullable Integer respondentsAtLeast,
            @Nullable Integer repeatsAtLeast,
            @Nullable Hours hours) {

        /** The condition that every case satisfies. */
        static final Condition NONE =
                new Condition(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

        public Condition {
            categories = listed(categories);
            complexities = listed(complexities);
            channels = listed(channels);
            grounds = listed(grounds);
            causes = listed(causes);
            previousPaths = listed(previousPaths);
        }

        /** Returns whether every case that satisfies the other condition satisfies this one too. */
        boolean covers(Condition other) {
            return covers(categories, other.categories)
                    && covers(complexities, other.complexities)
                    && covers(channels, other.channels)
                    && (told == null || told.equals(other.told))
                    && covers(grounds, other.grounds)
                    && covers(causes, other.causes)
                    && covers(previousPaths, other.previousPaths)
                    && (hinted == null || hinted.equals(other.hinted))
                    && (amountAtMost == null
                            || other.amountAtMost != null && other.amountAtMost.compareTo(amountAtMost) <= 0)
                    && (amountOver == null || other.amountOver != null && other.amountOver.compareTo(amountOver) >= 0)
                    && atLeast(groupSizeAtLeast, other.groupSizeAtLeast)
                    && atLeast(applicantsAtLeast, other.applicantsAtLeast)
                    && atLeast(respondentsAtLeast, other.respondentsAtLeast)
                    && atLeast(repeatsAtLeast, other.repeatsAtLeast)
                    && (hours == null || hours.equals(other.hours));
        }

        /** Returns whether it asks for what is known of a new case alone. */
        boolean asksForNews() {
            return told != null
                    || hinted != null
                    || !grounds.isEmpty()
                    || applicantsAtLeast != null
                    || respondentsAtLeast != null
                    || repeatsAtLeast != null
                    || hours != null;
        }

        private static boolean atLeast(@Nullable Integer mine, @Nullable Integer other) {
            return mine == null || other != null && other >= mine;
        }

        private static boolean covers(List<String> mine, List<String> others) {
            return mine.isEmpty() || !others.isEmpty() && mine.containsAll(others);
        }
    }

    /**
     * A time of the day, in China. One that ends before it begins goes over midnight.
     *
     * @param from the first moment
     * @param to the first moment that is no longer in it
     */
    public record Hours(LocalTime from, LocalTime to) {

        /** The zone of days and hours. */
        static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

        boolean include(Instant time) {
            var at = LocalTime.ofInstant(time, CHINA);
            return from.isBefore(to) ? !at.isBefore(from) && at.isBefore(to) : !at.isBefore(from) || at.isBefore(to);
        }
    }

    /**
     * Result of a line of the table. A line for new cases says complexity, risk and path; a line for cases that come
     * back leaves unchanged what it does not name.
     *
     * @param complexity missing: unchanged
     * @param risk missing: unchanged
     * @param path missing: unchanged
     */
    public record Result(
            @Nullable String complexity,
            @Nullable String risk,
            @Nullable String path) {}

    /**
     * Judges a new case.
     *
     * @param words the lexicon that the classification names, with its changes
     */
    Triage judge(TriageFacts facts, List<String> categories, Lexicon words) {
        var because = new ArrayList<String>();
        var classified = classification.tell(facts, categories, words);
        because.add(classified.because());
        var found = grounds.stream()
                .flatMap(ground ->
                        ground.in(facts, condition -> reasons(condition, facts, classified, List.of())).stream())
                .toList();
        var matched = match(first, condition -> reasons(condition, facts, classified, found));
        because.addAll(matched.because());
        var then = matched.rule().then();
        return new Triage(
                classified.category(),
                Complexity.valueOf(Objects.requireNonNull(then.complexity())),
                Risk.valueOf(Objects.requireNonNull(then.risk())),
                Path.valueOf(Objects.requireNonNull(then.path())),
                matched.rule().rule(),
                version,
                because,
                classified.finding(),
                found);
    }

    /** Judges a case that comes back. */
    Triage judgeAgain(
            RetriageCause cause, Triage previous, String channel, @Nullable Money amount, @Nullable Integer groupSize) {
        var matched = match(again, condition -> reasons(condition, cause, previous, channel, amount, groupSize));
        var then = matched.rule().then();
        return new Triage(
                previous.category(),
                then.complexity() == null ? previous.complexity() : Complexity.valueOf(then.complexity()),
                then.risk() == null ? previous.risk() : Risk.valueOf(then.risk()),
                then.path() == null ? previous.path() : Path.valueOf(then.path()),
                matched.rule().rule(),
                version,
                matched.because(),
                null,
                previous.grounds());
    }

    private record Matched(Rule rule, List<String> because) {}

    /** Evaluation of a condition: the reasons why it holds; null if it does not. */
    private interface Reasons {
        @Nullable
        List<String> why(Condition condition);
    }

    private static Matched match(List<Rule> rules, Reasons reasons) {
        for (var rule : rules) {
            var why = reasons.why(rule.condition());
            if (why != null) {
                return new Matched(rule, why.isEmpty() ? List.of(rule.rule() + ": no other rule holds") : why);
            }
        }
        throw new IllegalStateException("a checked table has a rule for every case");
    }

    /** Returns the ground of risk of this code; empty if the table has none. */
    public Optional<RiskGround> ground(String code) {
        return grounds.stream().filter(ground -> ground.code().equals(code)).findFirst();
    }

    private static @Nullable List<String> reasons(
            Condition condition, TriageFacts facts, Classification.Told classified, List<RiskGround.Noted> found) {
        var why = new Why();
        why.oneOf("category", condition.categories(), classified.category());
        why.oneOf("channel", condition.channels(), facts.channel());
        if (condition.told() != null) {
            why.given(condition
                    .told()
                    .in(facts.summary().revealOr(""))
                    .map(word -> "the words have " + word)
                    .orElse(null));
        }
        if (!condition.grounds().isEmpty()) {
            why.given(found.stream()
                    .filter(ground -> condition.grounds().contains(ground.code()))
                    .findFirst()
                    .map(ground -> ground.code() + ": " + ground.because())
                    .orElse(null));
        }
        var circumstances = facts.circumstances();
        why.atLeast(condition.applicantsAtLeast(), circumstances.applicants(), "applicants");
        why.atLeast(condition.respondentsAtLeast(), circumstances.respondents(), "respondents");
        why.atLeast(condition.repeatsAtLeast(), circumstances.repeats(), "earlier reports of the same dispute");
        var hours = condition.hours();
        if (hours != null) {
            why.given(
                    hours.include(circumstances.receivedAt())
                            ? "received between " + hours.from() + " and " + hours.to()
                            : null);
        }
        if (condition.hinted() != null) {
            why.given(
                    condition.hinted() == classified.finding().isHinted()
                            ? classified.finding().isHinted()
                                    ? "the channel knows the category"
                                    : "the channel does not know the category"
                            : null);
        }
        why.stake(condition, facts.amount(), facts.groupSize());
        return why.reasons();
    }

    private static @Nullable List<String> reasons(
            Condition condition,
            RetriageCause cause,
            Triage previous,
            String channel,
            @Nullable Money amount,
            @Nullable Integer groupSize) {
        var why = new Why();
        why.oneOf("category", condition.categories(), previous.category());
        why.oneOf("complexity", condition.complexities(), previous.complexity().name());
        why.oneOf("channel", condition.channels(), channel);
        why.oneOf("cause", condition.causes(), cause.name());
        why.oneOf("previous path", condition.previousPaths(), previous.path().name());
        why.stake(condition, amount, groupSize);
        return why.reasons();
    }

    /** Collector of the reasons why a condition holds; yields null once one part of it does not. */
    private static final class Why {
        private static final String CURRENCY = "CNY";

        private final List<String> reasons = new ArrayList<>();
        private boolean holds = true;

        void given(@Nullable String reason) {
            if (reason == null) {
                holds = false;
            } else {
                reasons.add(reason);
            }
        }

        void oneOf(String what, List<String> allowed, String found) {
            if (!allowed.isEmpty()) {
                given(allowed.contains(found) ? what + " is " + found : null);
            }
        }

        void atLeast(@Nullable Integer asked, int found, String what) {
            if (asked != null) {
                given(found >= asked ? "at least " + asked + " " + what : null);
            }
        }

        void stake(Condition condition, @Nullable Money amount, @Nullable Integer groupSize) {
            var yuan = amount != null && CURRENCY.equals(amount.currency()) ? amount.amount() : null;
            var atMost = condition.amountAtMost();
            if (atMost != null) {
                given(
                        yuan != null && yuan.compareTo(atMost) <= 0
                                ? "at most " + atMost.toPlainString() + " yuan at stake"
                                : null);
            }
            var over = condition.amountOver();
            if (over != null) {
                given(
                        yuan != null && yuan.compareTo(over) > 0
                                ? "more than " + over.toPlainString() + " yuan at stake"
                                : null);
            }
            var atLeast = condition.groupSizeAtLeast();
            if (atLeast != null) {
                given(
                        groupSize != null && groupSize >= atLeast
                                ? "at least " + atLeast + " people stand behind it"
                                : null);
            }
        }

        @Nullable
        List<String> reasons() {
            return holds ? List.copyOf(reasons) : null;
        }
    }

    private static List<String> listed(@Nullable List<String> given) {
        return given == null ? List.of() : List.copyOf(given);
    }
}
