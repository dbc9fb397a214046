package org.fengqiao.routing.model;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.routing.model.CategoryFinding.By;

/**
 * Classification of a case whose hint is no category: the table tells the one for which most of its words speak, if
 * that is enough.
 *
 * @param lexicon the name of the lexicon
 * @param floor the least score with which a category is told
 * @param margin the least distance to the second
 * @param undecided the category of a case that the words do not tell; a person judges it
 * @param changes other weights than those of the lexicon; none if missing
 */
public record Classification(
        String lexicon, BigDecimal floor, BigDecimal margin, String undecided, List<Lexicon.Change> changes) {

    public Classification {
        changes = changes == null ? List.of() : List.copyOf(changes);
    }

    /** A category, how it was found, and that in words. */
    record Told(String category, CategoryFinding finding, String because) {}

    /** Tells the category of a case by a lexicon that has these changes. */
    Told tell(TriageFacts facts, List<String> categories, Lexicon words) {
        var hint = facts.hint().orElse(null);
        if (hint != null && categories.contains(hint)) {
            return new Told(hint, CategoryFinding.HINTED, "the channel hints at " + hint);
        }
        var ranked =
                words.rank((hint == null ? "" : hint + "\n") + facts.summary().revealOr(""));
        if (ranked.isEmpty()) {
            return new Told(
                    undecided,
                    new CategoryFinding(By.NOBODY_YET, lexicon, null, null, null),
                    "no word tells a category; a person judges");
        }
        var best = ranked.getFirst();
        var second = ranked.size() > 1 ? ranked.get(1) : null;
        var apart = second == null ? best.score() : best.score().subtract(second.score());
        if (best.score().compareTo(floor) < 0) {
            return new Told(
                    undecided,
                    finding(By.NOBODY_YET, best, second, apart),
                    "the words tell too little: " + said(best) + "; a person judges");
        }
        if (apart.compareTo(margin) < 0) {
            return new Told(
                    undecided,
                    finding(By.NOBODY_YET, best, second, apart),
                    "the words do not tell them apart: " + said(best) + ", " + said(second) + "; a person judges");
        }
        return new Told(
                best.category(),
                finding(By.WORDS, best, second, apart),
                "the words tell " + said(best) + (second == null ? "" : ", then " + said(second)));
    }

    private CategoryFinding finding(By by, Lexicon.Ranked best, Lexicon.@Nullable Ranked second, BigDecimal apart) {
        return new CategoryFinding(by, lexicon, best, second, apart);
    }

    private static String said(Lexicon.@Nullable Ranked ranked) {
        return ranked == null
                ? ""
                : ranked.category() + " " + ranked.score().toPlainString() + " (" + String.join(", ", ranked.words())
                        + ")";
    }
}
