package org.fengqiao.analytics.bulletin;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.bulletin.BulletinRules.Against;
import org.fengqiao.analytics.bulletin.BulletinRules.Better;
import org.fengqiao.analytics.bulletin.BulletinRules.Rank;
import org.fengqiao.analytics.bulletin.BulletinRules.Section;
import org.fengqiao.analytics.bulletin.BulletinRules.TableRule;
import org.fengqiao.analytics.bulletin.Table.Line;
import org.fengqiao.analytics.metric.MetricRow;
import org.fengqiao.analytics.metric.Part;

/** Lines of tables: their order, their ranks, and what is held against their history. */
class TableTest {

    private static final Period MARCH = Period.named("2024-03").orElseThrow();

    private static MetricRow row(long numerator, long denominator, String... dimensions) {
        var named = new LinkedHashMap<String, String>();
        for (var i = 0; i < dimensions.length; i += 2) {
            named.put(dimensions[i], dimensions[i + 1]);
        }
        return new MetricRow(String.join(" | ", named.values()), named, numerator, denominator, null, null, null, null);
    }

    private static Table ranked(Better better, int least, List<MetricRow> rows) {
        return Table.of(
                new TableRule(Section.RANKS, "bounce-rate", List.of("unit"), null, new Rank(better, least), null),
                MARCH,
                rows,
                List.of());
    }

    private static TableRule risks(int leastMonths) {
        return new TableRule(
                Section.RISKS,
                "high-risk-rate",
                List.of("street", "category"),
                Part.NUMERATOR,
                null,
                new Against(12, leastMonths, 5, BigDecimal.TWO));
    }

    @Test
    void shares_rank_the_lines_and_equal_ones_have_the_same_rank() {
        var table = ranked(
                Better.HIGHER,
                5,
                List.of(
                        row(3, 6, "unit", "a"),
                        row(9, 10, "unit", "b"),
                        row(5, 10, "unit", "c"),
                        row(1, 5, "unit", "d")));

        assertThat(table.lines())
                .extracting(Line::key, Line::rank)
                .containsExactly(Tuple.tuple("b", 1), Tuple.tuple("a", 2), Tuple.tuple("c", 2), Tuple.tuple("d", 4));
    }

    @Test
    void whoever_has_too_few_to_tell_has_no_rank_but_stands_in_the_table() {
        var table = ranked(
                Better.LOWER, 5, List.of(row(0, 4, "unit", "a"), row(2, 5, "unit", "b"), row(0, 9, "unit", "unknown")));

        assertThat(table.lines())
                .extracting(Line::key, Line::rank)
                .containsExactly(Tuple.tuple("b", 1), Tuple.tuple("a", null), Tuple.tuple("unknown", null));
    }

    @Property(tries = 300)
    void every_line_stands_in_the_table_once_and_no_better_share_ranks_below_a_worse_one(
            @ForAll @Size(max = 12) List<@IntRange(max = 40) Integer> counts, @ForAll Better better) {
        var rows = IntStream.range(0, counts.size())
                .mapToObj(i -> row(counts.get(i) % 7, counts.get(i) % 7 + counts.get(i) / 7, "unit", "unit-" + i))
                .toList();

        var lines = ranked(better, 3, rows).lines();

        assertThat(lines)
                .extracting(Line::key)
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(MetricRow::key).toList());
        var told = lines.stream().collect(toMap(Line::key, Function.identity()));
        for (var one : told.values()) {
            assertThat(one.rank() == null).isEqualTo(one.denominator() < 3);
            if (one.rank() != null) {
                assertThat(one.rank())
                        .isEqualTo(1
                                + (int) told.values().stream()
                                        .filter(other -> other.rank() != null && isBetter(better, other, one))
                                        .count());
            }
        }
    }

    private static boolean isBetter(Better better, Line one, Line other) {
        var difference =
                (double) one.numerator() / one.denominator() - (double) other.numerator() / other.denominator();
        return Math.abs(difference) > 1e-9 && (difference > 0) == (better == Better.HIGHER);
    }

    @Test
    void a_street_with_more_than_its_own_history_explains_comes_first() {
        var rows = List.of(
                row(7, 30, "street", "S1", "category", "NEIGHBOUR"), row(9, 30, "street", "S2", "category", "LABOUR"));
        var before = new ArrayList<MetricRow>();
        for (var month : List.of("2023-12", "2024-01", "2024-02")) {
            before.add(row(2, 29, "street", "S1", "category", "NEIGHBOUR", "month", month));
            before.add(row(8, 30, "street", "S2", "category", "LABOUR", "month", month));
        }

        var lines = Table.of(risks(3), MARCH, rows, before).lines();

        assertThat(lines).extracting(Line::key).containsExactly("S1 | NEIGHBOUR", "S2 | LABOUR");
        var history = lines.getFirst().history();
        assertThat(history.months()).isEqualTo(3);
        assertThat(history.numerator())
                .isEqualTo(new Table.Usual(new BigDecimal("2.00"), new BigDecimal("4.83"), true));
        assertThat(history.denominator().raised()).isFalse();
        assertThat(lines.getLast().history().numerator().raised()).isFalse();
    }

    @Test
    void a_month_without_a_case_counts_in_the_history_and_one_before_the_first_case_does_not() {
        var before = List.of(
                row(0, 9, "street", "S1", "category", "LABOUR", "month", "2023-12"),
                row(6, 9, "street", "S1", "category", "NEIGHBOUR", "month", "2024-01"));

        var line = Table.of(risks(3), MARCH, List.of(row(7, 9, "street", "S1", "category", "NEIGHBOUR")), before)
                .lines()
                .getFirst();

        assertThat(line.history().months()).isEqualTo(3);
        assertThat(line.history().numerator().mean()).isEqualByComparingTo("2");
    }

    @Test
    void of_a_log_that_is_too_young_no_history_is_told() {
        var before = List.of(row(1, 9, "street", "S1", "category", "NEIGHBOUR", "month", "2024-02"));

        assertThat(Table.of(risks(2), MARCH, List.of(row(9, 9, "street", "S1", "category", "NEIGHBOUR")), before)
                        .lines()
                        .getFirst()
                        .history())
                .isNull();
    }

    @Test
    void a_table_without_ranks_begins_with_what_it_is_about() {
        var late = new TableRule(Section.LATE, "on-time-rate", List.of("unit"), Part.REMAINDER, null, null);

        assertThat(Table.of(
                                late,
                                MARCH,
                                List.of(
                                        row(9, 10, "unit", "a"),
                                        row(1, 4, "unit", "b"),
                                        row(2, 3, "unit", "c"),
                                        row(0, 1, "unit", "d")),
                                List.of())
                        .lines())
                .extracting(Line::key)
                .containsExactly("b", "a", "c", "d");
    }

    @Test
    void changes_between_editions_are_told_line_by_line() {
        var earlier = ranked(Better.HIGHER, 1, List.of(row(1, 2, "unit", "a"), row(1, 4, "unit", "b")));
        var later = ranked(Better.HIGHER, 1, List.of(row(1, 2, "unit", "a"), row(1, 1, "unit", "c")));

        var changes = Bulletin.changes(List.of(earlier), List.of(later));

        assertThat(changes)
                .extracting(Bulletin.Change::key, change -> change.was() == null, change -> change.is() == null)
                .containsExactly(
                        Tuple.tuple("c", true, false), Tuple.tuple("a", false, false), Tuple.tuple("b", false, true));
        assertThat(Bulletin.changes(List.of(later), List.of(later))).isEmpty();
    }

    @Test
    void a_table_that_cannot_be_told_is_no_rule() {
        for (var rule : Map.<String, Runnable>of(
                        "there is no number",
                        () -> new TableRule(Section.LATE, "no-rate", List.of(), Part.NUMERATOR, null, null),
                        "cannot be grouped by",
                        () -> new TableRule(Section.LATE, "bounce-rate", List.of("fault"), Part.NUMERATOR, null, null),
                        "has lines of its own already",
                        () -> new TableRule(Section.LATE, "lead-time", List.of(), Part.NUMERATOR, null, null),
                        "needs an order",
                        () -> new TableRule(Section.LATE, "bounce-rate", List.of("unit"), null, null, null))
                .entrySet()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(rule.getValue()::run)
                    .withMessageContaining(rule.getKey());
        }
    }
}
