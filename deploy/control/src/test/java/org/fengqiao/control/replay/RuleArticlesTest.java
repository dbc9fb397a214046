package org.fengqiao.control.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.local.Service;

/** Articles behind what events name, beside those of their deadlines. */
class RuleArticlesTest {

    private static final RuleArticles ARTICLES = RuleArticles.shipped();

    @Test
    void aGroundHasTheArticleOfTheVersionThatTheEventNames() {
        assertThat(ARTICLES.find(Service.INTAKE, "FINAL_AFTER_SECOND_REVIEW", "2022-05"))
                .map(RuleArticles.Line::article)
                .hasValue("信访工作条例 第三十六条");
        assertThat(ARTICLES.find(Service.INTAKE, "FINAL_AFTER_SECOND_REVIEW", "2026-11"))
                .map(RuleArticles.Line::article)
                .hasValue("信访工作条例 第三十六条第三款");
        assertThat(ARTICLES.find(Service.INTAKE, "FINAL_AFTER_SECOND_REVIEW", "1999-01"))
                .isEmpty();
    }

    /** The kinds of what is urgent stand under the one article that all of them are reported by. */
    @Test
    void aLineWithoutAnArticleOfItsOwnHasTheOneThatItStandsUnder() {
        assertThat(ARTICLES.find(Service.INTAKE, "WEAPON", null))
                .map(RuleArticles.Line::cited)
                .hasValue("信访工作条例 第二十五条");
    }

    @Test
    void aSourceThatNobodyCheckedSaysSo() {
        assertThat(ARTICLES.find(Service.ROUTING, "ruling-appealed", null))
                .map(RuleArticles.Line::cited)
                .hasValue("民事诉讼法 (2023) art. 171 (not verified)");
        assertThat(ARTICLES.all()).hasSizeGreaterThan(20);
    }

    /** A notice is issued because a rule of the legal clock was broken: its step cites that rule's article. */
    @Test
    void aStepThatNamesARuleOfTheClockCitesItsArticle() throws IOException {
        assertThat(why("police-to-petition", "supervision-notice-issued.v1"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("law: ")
                        .contains("(rule petition-notice, version 1)")
                        .contains("信访工作条例"));
        assertThat(why("hotline-consulted-with-duty", "consultation-convened.v1"))
                .anySatisfy(line -> assertThat(line).startsWith("law: ").contains("(rule consultation, version 1)"));
    }

    private static List<String> why(String history, String type) throws IOException {
        var file = new HistoryFile(Path.of("src/test/resources/histories").resolve(history + ".jsonl"));
        var read = file.read(file.cases().iterator().next(), EnumSet.allOf(Service.class));
        return Replay.of(read, Folds.shipped(), false).stream()
                .filter(step -> step.event().shortType().equals(type))
                .flatMap(step -> step.why().stream())
                .toList();
    }
}
