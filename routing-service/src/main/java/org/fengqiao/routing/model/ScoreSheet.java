package org.fengqiao.routing.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.routing.model.ReviewEvent.Differences;
import org.fengqiao.routing.model.ReviewEvent.ItemDifference;

/**
 * Score sheet of an evaluation (评查评分表), one version of it.
 *
 * @param version its name, which every review carries
 * @param effectiveFrom the first day on which a sample is drawn for it
 * @param items what is asked, each worth some points
 * @param excellent the least score of {@link Grade#EXCELLENT}, in per cent of all points
 * @param qualified the least score of {@link Grade#QUALIFIED}
 * @param flawed the least score of {@link Grade#FLAWED}; below it is {@link Grade#UNQUALIFIED}
 */
public record ScoreSheet(
        String version, LocalDate effectiveFrom, List<Item> items, int excellent, int qualified, int flawed) {

    /**
     * A question of the sheet.
     *
     * @param id its code
     * @param question for people
     * @param points the most it can give
     * @param essential if true, no points at all here make the case {@link Grade#UNQUALIFIED}
     */
    public record Item(String id, Bilingual question, int points, boolean essential) {}

    /**
     * An answer to one question.
     *
     * @param item the question's id
     * @param points given
     */
    public record Points(String item, int points) {}

    /**
     * @throws IllegalArgumentException that names what is wrong with the sheet
     */
    public ScoreSheet {
        items = List.copyOf(items);
        var ids = new HashSet<String>();
        if (items.isEmpty() || items.stream().anyMatch(item -> item.points() < 1 || !ids.add(item.id()))) {
            throw new IllegalArgumentException("sheet " + version + ": items need ids of their own and points");
        }
        if (excellent > 100 || excellent <= qualified || qualified <= flawed || flawed < 0) {
            throw new IllegalArgumentException("sheet " + version + ": the grades are not in order");
        }
    }

    /** Returns the ids of the questions. */
    Set<String> ids() {
        return items.stream().map(Item::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the question with this id; empty if the sheet has none. */
    Optional<Item> find(String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /** Returns whether each question is answered once, and nothing else is. */
    boolean isAnsweredBy(List<Points> answers) {
        return answers.size() == items.size()
                && answers.stream()
                        .map(Points::item)
                        .collect(Collectors.toSet())
                        .equals(ids());
    }

    /** Returns whether no question gets less than nothing or more than it has. */
    boolean isWithinRange(List<Points> answers) {
        return answers.stream()
                .allMatch(answer -> find(answer.item())
                        .filter(item -> answer.points() >= 0 && answer.points() <= item.points())
                        .isPresent());
    }

    /** Returns the score of these answers in per cent of all points, with one decimal. */
    BigDecimal score(List<Points> answers) {
        var given = answers.stream().mapToInt(Points::points).sum();
        var all = items.stream().mapToInt(Item::points).sum();
        return BigDecimal.valueOf(given).movePointRight(2).divide(BigDecimal.valueOf(all), 1, RoundingMode.HALF_UP);
    }

    /** Returns what differs between the points of a unit itself and those of a review, in the order of the sheet. */
    Differences differences(List<Points> own, List<Points> answers) {
        return new Differences(
                score(answers).subtract(score(own)),
                items.stream()
                        .filter(item -> pointsOf(item, own) != pointsOf(item, answers))
                        .map(item -> new ItemDifference(item.id(), pointsOf(item, own), pointsOf(item, answers)))
                        .toList());
    }

    /** Returns the questions that did not get all their points, in the order of the sheet. */
    List<String> flaws(List<Points> answers) {
        return items.stream()
                .filter(item -> pointsOf(item, answers) < item.points())
                .map(Item::id)
                .toList();
    }

    /** Returns the grade of these answers. */
    Grade grade(List<Points> answers) {
        if (items.stream().anyMatch(item -> item.essential() && pointsOf(item, answers) == 0)) {
            return Grade.UNQUALIFIED;
        }
        var score = score(answers);
        if (isAtLeast(score, excellent)) {
            return Grade.EXCELLENT;
        }
        if (isAtLeast(score, qualified)) {
            return Grade.QUALIFIED;
        }
        return isAtLeast(score, flawed) ? Grade.FLAWED : Grade.UNQUALIFIED;
    }

    private static boolean isAtLeast(BigDecimal score, int least) {
        return score.compareTo(BigDecimal.valueOf(least)) >= 0;
    }

    private static int pointsOf(Item item, List<Points> answers) {
        return answers.stream()
                .filter(answer -> answer.item().equals(item.id()))
                .mapToInt(Points::points)
                .findFirst()
                .orElse(0);
    }
}
