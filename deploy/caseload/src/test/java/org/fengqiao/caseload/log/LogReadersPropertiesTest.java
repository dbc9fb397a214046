package org.fengqiao.caseload.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

import org.fengqiao.local.UserError;

class LogReadersPropertiesTest {

    private final List<RawRows.Raw> rows = new ArrayList<>();
    private final List<LogFault> faults = new ArrayList<>();

    @Property(tries = 300)
    void whateverACsvFileHoldsIsRowsOrFaultsWithLines(@ForAll("bytes") byte[] bytes) throws IOException {
        read(bytes, path -> new CsvRows(path, ',', UTF_8, null));

        var lines = new String(bytes, UTF_8).split("\r\n|\r|\n", -1).length;
        assertThat(rows).allSatisfy(row -> assertThat(row.line()).isBetween(1L, (long) lines));
        assertThat(faults).allSatisfy(fault -> assertThat(fault.line()).isBetween(1L, (long) lines + 1));
    }

    @Property(tries = 300)
    void whateverAnXesFileHoldsIsRowsOrFaultsWithLines(@ForAll("bytes") byte[] bytes) throws IOException {
        read(bytes, XesRows::new);

        assertThat(faults).allSatisfy(fault -> assertThat(fault.line()).isPositive());
    }

    @Property(tries = 200)
    void whatIsWrittenAsCsvIsReadAsItWas(
            @ForAll @Size(min = 1, max = 8) List<@Size(min = 2, max = 2) List<@From("fields") String>> written)
            throws IOException {
        var text = "a,b\n"
                + written.stream()
                        .map(row -> row.stream()
                                .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                                .collect(Collectors.joining(",")))
                        .collect(Collectors.joining("\n"));
        read(text.getBytes(UTF_8), path -> new CsvRows(path, ',', UTF_8, null));

        assertThat(faults).isEmpty();
        assertThat(rows)
                .extracting(row ->
                        List.of(row.values().getOrDefault("a", ""), row.values().getOrDefault("b", "")))
                .containsExactlyElementsOf(written);
    }

    @Property(tries = 300)
    void whateverIsWrittenAsATimeIsOneOrNone(@ForAll String written) {
        var times = new LogTimes(
                List.of("yyyy-MM-dd HH:mm", "d.M.yyyy", "ISO"), ZoneId.of("Asia/Shanghai"), Period.ofYears(16));

        assertThat(times.read(written)).isNotNull();
    }

    private interface Opening {
        RawRows open(Path path) throws IOException;
    }

    private void read(byte[] bytes, Opening opening) throws IOException {
        rows.clear();
        faults.clear();
        var file = Files.createTempFile("log", "");
        try {
            Files.write(file, bytes);
            try (var opened = opening.open(file)) {
                opened.forEach(rows::add, faults::add);
            } catch (UserError told) {
                assertThat(told.getMessage()).isNotBlank();
            }
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        var pieces = List.of(
                "a,b\n",
                "1,2\n",
                "\"",
                "\"\"",
                ",",
                "\r\n",
                "\r",
                "\n",
                "\uFEFF",
                "编号",
                "\u0000",
                "<log>",
                "<trace>",
                "<event>",
                "</event>",
                "</trace>",
                "</log>",
                "<string key='a' value='b'/>",
                "<!--",
                "&x;",
                "<?xml version='1.0'?>");
        return Arbitraries.integers()
                .between(-1, pieces.size() - 1)
                .list()
                .ofMaxSize(25)
                .map(chosen -> join(chosen.stream()
                        .map(index -> index < 0
                                ? new byte[] {(byte) 0xff}
                                : pieces.get(index).getBytes(UTF_8))
                        .toList()));
    }

    private static byte[] join(List<byte[]> pieces) {
        var all = new java.io.ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** Fields without blanks around them, which no reader keeps. */
    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.strings()
                .withChars("ab1,;\"'编号\n|")
                .ofMinLength(1)
                .ofMaxLength(8)
                .map(text -> "x" + text + "x");
    }
}
