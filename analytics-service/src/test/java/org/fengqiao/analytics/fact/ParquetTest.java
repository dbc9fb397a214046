package org.fengqiao.analytics.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import io.smallrye.mutiny.Multi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.fact.FactTable.Column;

/** Parquet files, read by a program of somebody else's. */
public class ParquetTest {

    private static final List<Column> COLUMNS = FactTable.CASES.columns();

    private static byte[] written(List<List<@Nullable Object>> rows) {
        return new Parquet(COLUMNS, Map.of("known-up-to", "2024-03-01T00:00:00Z"))
                .write(Multi.createFrom().iterable(rows))
                .collect()
                .in(ByteArrayOutputStream::new, (all, piece) -> all.writeBytes(piece.getBytes()))
                .await()
                .atMost(Duration.ofMinutes(1))
                .toByteArray();
    }

    /** Returns the rows of a file as texts, numbers, truth values and times. */
    public static List<List<@Nullable Object>> read(byte[] file) throws IOException {
        var rows = new ArrayList<List<@Nullable Object>>();
        try (var reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
                var cursor = reader.rowReader()) {
            while (cursor.hasNext()) {
                cursor.next();
                var row = new ArrayList<@Nullable Object>();
                for (var at = 0; at < reader.getFileSchema().getColumnCount(); at++) {
                    row.add(cursor.isNull(at) ? null : cursor.getValue(at));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<@Nullable Object> row(RandomGenerator random) {
        var cells = new ArrayList<@Nullable Object>();
        for (var column : COLUMNS) {
            Object some = switch (column.type()) {
                case ID -> new UUID(random.nextLong(), random.nextLong());
                case TEXT -> "友谊大街街道".substring(random.nextInt(6));
                case NUMBER -> random.nextLong();
                case TRUTH -> random.nextBoolean();
                case TIME -> Instant.ofEpochSecond(random.nextInt(), 1000L * random.nextInt(1_000_000));
            };
            cells.add(random.nextInt(4) == 0 ? null : some);
        }
        return cells;
    }

    @Test
    void everyCellIsReadAsItWasWrittenInHoweverManyGroups() throws IOException {
        var random = RandomGenerator.of("L64X128MixRandom");
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var i = 0; i < 2 * Parquet.ROWS_OF_A_GROUP + 3; i++) {
            rows.add(row(random));
        }
        var file = written(rows);

        assertThat(read(file)).hasSameSizeAs(rows);
        var expected = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell instanceof UUID ? cell.toString() : cell)
                        .toList())
                .toList();
        assertThat(read(file)).isEqualTo(expected);
        try (var reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)))) {
            assertThat(reader.getFileMetaData().rowGroups()).hasSize(3);
            assertThat(reader.getFileMetaData().keyValueMetadata())
                    .containsEntry("known-up-to", "2024-03-01T00:00:00Z");
        }
    }

    @Test
    void aFileOfNothingIsAFileToo() throws IOException {
        assertThat(read(written(List.of()))).isEmpty();
    }
}
