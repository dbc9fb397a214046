package org.fengqiao.caseload.log;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.jspecify.annotations.Nullable;

import org.fengqiao.local.UserError;

/** Rows of a CSV file (RFC 4180), of any delimiter and encoding, with or without a header. */
public final class CsvRows implements RawRows {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path path;
    private final CsvReader<CsvRecord> reader;
    private final java.util.Iterator<CsvRecord> records;
    private final List<String> columns;
    private @Nullable CsvRecord first;

    /**
     * Opens a file.
     *
     * @param given the names of the columns; null if the first row names them
     * @throws UserError if there is no such file, or its header cannot be read or names a column twice
     */
    public CsvRows(Path path, char delimiter, Charset encoding, @Nullable List<String> given) throws IOException {
        this.path = path;
        // What is no text in this encoding is replaced, and told with its line, so that the rest can be read.
        var text = new InputStreamReader(
                LogFile.open(path),
                encoding.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
        this.reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .ofCsvRecord(text);
        this.records = reader.iterator();
        this.first = first();
        if (first == null) {
            close();
            throw new UserError(path + " is empty.");
        }
        if (given == null) {
            this.columns = named(first.getFields());
            this.first = null;
        } else {
            this.columns = List.copyOf(given);
        }
    }

    private @Nullable CsvRecord first() throws IOException {
        try {
            return next();
        } catch (CsvParseException exception) {
            close();
            throw new UserError("%s, line 1 cannot be read: %s".formatted(path, innermost(exception)));
        }
    }

    private List<String> named(List<String> header) throws IOException {
        var names = new ArrayList<String>();
        var known = new HashSet<String>();
        for (var name : header) {
            var clean = withoutMark(name).strip();
            names.add(clean);
            if (!known.add(clean)) {
                close();
                throw new UserError("%s, line 1: the column %s is there twice.".formatted(path, clean));
            }
        }
        return List.copyOf(names);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public void forEach(Consumer<Raw> row, Consumer<LogFault> fault) throws IOException {
        try {
            for (var record = first == null ? next() : first; record != null; record = next()) {
                hand(record, row, fault);
            }
        } catch (CsvParseException exception) {
            // Where a quote is not closed, nobody knows where the next row begins.
            fault.accept(new LogFault(lineOf(exception), "the rest cannot be read: " + innermost(exception)));
        }
    }

    private static long lineOf(CsvParseException exception) {
        var found = java.util.regex.Pattern.compile("line (\\d+)").matcher(String.valueOf(exception.getMessage()));
        return found.find() ? Long.parseLong(found.group(1)) : 1;
    }

    private static String innermost(Throwable exception) {
        var cause = exception;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private void hand(CsvRecord record, Consumer<Raw> row, Consumer<LogFault> fault) {
        var line = record.getStartingLineNumber();
        var fields = record.getFields();
        if (fields.size() == 1 && withoutMark(fields.getFirst()).isBlank()) {
            return;
        }
        if (fields.size() != columns.size()) {
            fault.accept(new LogFault(
                    line, "%d fields where there are %d columns".formatted(fields.size(), columns.size())));
            return;
        }
        var values = new LinkedHashMap<String, String>();
        for (var index = 0; index < fields.size(); index++) {
            var value = withoutMark(fields.get(index)).strip();
            if (value.indexOf('\uFFFD') >= 0) {
                fault.accept(new LogFault(
                        line, "the column %s is no text in the encoding of the mapping".formatted(columns.get(index))));
                return;
            }
            if (!value.isEmpty()) {
                values.put(columns.get(index), value);
            }
        }
        row.accept(new Raw(line, values));
    }

    private static String withoutMark(String field) {
        return !field.isEmpty() && field.charAt(0) == BYTE_ORDER_MARK ? field.substring(1) : field;
    }

    private @Nullable CsvRecord next() throws IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException exception) {
            throw exception.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
