package org.fengqiao.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Place;

/** Service requests to a city (311), as New York publishes them: one row a request, in CSV. */
final class ServiceRequests {

    private static final DateTimeFormatter CREATED = DateTimeFormatter.ofPattern("M/d/yyyy H:mm", Locale.ROOT);

    private ServiceRequests() {}

    /**
     * A request.
     *
     * @param createdAt by the clock on the wall, as the days of a marking are counted
     * @param type what is complained about
     * @param address missing if it has none
     * @param account what it says in words
     */
    record Request(Instant createdAt, String type, @Nullable String address, Place place, String account) {}

    /**
     * Reads the requests of a file, the earliest first.
     *
     * @param file it may end in .gz
     */
    static List<Request> read(Path file) throws IOException {
        var requests = new ArrayList<Request>();
        try (var rows = new CsvMapper()
                .readerFor(Map.class)
                .with(CsvSchema.emptySchema().withHeader())
                .<Map<String, String>>readValues(opened(file))) {
            while (rows.hasNextValue()) {
                requests.add(request(rows.nextValue()));
            }
        }
        requests.sort(Comparator.comparing(Request::createdAt));
        return requests;
    }

    private static InputStream opened(Path file) throws IOException {
        var bytes = new BufferedInputStream(Files.newInputStream(file));
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }

    /** An address is as narrow as a place gets, as a grid is here. */
    private static Request request(Map<String, String> row) {
        var address = told(row, "Incident Address");
        var borough = told(row, "Borough");
        return new Request(
                LocalDateTime.parse(row.get("Created Date"), CREATED).toInstant(ZoneOffset.UTC),
                row.get("Complaint Type"),
                address,
                new Place(
                        borough == null ? "–" : borough,
                        told(row, "Community Board"),
                        told(row, "Street Name"),
                        address,
                        false),
                String.join(
                        ". ",
                        row.get("Complaint Type"),
                        row.get("Descriptor"),
                        row.get("Location Type"),
                        row.get("Cross Street 1"),
                        row.get("Cross Street 2")));
    }

    private static @Nullable String told(Map<String, String> row, String column) {
        var value = row.get(column);
        return value == null || value.isBlank() ? null : value;
    }
}
