package org.fengqiao.analytics.export;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.SpreadsheetCell;

/**
 * Comma-separated values (RFC 4180, UTF-8) that are written piece by piece: never more than some rows are in memory.
 *
 * @param byteOrderMark whether they begin with one, by which some spreadsheets know that it is UTF-8
 * @param comment a first line that begins with {@code #}; null for none, as the RFC has it
 */
public record Csv(boolean byteOrderMark, @Nullable String comment) {

    /** The media type. */
    public static final String TYPE = "text/csv";

    private static final int AT_ONCE = 200;

    /**
     * Writes a line of names and a line for each row.
     *
     * @param rows as many cells as there are columns; null is an empty cell
     */
    public Multi<Buffer> write(List<String> columns, Multi<List<@Nullable Object>> rows) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(() -> Buffer.buffer(head() + lines(List.of(columns)))),
                        rows.group().intoLists().of(AT_ONCE).map(some -> Buffer.buffer(lines(some))));
    }

    private String head() {
        return (byteOrderMark ? "\uFEFF" : "") + (comment == null ? "" : "# " + comment + "\r\n");
    }

    private static String lines(List<? extends List<? extends @Nullable Object>> rows) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            rows.forEach(
                    row -> csv.writeRecord(row.stream().map(SpreadsheetCell::of).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return text.toString();
    }
}
