package org.fengqiao.intake.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.DisputeSketch.PartySketch;
import org.fengqiao.intake.model.DisputeSketch.Side;
import org.fengqiao.intake.model.Likeness.Attribute;
import org.fengqiao.intake.model.Likeness.Finding;

/**
 * Comparison of a case with an earlier one: a score for each attribute that both tell of, and the weighted mean of
 * these. What only one of them tells says nothing for or against.
 *
 * @param of the earlier case
 * @param reasons attribute by attribute
 * @param score of all together, from 0 to 100
 * @param ruleVersion the version of the rules
 */
public record Comparison(UUID of, List<Likeness> reasons, int score, String ruleVersion) {

    /** Fewer words than these tell nothing. */
    private static final int FEWEST_WORDS = 3;

    private static final int ALL = 100;

    public Comparison {
        reasons = List.copyOf(reasons);
    }

    /** Returns how alike two cases are. */
    public static Comparison of(DisputeSketch later, DisputeSketch earlier, RepeatRules.Version rules) {
        var reasons = new ArrayList<Likeness>();
        parties(later, earlier, rules).ifPresent(reasons::add);
        place(later, earlier, rules).ifPresent(reasons::add);
        category(later, earlier).ifPresent(reasons::add);
        reasons.add(time(later, earlier, rules));
        words(later, earlier).ifPresent(reasons::add);
        return new Comparison(earlier.caseId(), reasons, mean(reasons, rules), rules.version());
    }

    /** Returns the score in an attribute; empty if it could not be compared. */
    Optional<Integer> scoreIn(Attribute attribute) {
        return reasons.stream()
                .filter(reason -> reason.attribute() == attribute)
                .map(reason -> requireNonNull(reason.score()))
                .findFirst();
    }

    /** Returns the reasons that a person names, with what was found in each. */
    public List<Likeness> named(List<Attribute> attributes) {
        return named(this, attributes);
    }

    /**
     * Returns the reasons that a person names, with what was found in each.
     *
     * @param comparison null if nothing could be compared
     */
    public static List<Likeness> named(@Nullable Comparison comparison, List<Attribute> attributes) {
        return attributes.stream()
                .distinct()
                .map(attribute -> Optional.ofNullable(comparison).stream()
                        .flatMap(found -> found.reasons().stream())
                        .filter(reason -> reason.attribute() == attribute)
                        .findFirst()
                        .orElseGet(() -> Likeness.named(attribute)))
                .toList();
    }

    private static int mean(List<Likeness> reasons, RepeatRules.Version rules) {
        var weights = 0;
        var sum = 0;
        for (var reason : reasons) {
            var weight = rules.weights().getOrDefault(reason.attribute(), 0);
            weights += weight;
            sum += weight * requireNonNull(reason.score());
        }
        return weights == 0 ? 0 : Math.round((float) sum / weights);
    }

    /** The same person on another side is the same person; each side counts as much, however many are on it. */
    private static Optional<Likeness> parties(DisputeSketch later, DisputeSketch earlier, RepeatRules.Version rules) {
        if (later.parties().isEmpty() || earlier.parties().isEmpty()) {
            return Optional.empty();
        }
        var best = Arrays.stream(Side.values())
                .map(side -> later.parties().stream()
                        .filter(party -> party.side() == side)
                        .flatMap(party -> earlier.parties().stream().map(other -> same(party, other)))
                        .max(Comparator.comparingInt(rules::scoreOf)))
                .flatMap(Optional::stream)
                .toList();
        var score = best.stream().mapToInt(rules::scoreOf).sum() / best.size();
        var because = best.stream()
                .max(Comparator.comparingInt(rules::scoreOf))
                .filter(finding -> score > 0)
                .orElse(Finding.OTHER_PEOPLE);
        return Optional.of(new Likeness(Attribute.PARTY, score, because));
    }

    private static Finding same(PartySketch one, PartySketch other) {
        if (one.hasIdNumberOf(other)) {
            return Finding.SAME_ID_NUMBER;
        }
        if (one.isOtherPersonThan(other)) {
            return Finding.OTHER_PEOPLE;
        }
        if (one.hasPhoneOf(other)) {
            return Finding.SAME_PHONE;
        }
        return one.hasNameOf(other) ? Finding.SAME_NAME : Finding.OTHER_PEOPLE;
    }

    private static Optional<Likeness> place(DisputeSketch later, DisputeSketch earlier, RepeatRules.Version rules) {
        var here = later.place();
        var there = earlier.place();
        var levels = List.of(
                new Level(Finding.SAME_DISTRICT, here.district(), there.district()),
                new Level(Finding.SAME_STREET, here.street(), there.street()),
                new Level(Finding.SAME_COMMUNITY, here.community(), there.community()),
                new Level(Finding.SAME_GRID, here.grid(), there.grid()));
        var because = Finding.OTHER_PLACE;
        for (var level : levels) {
            if (!level.isTold() || !level.isSame()) {
                break;
            }
            because = level.finding();
        }
        return Optional.of(new Likeness(Attribute.PLACE, rules.scoreOf(because), because));
    }

    private record Level(
            Finding finding,
            @Nullable String here,
            @Nullable String there) {

        boolean isTold() {
            return here != null && there != null;
        }

        boolean isSame() {
            return here != null && here.equals(there);
        }
    }

    private static Optional<Likeness> category(DisputeSketch later, DisputeSketch earlier) {
        if (later.category() == null || earlier.category() == null) {
            return Optional.empty();
        }
        var same = later.category().equals(earlier.category());
        return Optional.of(new Likeness(
                Attribute.CATEGORY, same ? ALL : 0, same ? Finding.SAME_CATEGORY : Finding.OTHER_CATEGORY));
    }

    private static Likeness time(DisputeSketch later, DisputeSketch earlier, RepeatRules.Version rules) {
        var apart = Duration.between(earlier.receivedAt(), later.receivedAt()).abs();
        var score = (int) Math.max(
                0,
                ALL
                        - ALL
                                * apart.toMinutes()
                                / Duration.ofDays(rules.windowDays()).toMinutes());
        return new Likeness(Attribute.TIME, score, score >= ALL / 2 ? Finding.SHORTLY_AFTER : Finding.LONG_AFTER);
    }

    /** The share of words that both have (Dice's coefficient). */
    private static Optional<Likeness> words(DisputeSketch later, DisputeSketch earlier) {
        var one = later.words();
        var other = earlier.words();
        if (one.size() < FEWEST_WORDS || other.size() < FEWEST_WORDS) {
            return Optional.empty();
        }
        var shared = one.stream().filter(other::contains).count();
        var score = (int) (2 * ALL * shared / (one.size() + other.size()));
        return Optional.of(
                new Likeness(Attribute.TEXT, score, score >= ALL / 4 ? Finding.SHARED_WORDS : Finding.OTHER_WORDS));
    }

    /** Returns whether it is suggested to a person. */
    public boolean isSuggestedBy(RepeatRules.Version rules) {
        return score >= (scoreIn(Attribute.PARTY).isPresent() ? rules.suggestAt() : rules.suggestNamelessAt());
    }

    /** Returns whether a rule links the case: alike enough in all, and in each attribute that it must be alike in. */
    public boolean isLinkedBy(RepeatRules.Version rules) {
        return score >= rules.linkAt() && rules.linkNeeds().entrySet().stream().allMatch(this::meets);
    }

    private boolean meets(Map.Entry<Attribute, Integer> need) {
        return scoreIn(need.getKey()).filter(score -> score >= need.getValue()).isPresent();
    }
}
