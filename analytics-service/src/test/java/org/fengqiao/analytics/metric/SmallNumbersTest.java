package org.fengqiao.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.metric.SmallNumbers.Row;

/** Tables that tell of many and of nobody. */
class SmallNumbersTest {

    private static final SmallNumbers FIVE = new SmallNumbers(5);

    private static MetricRow row(String street, int numerator, int denominator) {
        return MetricRow.of(Map.of(Dimension.STREET, street), numerator, denominator);
    }

    private static List<String> maskedOf(MetricRow... rows) {
        return FIVE.mask(List.of(rows)).stream()
                .filter(Row::masked)
                .map(Row::key)
                .toList();
    }

    @Test
    void a_table_of_many_is_told_as_it_is() {
        assertThat(FIVE.mask(List.of(row("a", 7, 12))).getFirst())
                .isEqualTo(new Row("a", Map.of("street", "a"), false, 7L, 12L, new BigDecimal("0.5833"), "58.33%"));
    }

    @Test
    void a_row_of_few_has_no_numbers_and_the_total_does_not_give_it_away() {
        var rows = FIVE.mask(List.of(row("a", 10, 20), row("b", 2, 3), row("c", 6, 12)));

        assertThat(rows).filteredOn(Row::masked).extracting(Row::key).containsExactly("b", "c");
        assertThat(rows.get(1)).isEqualTo(new Row("b", Map.of("street", "b"), true, null, null, null, null));
    }

    @Test
    void few_beside_the_numerator_are_few_too() {
        assertThat(maskedOf(row("a", 18, 20), row("b", 20, 40), row("c", 30, 60)))
                .containsExactly("a", "b");
    }

    @Test
    void none_is_no_secret() {
        assertThat(maskedOf(row("a", 0, 0), row("b", 0, 20), row("c", 20, 20))).isEmpty();
    }

    @Test
    void several_rows_of_few_are_enough_if_they_are_many_together() {
        assertThat(maskedOf(row("a", 3, 6), row("b", 3, 6), row("c", 20, 40))).containsExactly("a", "b");
        assertThat(maskedOf(row("a", 1, 2), row("b", 1, 2), row("c", 20, 40))).containsExactly("a", "b", "c");
    }

    @Property
    void nobody_is_told_of_and_nobody_can_be_reckoned(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 12) Integer> hits,
            @ForAll @Size(min = 8, max = 8) List<@IntRange(max = 12) Integer> others,
            @ForAll @IntRange(min = 2, max = 9) int least) {
        var rows = IntStream.range(0, hits.size())
                .mapToObj(at -> row("s" + at, hits.get(at), hits.get(at) + others.get(at)))
                .toList();

        var told = new SmallNumbers(least).mask(rows);

        var masked = IntStream.range(0, rows.size())
                .filter(at -> told.get(at).masked())
                .mapToObj(rows::get)
                .toList();
        var numerators = masked.stream().mapToLong(MetricRow::numerator).sum();
        var remainders = masked.stream()
                .mapToLong(row -> row.denominator() - row.numerator())
                .sum();
        var everybody = rows.stream().filter(row -> row.denominator() > 0).toList();
        assertThat(told)
                .extracting(Row::key)
                .containsExactlyElementsOf(rows.stream().map(MetricRow::key).toList());
        assertThat(told).filteredOn(row -> !row.masked()).allSatisfy(row -> {
            assertThat(row.numerator()).matches(count -> isNoneOrMany(count, least));
            assertThat(row.denominator() - row.numerator()).matches(count -> isNoneOrMany(count, least));
        });
        if (!masked.containsAll(everybody)) {
            assertThat(masked).hasSizeBetween(masked.isEmpty() ? 0 : 2, rows.size());
            assertThat(numerators).matches(count -> isNoneOrMany(count, least));
            assertThat(remainders).matches(count -> isNoneOrMany(count, least));
        }
    }

    private static boolean isNoneOrMany(long count, int least) {
        return count == 0 || count >= least;
    }

    @Test
    void rules_by_which_something_could_be_reckoned_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FigureRules(1, List.of("street")));
        assertThatIllegalArgumentException().isThrownBy(() -> new FigureRules(5, List.of("street", "grid")));
        assertThatIllegalArgumentException().isThrownBy(() -> new FigureRules(5, List.of("channel", "layer")));
        assertThatIllegalArgumentException().isThrownBy(() -> new FigureRules(5, List.of("day")));
        assertThatIllegalArgumentException().isThrownBy(() -> new FigureRules(5, List.of("house")));
    }
}
