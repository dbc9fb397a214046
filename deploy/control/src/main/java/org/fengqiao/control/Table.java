package org.fengqiao.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

import org.fengqiao.kernel.value.SpreadsheetCell;

/**
 * Rows under named columns, printed for people, for programs or for spreadsheets. A cell is null, a number, a truth
 * value, a JSON node or anything else by its text. Not thread-safe.
 */
public final class Table {

    private static final String GAP = "  ";

    private final List<String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private Table(List<String> columns) {
        this.columns = columns;
    }

    /** Returns an empty table with these columns; their names are the keys in JSON. */
    public static Table of(String... columns) {
        return new Table(List.of(columns));
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column; null where there is nothing to say
     * @throws IllegalArgumentException if there are more or fewer than columns
     */
    public Table row(@Nullable Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "%d cells for %d columns %s".formatted(cells.length, columns.size(), columns));
        }
        rows.add(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(cells))));
        return this;
    }

    /** Returns the names of the columns. */
    public List<String> columns() {
        return columns;
    }

    /** Returns the rows, each with a cell for each column. */
    public List<List<@Nullable Object>> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** Prints the rows under their columns, aligned by what a terminal shows: Chinese characters are two wide. */
    void printAligned(PrintWriter out) {
        var lines = new ArrayList<List<String>>();
        lines.add(columns);
        rows.forEach(row -> lines.add(row.stream().map(Table::shown).toList()));
        var widths = IntStream.range(0, columns.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> width(line.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        var right = IntStream.range(0, columns.size())
                .mapToObj(column -> !rows.isEmpty()
                        && rows.stream().allMatch(row -> row.get(column) == null || row.get(column) instanceof Number))
                .toList();
        for (var line : lines) {
            out.println(IntStream.range(0, columns.size())
                    .mapToObj(column -> {
                        var padding = " ".repeat(widths[column] - width(line.get(column)));
                        return right.get(column) ? padding + line.get(column) : line.get(column) + padding;
                    })
                    .collect(Collectors.joining(GAP))
                    .stripTrailing());
        }
    }

    /** Prints an array with an object for each row. */
    void printJson(PrintWriter out, ObjectMapper json) throws IOException {
        var generator = json.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
        generator.writeStartArray();
        for (var row : rows) {
            generator.writeStartObject();
            for (var column = 0; column < columns.size(); column++) {
                var cell = row.get(column);
                generator.writeFieldName(columns.get(column));
                switch (cell) {
                    case null -> generator.writeNull();
                    case Number _, Boolean _ -> generator.writePOJO(cell);
                    case com.fasterxml.jackson.databind.JsonNode node -> generator.writeTree(node);
                    default -> generator.writeString(cell.toString());
                }
            }
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.close();
        out.println();
    }

    /** Prints comma-separated values (RFC 4180); a text that a spreadsheet would take for a formula gets a quote. */
    void printCsv(PrintWriter out) throws IOException {
        var csv = CsvWriter.builder().build(out);
        csv.writeRecord(columns);
        for (var row : rows) {
            csv.writeRecord(row.stream().map(SpreadsheetCell::of).toList());
        }
        csv.flush();
    }

    /** Returns the cell in one line. */
    private static String shown(@Nullable Object cell) {
        return switch (cell) {
            case null -> "–";
            case com.fasterxml.jackson.databind.JsonNode node when node.isTextual() -> oneLine(node.asText());
            default -> oneLine(cell.toString());
        };
    }

    /** Control characters would move the cursor or change the colour of the terminal. */
    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    }

    /** Returns how many columns of a terminal the text takes. */
    static int width(String text) {
        // Our texts are no mark-up: what looks like it is shown as it is.
        return Ansi.OFF.new Text(text.replace("@|", "||")).getCJKAdjustedLength();
    }
}
