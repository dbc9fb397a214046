package org.fengqiao.analytics.fact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.fact.FactTable.Column;
import org.fengqiao.analytics.fact.FactTable.Type;

/**
 * Apache Parquet, written piece by piece: never more than the rows of a group are in memory. It is the plain part of
 * the format, which every reader knows: flat columns that may be empty, one page a column and group, plain values,
 * gzip. Identifiers are texts.
 */
public final class Parquet {

    /** The media type. */
    public static final String TYPE = "application/vnd.apache.parquet";

    /** The number of rows of a group. */
    static final int ROWS_OF_A_GROUP = 10_000;

    private static final byte[] MAGIC = "PAR1".getBytes(UTF_8);

    // Constants of the format, by the names that it gives them.
    private static final int BOOLEAN = 0;
    private static final int INT64 = 2;
    private static final int BYTE_ARRAY = 6;
    private static final int OPTIONAL = 1;
    private static final int UTF8 = 0;
    private static final int TIMESTAMP_MICROS = 10;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int GZIP = 2;
    private static final int DATA_PAGE = 0;

    private final List<Column> columns;
    private final Map<String, String> told;

    /**
     * A file of these columns.
     *
     * @param told what the file says of itself, by key
     */
    public Parquet(List<Column> columns, Map<String, String> told) {
        this.columns = List.copyOf(columns);
        this.told = Map.copyOf(told);
    }

    /** Writes the file. */
    public Multi<Buffer> write(Multi<List<@Nullable Object>> rows) {
        return Multi.createFrom().deferred(() -> {
            var file = new File();
            return Multi.createBy()
                    .concatenating()
                    .streams(
                            Multi.createFrom().item(Buffer.buffer(MAGIC)),
                            rows.group().intoLists().of(ROWS_OF_A_GROUP).map(group -> Buffer.buffer(file.add(group))),
                            Multi.createFrom().item(() -> Buffer.buffer(file.end())));
        });
    }

    /** A file that is being written: what its end has to say of the groups before. */
    private final class File {

        private final List<CompactStruct> groups = new ArrayList<>();
        private long offset = MAGIC.length;
        private long count;

        byte[] add(List<List<@Nullable Object>> rows) {
            var bytes = new ByteArrayOutputStream();
            var chunks = new ArrayList<CompactStruct>();
            var ofGroup = 0L;
            for (var at = 0; at < columns.size(); at++) {
                var page = page(columns.get(at).type(), column(rows, at));
                chunks.add(chunk(columns.get(at), page, rows.size(), offset + bytes.size()));
                bytes.writeBytes(page.head());
                bytes.writeBytes(page.body());
                ofGroup += page.uncompressed();
            }
            groups.add(new CompactStruct().structs(1, chunks).i64(2, ofGroup).i64(3, rows.size()));
            offset += bytes.size();
            count += rows.size();
            return bytes.toByteArray();
        }

        byte[] end() {
            var schema = new ArrayList<CompactStruct>();
            schema.add(new CompactStruct().text(4, "schema").i32(5, columns.size()));
            columns.forEach(column -> schema.add(element(column)));
            var metadata = new CompactStruct()
                    .i32(1, 1)
                    .structs(2, schema)
                    .i64(3, count)
                    .structs(4, groups)
                    .structs(
                            5,
                            told.entrySet().stream()
                                    .map(entry -> new CompactStruct()
                                            .text(1, entry.getKey())
                                            .text(2, entry.getValue()))
                                    .toList())
                    .text(6, "fengqiao")
                    .toBytes();
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(metadata);
            bytes.writeBytes(littleEndian(4).putInt(metadata.length).array());
            bytes.writeBytes(MAGIC);
            return bytes.toByteArray();
        }
    }

    private static List<@Nullable Object> column(List<List<@Nullable Object>> rows, int at) {
        var cells = new ArrayList<@Nullable Object>(rows.size());
        rows.forEach(row -> cells.add(row.get(at)));
        return cells;
    }

    private static CompactStruct element(Column column) {
        var element = new CompactStruct()
                .i32(1, physical(column.type()))
                .i32(3, OPTIONAL)
                .text(4, column.name());
        return switch (column.type()) {
            case ID, TEXT -> element.i32(6, UTF8).struct(10, new CompactStruct().struct(1, new CompactStruct()));
            case TIME ->
                element.i32(6, TIMESTAMP_MICROS)
                        .struct(
                                10,
                                new CompactStruct()
                                        .struct(
                                                8,
                                                new CompactStruct()
                                                        .truth(1, true)
                                                        .struct(
                                                                2,
                                                                new CompactStruct().struct(2, new CompactStruct()))));
            case NUMBER, TRUTH -> element;
        };
    }

    private static int physical(Type type) {
        return switch (type) {
            case ID, TEXT -> BYTE_ARRAY;
            case NUMBER, TIME -> INT64;
            case TRUTH -> BOOLEAN;
        };
    }

    private static CompactStruct chunk(Column column, Page page, int rows, long offset) {
        return new CompactStruct()
                .i64(2, offset)
                .struct(
                        3,
                        new CompactStruct()
                                .i32(1, physical(column.type()))
                                .constants(2, List.of(PLAIN, RLE))
                                .texts(3, List.of(column.name()))
                                .i32(4, GZIP)
                                .i64(5, rows)
                                .i64(6, page.uncompressed())
                                .i64(7, page.head().length + page.body().length)
                                .i64(9, offset));
    }

    /**
     * A page with its header.
     *
     * @param uncompressed the size of both if nothing was compressed
     */
    private record Page(byte[] head, byte[] body, long uncompressed) {}

    private static Page page(Type type, List<@Nullable Object> cells) {
        var plain = new ByteArrayOutputStream();
        var levels = levels(cells);
        plain.writeBytes(littleEndian(4).putInt(levels.length).array());
        plain.writeBytes(levels);
        plain.writeBytes(
                values(type, cells.stream().filter(cell -> cell != null).toList()));
        var body = packed(plain.toByteArray());
        var head = new CompactStruct()
                .i32(1, DATA_PAGE)
                .i32(2, plain.size())
                .i32(3, body.length)
                .struct(
                        5,
                        new CompactStruct()
                                .i32(1, cells.size())
                                .i32(2, PLAIN)
                                .i32(3, RLE)
                                .i32(4, RLE))
                .toBytes();
        return new Page(head, body, head.length + plain.size());
    }

    /** Returns which cells have a value, a bit for each, in one run. */
    private static byte[] levels(List<@Nullable Object> cells) {
        var bytes = new ByteArrayOutputStream();
        CompactStruct.unsigned(bytes, (long) (cells.size() + 7) / 8 << 1 | 1);
        bytes.writeBytes(bits(cells.stream().map(cell -> cell != null).toList()));
        return bytes.toByteArray();
    }

    private static byte[] bits(List<Boolean> truths) {
        var bits = new byte[(truths.size() + 7) / 8];
        for (var i = 0; i < truths.size(); i++) {
            if (truths.get(i)) {
                bits[i / 8] |= (byte) (1 << i % 8);
            }
        }
        return bits;
    }

    private static byte[] values(Type type, List<?> cells) {
        return switch (type) {
            case ID, TEXT -> texts(cells);
            case NUMBER -> numbers(cells.stream().map(Long.class::cast).toList());
            case TIME ->
                numbers(cells.stream()
                        .map(time -> ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) time))
                        .toList());
            case TRUTH -> bits(cells.stream().map(Boolean.class::cast).toList());
        };
    }

    private static byte[] texts(List<?> cells) {
        var bytes = new ByteArrayOutputStream();
        for (var cell : cells) {
            var text = cell.toString().getBytes(UTF_8);
            bytes.writeBytes(littleEndian(4).putInt(text.length).array());
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }

    private static byte[] numbers(List<Long> numbers) {
        var bytes = littleEndian(numbers.size() * Long.BYTES);
        numbers.forEach(bytes::putLong);
        return bytes.array();
    }

    private static byte[] packed(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return bytes.toByteArray();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
