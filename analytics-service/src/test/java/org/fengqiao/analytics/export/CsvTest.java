package org.fengqiao.analytics.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tables as spreadsheets and programs read them. */
class CsvTest {

    private static final List<String> COLUMNS = List.of("street", "numerator");

    private static String written(Csv csv, Multi<List<@Nullable Object>> rows) {
        return csv.write(COLUMNS, rows)
                .map(buffer -> buffer.toString("UTF-8"))
                .collect()
                .with(Collectors.joining())
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static Multi<List<@Nullable Object>> rows(@Nullable Object... cells) {
        return Multi.createFrom().item(Arrays.asList(cells));
    }

    @Test
    void aTableIsALineOfNamesAndALineForEachRow() {
        assertThat(written(new Csv(false, null), rows("友谊, \"北\"", 3L)))
                .isEqualTo("street,numerator\r\n\"友谊, \"\"北\"\"\",3\r\n");
        assertThat(written(new Csv(false, null), rows(null, -1L))).isEqualTo("street,numerator\r\n,-1\r\n");
    }

    @Test
    void aSpreadsheetComputesNothingOfIt() {
        assertThat(written(new Csv(false, null), rows("=HYPERLINK(1)", 0L))).endsWith("'=HYPERLINK(1),0\r\n");
    }

    @Test
    void whoeverAsksGetsAByteOrderMarkAndALineThatSaysWhatItIs() {
        assertThat(written(
                        new Csv(true, "closure-rate formula=1"),
                        Multi.createFrom().empty()))
                .isEqualTo("\uFEFF# closure-rate formula=1\r\nstreet,numerator\r\n");
    }

    @Test
    void rowsAreReadSomeAtATimeInTheirOrderUntilFewerCome() {
        var calls = new AtomicInteger();
        var read = Batches.<Integer, Integer>read(
                        0,
                        3,
                        after -> {
                            calls.incrementAndGet();
                            return Uni.createFrom()
                                    .item(IntStream.rangeClosed(after + 1, Math.min(after + 3, 7))
                                            .boxed()
                                            .toList());
                        },
                        last -> last)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(read).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(calls).hasValue(3);
    }
}
