package org.fengqiao.analytics.bulletin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.bulletin.Bulletin.Change;
import org.fengqiao.analytics.bulletin.Bulletin.Correction;
import org.fengqiao.analytics.bulletin.Bulletin.CorrectionCause;
import org.fengqiao.analytics.bulletin.BulletinPaper.Language;
import org.fengqiao.analytics.bulletin.BulletinRules.Better;
import org.fengqiao.analytics.bulletin.BulletinRules.Section;
import org.fengqiao.analytics.bulletin.Table.History;
import org.fengqiao.analytics.bulletin.Table.Line;
import org.fengqiao.analytics.bulletin.Table.Usual;
import org.fengqiao.analytics.projection.KnownUpTo;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.printing.Printer;
import org.fengqiao.kernel.value.Bilingual;

/** Bulletins as they lie on a table. */
class BulletinPaperTest {

    private static final BulletinPaper PAPER = new BulletinPaper();
    private static final Instant NOON = Instant.parse("2024-04-02T04:00:00Z");
    private static final String DIGEST = "b".repeat(64);

    private static final Line RAISED = new Line(
            "友谊大街街道 | NEIGHBOUR",
            Map.of("street", "友谊大街街道"),
            7,
            9,
            "77.78",
            null,
            null,
            null,
            new History(
                    3,
                    new Usual(new BigDecimal("2.00"), new BigDecimal("4.83"), true),
                    new Usual(new BigDecimal("5.00"), new BigDecimal("9.47"), false)));

    private static final Line RANKED =
            new Line("unknown", Map.of("unit", "unknown"), 1, 4, "25.00", 90_000L, 7_500L, 2, null);

    private static Table table(Section section, List<String> groupBy, @Nullable Better better, Line... lines) {
        return new Table(
                section, "closure-rate", new Bilingual("办结率", "Closure rate"), 1, groupBy, better, List.of(lines));
    }

    private static String page(@Nullable Correction corrects, Language language, Table... tables) {
        return PAPER.page(
                new Bulletin(
                        UUID.fromString("c0000000-0000-0000-0000-000000000001"),
                        Period.Kind.MONTHLY_JUDGEMENT,
                        new Bilingual("月研判", "Monthly judgement"),
                        "昆都仑区",
                        "2024-03",
                        LocalDate.of(2024, 3, 1),
                        LocalDate.of(2024, 3, 31),
                        2,
                        new Actor("analyst-1", null, "analyst", null),
                        NOON,
                        "2022-05",
                        new KnownUpTo(NOON, List.of(), 0, 0),
                        corrects,
                        List.of(tables),
                        "a".repeat(64)),
                DIGEST,
                language);
    }

    private static String text(String page) throws IOException {
        try (var document = Loader.loadPDF(new Printer().print(page, NOON))) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    @Test
    void aBulletinSaysWhatItTellsOfWhichEditionItIsAndByWhatItIsChecked() throws IOException {
        assertThat(text(page(null, Language.ZH, table(Section.RISKS, List.of("street"), null, RAISED))))
                .contains("昆都仑区月研判2024-03")
                .contains("第2版，2024-03-01至2024-03-31，签发于2024-04-0212:00")
                .contains("风险办结率街道分子分母值月均友谊大街街道7977.782.00偏高")
                .contains("本版内容的SHA-256：" + DIGEST)
                .contains("所计案件的SHA-256：" + "a".repeat(64));
    }

    @Test
    void ranksAndTimesHaveTheirColumnsWhereALineHasThem() throws IOException {
        assertThat(text(page(null, Language.ZH, table(Section.RANKS, List.of("unit"), Better.HIGHER, RANKED))))
                .contains("名次单位分子分母值中位数九成以内2未知1425.001天1小时2小时5分");
    }

    @Test
    void anotherLanguageTellsTheSameInItsWords() throws IOException {
        assertThat(text(page(null, Language.EN, table(Section.RANKS, List.of("unit"), Better.HIGHER, RANKED))))
                .contains("Monthlyjudgement")
                .contains("RankunitNumeratorDenominatorValueMedian90thpercentile2unknown1425.001d1h2h5min");
    }

    @Test
    void aCorrectionNamesTheCauseAndEachLineThatIsAnother() throws IOException {
        var changes = List.of(new Change("closure-rate", RANKED.key(), null, RANKED));
        var correction = new Correction(1, DIGEST, CorrectionCause.MORE_IS_KNOWN, changes);
        assertThat(text(page(correction, Language.ZH, table(Section.RANKS, List.of("unit"), null, RANKED))))
                .contains("更正第1版（掌握了更多情况）指标行原为现为办结率未知–1/4");
    }

    @Test
    void aTableWithoutLinesSaysSo() throws IOException {
        assertThat(text(page(null, Language.ZH, table(Section.LATE, List.of("unit"), null))))
                .contains("超期与滞留办结率本期没有。");
    }
}
