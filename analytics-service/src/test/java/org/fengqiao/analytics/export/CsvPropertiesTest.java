package org.fengqiao.analytics.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.smallrye.mutiny.Multi;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.SpreadsheetCell;

/** Tables, whatever people have written. */
class CsvPropertiesTest {

    @Provide
    Arbitrary<List<List<String>>> tables() {
        var text = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(8),
                Arbitraries.strings().withChars("=+-@,;\"'\t\r\n ＝＋－＠友").ofMaxLength(8));
        return text.list().ofSize(2).list().ofMaxSize(450);
    }

    @Property(tries = 200)
    void whateverIsWrittenIsReadAsItWasAndIsNoFormula(@ForAll("tables") List<List<String>> rows) {
        var written = new Csv(false, null)
                .write(
                        List.of("a", "b"),
                        Multi.createFrom().iterable(rows).map(row -> List.<@Nullable Object>copyOf(row)))
                .map(buffer -> buffer.toString("UTF-8"))
                .collect()
                .with(Collectors.joining())
                .await()
                .atMost(Duration.ofSeconds(10));

        var read = CsvReader.builder().ofCsvRecord(written).stream()
                .skip(1)
                .map(CsvRecord::getFields)
                .toList();
        assertThat(read)
                .isEqualTo(rows.stream()
                        .map(row -> row.stream().map(SpreadsheetCell::of).toList())
                        .toList());
        assertThat(read.stream().flatMap(List::stream).filter(cell -> !cell.isEmpty()))
                .allSatisfy(cell -> assertThat("=+-@\t\r\n＝＋－＠").doesNotContain(cell.substring(0, 1)));
    }
}
