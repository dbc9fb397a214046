package org.fengqiao.caseload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import org.fengqiao.caseload.life.Registration;
import org.fengqiao.caseload.profile.Category;
import org.fengqiao.local.UserError;

/**
 * The log of a police force as referrals: the Road Traffic Fine Management Process, as a CSV file packed with gzip.
 * Each fine that was created becomes a dispute that the police refers, complete enough to be accepted by rule. The log
 * knows no names and no streets, so these are made up.
 */
final class TrafficFines implements AutoCloseable {

    private static final Set<String> COLUMNS =
            Set.of("case_id", "activity", "resource", "timestamp", "amount", "article");
    private static final String CREATED = "Create Fine";

    private final InputStream file;
    private final MappingIterator<Map<String, String>> rows;
    private final String district;
    private final List<String> streets;

    /**
     * Opens the log.
     *
     * @param district where the disputes are said to be
     * @param streets the streets to which they are said to belong, in turns
     * @throws UserError if the file is not there or is no such log
     */
    TrafficFines(Path path, String district, List<String> streets) throws IOException {
        if (!Files.isReadable(path)) {
            throw new UserError("There is no readable file " + path + ".");
        }
        this.district = district;
        this.streets = List.copyOf(streets);
        this.file = new BufferedInputStream(Files.newInputStream(path));
        try {
            this.rows = new CsvMapper()
                    .readerForMapOf(String.class)
                    .with(CsvSchema.emptySchema().withHeader())
                    .readValues(new GZIPInputStream(file));
            var missing = COLUMNS.stream()
                    .filter(column -> !((CsvSchema) rows.getParserSchema())
                            .getColumnNames()
                            .contains(column))
                    .sorted()
                    .toList();
            if (!missing.isEmpty()) {
                throw new UserError("%s has no column %s.".formatted(path, String.join(", ", missing)));
            }
        } catch (java.util.zip.ZipException exception) {
            file.close();
            throw new UserError("%s is not packed with gzip.".formatted(path));
        }
    }

    /** The referrals, in the order of the log. */
    Stream<Messages.ReferralSubmitted> referrals() {
        Iterator<Map<String, String>> iterator = rows;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED), false)
                .filter(row -> CREATED.equals(row.get("activity")))
                .map(this::referral);
    }

    private Messages.ReferralSubmitted referral(Map<String, String> row) {
        var fine = row.get("case_id");
        try {
            var amount = new BigDecimal(row.get("amount")).setScale(2, RoundingMode.HALF_UP);
            var number = Math.floorMod(fine.hashCode(), 10_000);
            return new Messages.ReferralSubmitted(
                    fine,
                    OffsetDateTime.parse(row.get("timestamp")),
                    "当事人对交通违法罚款不服,违反第%s条,罚款%s元".formatted(article(row.get("article")), amount),
                    "要求核实并减免罚款",
                    Messages.Money.yuan(amount.toPlainString()),
                    Category.TRAFFIC,
                    List.of(new Registration.Human("当事人" + fine, null, "1390472%04d".formatted(number))),
                    List.of(new Registration.Human("交警" + row.get("resource"), null, null)),
                    new Registration.Place(district, streets.get(number % streets.size()), null, null));
        } catch (NumberFormatException | DateTimeException exception) {
            throw new UserError("Fine %s of the log can't be read: %s".formatted(fine, exception.getMessage()));
        }
    }

    private static String article(String article) {
        return article.replaceAll("\\.0$", "");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
