package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.routing.model.CategoryFinding.By;
import org.fengqiao.routing.model.Lexicon.CategoryWords;
import org.fengqiao.routing.model.Lexicon.Change;
import org.fengqiao.routing.model.Lexicon.Ranked;
import org.fengqiao.routing.model.Lexicon.Weighted;
import org.fengqiao.routing.model.Lexicon.Words;

/** Words that tell what a dispute is about. */
class LexiconTest {

    static final List<String> CATEGORIES = List.of("LABOUR", "CONTRACT_DEBT", "OTHER");
    static final Words SMALL = new Words(
            "small",
            List.of(
                    new CategoryWords("LABOUR", List.of(weighted("6", "劳动合同"), weighted("2", "老板")), List.of()),
                    new CategoryWords(
                            "CONTRACT_DEBT",
                            List.of(weighted("4", "合同", "欠条"), weighted("1.5", "钱")),
                            List.of(weighted("3", "工资")))));

    record Examples(Map<String, List<String>> examples) {}

    static Weighted weighted(String weight, String... words) {
        return new Weighted(new BigDecimal(weight), List.of(words));
    }

    static Ranked ranked(String category, String score, String... words) {
        return new Ranked(category, new BigDecimal(score), List.of(words));
    }

    static List<Ranked> rank(String text) {
        return Lexicon.of(SMALL, CATEGORIES).rank(text);
    }

    @Test
    void aCategoryIsAsLikelyAsItsWordsWeighTogether() {
        assertThat(rank("老板打了欠条,钱一直不给"))
                .containsExactly(ranked("CONTRACT_DEBT", "5.50", "欠条", "钱"), ranked("LABOUR", "2.00", "老板"));
    }

    @Test
    void aWordWithinALongerOneDoesNotCount() {
        assertThat(rank("没签劳动合同")).containsExactly(ranked("LABOUR", "6.00", "劳动合同"));
    }

    @Test
    void aWordCountsOnceHoweverOftenItIsSaid() {
        assertThat(rank("钱钱钱")).containsExactly(ranked("CONTRACT_DEBT", "1.50", "钱"));
    }

    @Test
    void whatSpeaksAgainstACategoryIsTakenAway() {
        assertThat(rank("欠条上写的是工资")).containsExactly(ranked("CONTRACT_DEBT", "1.00", "欠条"));
        assertThat(rank("钱是工资")).isEmpty();
    }

    @Test
    void aTableMayWeighSomeWordsOtherwise() {
        var changed = Lexicon.of(SMALL, CATEGORIES)
                .with(List.of(
                        new Change("LABOUR", new BigDecimal("9"), List.of("欠条")),
                        new Change("CONTRACT_DEBT", BigDecimal.ZERO, List.of("欠条")),
                        new Change("CONTRACT_DEBT", new BigDecimal("-1"), List.of("老板"))));
        assertThat(changed.rank("老板打了欠条,有合同"))
                .containsExactly(ranked("LABOUR", "11.00", "老板", "欠条"), ranked("CONTRACT_DEBT", "3.00", "合同"));
    }

    static Classification.Told tell(String floor, String margin, String text) {
        return new Classification("small", new BigDecimal(floor), new BigDecimal(margin), "OTHER", List.of())
                .tell(
                        new TriageFacts("GRID", null, TriageTableTest.words(text), null, null, Histories.BROUGHT),
                        CATEGORIES,
                        Lexicon.of(SMALL, CATEGORIES));
    }

    @Test
    void belowTheMarginAPersonDecidesAndTheTwoBestAreNamed() {
        var told = tell("2", "3", "老板欠钱,打了欠条");
        assertThat(told.category()).isEqualTo("CONTRACT_DEBT");
        assertThat(tell("2", "4", "老板欠钱,打了欠条").finding())
                .isEqualTo(new CategoryFinding(
                        By.NOBODY_YET,
                        "small",
                        ranked("CONTRACT_DEBT", "5.50", "钱", "欠条"),
                        ranked("LABOUR", "2.00", "老板"),
                        new BigDecimal("3.50")));
        assertThat(tell("2", "4", "老板欠钱,打了欠条").category()).isEqualTo("OTHER");
    }

    @Test
    void belowTheFloorAPersonDecidesToo() {
        assertThat(tell("2", "0", "钱").finding().isOpen()).isTrue();
        assertThat(tell("1.5", "0", "钱").category()).isEqualTo("CONTRACT_DEBT");
        assertThat(tell("2", "0", "说不清").finding().best()).isNull();
    }

    @Test
    void whatIsWrongWithALexiconIsNamed() {
        assertThatThrownBy(() -> Lexicon.of(
                        new Words(
                                "faulty",
                                List.of(new CategoryWords(
                                        "GHOSTS", List.of(weighted("-1", "鬼"), weighted("2", "鬼", " ")), List.of()))),
                        CATEGORIES))
                .hasMessageContainingAll(
                        "unknown category GHOSTS",
                        "GHOSTS: a negative weight",
                        "GHOSTS: 鬼 is given twice",
                        "GHOSTS: a blank word");
        assertThatThrownBy(() -> TriageBook.of(TriageTableTest.PUBLISHED, List.of(SMALL)))
                .hasMessageContaining("2022-05: unknown lexicon 2022-05");
    }

    /**
     * What people say at the window. These were written down with the lexicon, so that this guards what it can do; how
     * it does on what nobody has seen is for {@code deploy/triage-accuracy} to say.
     */
    @Test
    void theLexiconInForceTellsNearlyAllOfWhatPeopleSayAtTheWindow() {
        var wrong = new ArrayList<String>();
        var count = 0;
        var book = Histories.BOOK;
        var table = book.tables().getLast();
        for (var category : DataFile.read("category-examples.yaml", Examples.class)
                .examples()
                .entrySet()) {
            for (var said : category.getValue()) {
                count++;
                var judged = book.judge(
                        table,
                        new TriageFacts("WINDOW", null, TriageTableTest.words(said), null, null, Histories.BROUGHT));
                if (!judged.category().equals(category.getKey())) {
                    wrong.add(category.getKey() + " → " + judged.category() + ": " + said);
                }
            }
        }
        assertThat(count).isGreaterThan(290);
        assertThat(wrong).hasSizeLessThanOrEqualTo(count * 5 / 100);
    }
}
