package org.fengqiao.caseload.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.local.UserError;

class CsvRowsTest {

    @TempDir
    Path folder;

    private final List<RawRows.Raw> rows = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    @Test
    void quotesHoldDelimitersQuotesAndLineBreaksAndEachRowKnowsItsLine() throws Exception {
        read("case,what\nA1,\"said \"\"no\"\", and\nleft\"\nA2,paid\n", ',', UTF_8, null);

        assertThat(rows)
                .containsExactly(
                        new RawRows.Raw(2, Map.of("case", "A1", "what", "said \"no\", and\nleft")),
                        new RawRows.Raw(4, Map.of("case", "A2", "what", "paid")));
        assertThat(faults).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() throws Exception {
        read("\uFEFFcase;what\nA1;paid\n", ';', UTF_8, null);

        assertThat(rows).containsExactly(new RawRows.Raw(2, Map.of("case", "A1", "what", "paid")));
    }

    @Test
    void aLogInGbkIsReadAsSuch() throws Exception {
        read("编号,办理\n甲1,已缴纳\n", ',', Charset.forName("GBK"), null);

        assertThat(rows).containsExactly(new RawRows.Raw(2, Map.of("编号", "甲1", "办理", "已缴纳")));
    }

    @Test
    void whatIsNoTextInTheEncodingIsToldWithItsLineAndTheRestIsRead() throws Exception {
        var file = written("编号,办理\n甲1,已缴纳\nA2,paid\n".getBytes(Charset.forName("GBK")));
        try (var csv = new CsvRows(file, ',', UTF_8, List.of("case", "what"))) {
            csv.forEach(rows::add, fault -> faults.add(fault.toString()));
        }

        assertThat(faults).contains("line 2: the column case is no text in the encoding of the mapping");
        assertThat(rows).containsExactly(new RawRows.Raw(3, Map.of("case", "A2", "what", "paid")));
    }

    @Test
    void aRowWithTooManyOrTooFewFieldsIsToldAndTheRestIsRead() throws Exception {
        read("case,what\nA1\nA2,paid,twice\n\nA3,paid\n", ',', UTF_8, null);

        assertThat(faults)
                .containsExactly(
                        "line 2: 1 fields where there are 2 columns", "line 3: 3 fields where there are 2 columns");
        assertThat(rows).extracting(RawRows.Raw::line).containsExactly(5L);
    }

    @Test
    void emptyFieldsAreNoValues() throws Exception {
        read("case,what,who\nA1,,x\n", ',', UTF_8, null);

        assertThat(rows).containsExactly(new RawRows.Raw(2, Map.of("case", "A1", "who", "x")));
    }

    @Test
    void columnsAreNamedByTheMappingWhereTheFileHasNoHeader() throws Exception {
        read("A1|paid\n", '|', UTF_8, List.of("case", "what"));

        assertThat(rows).containsExactly(new RawRows.Raw(1, Map.of("case", "A1", "what", "paid")));
    }

    @Test
    void aPackedFileIsUnpackedWhateverItsName() throws Exception {
        var file = folder.resolve("log.csv");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("case\nA1\n".getBytes(UTF_8));
        }
        try (var csv = new CsvRows(file, ',', UTF_8, null)) {
            csv.forEach(rows::add, fault -> faults.add(fault.toString()));
        }

        assertThat(rows).containsExactly(new RawRows.Raw(2, Map.of("case", "A1")));
    }

    @Test
    void aColumnThatIsThereTwiceIsRefused() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> read("case,case\n", ',', UTF_8, null))
                .withMessageEndingWith("line 1: the column case is there twice.");
    }

    @Test
    void aMissingOrEmptyFileIsTold() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> new CsvRows(folder.resolve("nowhere.csv"), ',', UTF_8, null))
                .withMessageStartingWith("There is no readable file");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> read("", ',', UTF_8, null))
                .withMessageEndingWith("is empty.");
    }

    private void read(String text, char delimiter, Charset encoding, @Nullable List<String> columns)
            throws IOException {
        try (var csv = new CsvRows(written(text.getBytes(encoding)), delimiter, encoding, columns)) {
            csv.forEach(rows::add, fault -> faults.add(fault.toString()));
        }
    }

    private Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("log.csv"), bytes);
    }
}
