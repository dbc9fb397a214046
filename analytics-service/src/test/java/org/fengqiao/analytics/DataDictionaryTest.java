package org.fengqiao.analytics;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.fact.FactTable;
import org.fengqiao.analytics.inbound.LogReader;
import org.fengqiao.analytics.metric.Counting;
import org.fengqiao.analytics.metric.Dimension;
import org.fengqiao.analytics.metric.Evidence;
import org.fengqiao.analytics.metric.Metric;
import org.fengqiao.analytics.metric.MetricRow;
import org.fengqiao.analytics.metric.Metrics;
import org.fengqiao.analytics.model.MilestoneKind;
import org.fengqiao.kernel.testing.Approved;
import org.fengqiao.kernel.value.Bilingual;

/** The dictionary of what analytics hands out, written from the code. */
class DataDictionaryTest {

    private final StringBuilder page = new StringBuilder();

    @Test
    void theDictionaryInTheDocumentationIsWhatTheCodeSays() {
        page.append("# 数据字典 · Data dictionary\n\n")
                .append("Written by the build from the code of analytics. Numbers are explained in")
                .append(" [metrics.md](metrics.md); files and SQL in [analysts.md](analysts.md).\n\n");
        numbers();
        dimensions();
        tables();
        milestones();
        events();
        Approved.document(Path.of("../docs/data-dictionary.md"), page.toString().stripTrailing() + "\n");
    }

    @Test
    void everyMilestoneIsCountedByANumberOrAStepOfAWay() {
        assertThat(MilestoneKind.values())
                .allSatisfy(kind -> assertThat(Metrics.ALL.stream().flatMap(metric -> kinds(metric).stream()))
                        .as(kind.name())
                        .contains(kind));
    }

    private void numbers() {
        section("指标 · Numbers");
        page.append("As JSON or CSV: the columns of the dimensions asked for, then ")
                .append(code(MetricRow.COUNTS))
                .append(". The cases behind a number: ")
                .append(code(Evidence.COLUMNS))
                .append(".\n\n");
        head("name", "名称", "title", "version", "分子 / 分母", "numerator / denominator", "归期", "dated by", "dimensions");
        for (var metric : Metrics.ALL) {
            row(
                    code(metric.name()),
                    metric.title().zh(),
                    metric.title().en(),
                    String.valueOf(metric.formulaVersion()),
                    metric.numerator().zh() + " / " + metric.denominator().zh(),
                    metric.numerator().en() + " / " + metric.denominator().en(),
                    metric.cohortDate().zh(),
                    metric.cohortDate().en(),
                    dimensionsOf(metric));
        }
    }

    private static String dimensionsOf(Metric metric) {
        return Stream.concat(Stream.ofNullable(metric.rowDimension()), metric.groupBy().stream())
                .filter(dimension -> !dimension.isPeriod())
                .map(Dimension::parameter)
                .collect(joining(", "));
    }

    private void dimensions() {
        section("维度 · Dimensions");
        page.append("Periods group only, the others also filter.\n\n");
        head("name", "名称", "title", "codes");
        var codes = words("codes");
        for (var dimension : Dimension.values()) {
            row(
                    code(dimension.parameter()),
                    dimension.title().zh(),
                    dimension.title().en(),
                    codes.path(dimension.parameter()).properties().stream()
                            .map(entry -> code(entry.getKey()) + " " + told(entry.getValue()))
                            .collect(joining("<br>")));
        }
    }

    private void tables() {
        section("事实表 · Tables of facts");
        page.append("The same columns in CSV, Parquet and SQL (schema ")
                .append(code("analysis"))
                .append(").\n\n");
        for (var table : FactTable.values()) {
            page.append("### ")
                    .append(table.parameter())
                    .append("\n\n")
                    .append(both(table.title()))
                    .append("\n\n");
            head("column", "type", "含义", "meaning");
            for (var column : table.columns()) {
                row(
                        code(column.name()),
                        column.type().sql(),
                        table.meaning(column).zh(),
                        table.meaning(column).en());
            }
        }
    }

    private void milestones() {
        section("计数事项 · Milestones");
        page.append("The values of ")
                .append(code("kind"))
                .append(" of milestones, and the numbers that count them.\n\n");
        head("kind", "numbers");
        for (var kind : MilestoneKind.values()) {
            row(
                    code(kind.name()),
                    Metrics.ALL.stream()
                            .filter(metric -> kinds(metric).contains(kind))
                            .map(Metric::name)
                            .collect(joining(", ")));
        }
    }

    private static Collection<MilestoneKind> kinds(Metric metric) {
        return switch (metric.counting()) {
            case Counting.WithValue(var counted, var _) -> List.of(counted);
            case Counting.FromChannels(var counted, var _) -> List.of(counted);
            case Counting.ThatReached(var counted, var reached, var _) -> List.of(counted, reached);
            case Counting.EndedBy(var counted, var end) -> List.of(counted, end);
            case Counting.ThatFellDue(var counted, var fulfilled) -> List.of(counted, fulfilled);
            case Counting.MetInTime(var met, var missed, var _) -> List.of(met, missed);
            case Counting.SharedOut(var counted, var _, var _) -> List.of(counted);
            case Counting.TimeTo(var counted, var stages) ->
                Stream.concat(Stream.of(counted), stages.stream()).toList();
        };
    }

    private void events() {
        section("计入的事件 · Events that count");
        page.append("Every other event is part of the histories, and moves no number.\n\n");
        head("type", "名称", "title");
        var names = words("events").path("names");
        for (var type : LogReader.measured().stream().sorted().toList()) {
            var name = names.path(type.replaceFirst("^fengqiao\\.\\w+\\.", "").replaceFirst("\\.v\\d+$", ""));
            row(code(type), name.path(0).asText("–"), name.path(1).asText("–"));
        }
    }

    // ---- Markdown

    private void section(String title) {
        page.append(page.toString().endsWith("\n\n") ? "" : "\n")
                .append("## ")
                .append(title)
                .append("\n\n");
    }

    private void head(String... names) {
        row(names);
        page.append("|---".repeat(names.length)).append("|\n");
    }

    private void row(String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String code(List<String> texts) {
        return texts.stream().map(DataDictionaryTest::code).collect(joining(", "));
    }

    private static String both(Bilingual text) {
        return text.zh() + "。" + text.en() + ".";
    }

    private static String told(JsonNode words) {
        return words.path(0).asText() + " " + words.path(1).asText();
    }

    /** Returns the words that the pages have for codes and events. */
    private static JsonNode words(String file) {
        try (var content = DataDictionaryTest.class
                .getClassLoader()
                .getResourceAsStream("web/app/frame/words/" + file + ".json")) {
            return new ObjectMapper().readTree(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
