package org.fengqiao.analytics.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.export.Csv;
import org.fengqiao.analytics.projection.KnownUpTo;
import org.fengqiao.kernel.json.OffendingField;

/**
 * Request for comma-separated values: {@code bom=true} for a byte order mark, {@code comment=true} for a first line
 * that says what it is and how far it knows, and the parameters of what is asked for.
 *
 * @param others the parameters without these
 * @param wrong those of the two that cannot be accepted, to be told with what else cannot
 */
record CsvRequest(
        boolean byteOrderMark, boolean comment, MultivaluedMap<String, String> others, List<OffendingField> wrong) {

    CsvRequest {
        wrong = List.copyOf(wrong);
    }

    /** The media type as resources declare it: whoever accepts anything gets JSON. */
    static final String OFFERED = Csv.TYPE + ";qs=0.5";

    /** The header that says how far the log is known that the answer was made from. */
    static final String KNOWN_UP_TO = "Known-Up-To";

    /** The form of a parameter that is true or false. */
    static final String TRUTH = "true|false";

    /** Returns the request of a call that declares both parameters; null is {@code false}. */
    static CsvRequest of(@Nullable String byteOrderMark, @Nullable String comment) {
        return new CsvRequest(
                "true".equals(byteOrderMark), "true".equals(comment), new MultivaluedHashMap<>(), List.of());
    }

    /** Returns the request of a call that reads its parameters itself. */
    static CsvRequest of(MultivaluedMap<String, String> parameters) {
        var others = new MultivaluedHashMap<>(parameters);
        var wrong = new ArrayList<OffendingField>();
        var byteOrderMark = truth(others, "bom", wrong);
        return new CsvRequest(byteOrderMark, truth(others, "comment", wrong), others, wrong);
    }

    private static boolean truth(MultivaluedMap<String, String> parameters, String name, List<OffendingField> wrong) {
        var values = Objects.requireNonNullElse(parameters.remove(name), List.of("false"));
        if (values.size() > 1 || !values.getFirst().matches(TRUTH)) {
            wrong.add(new OffendingField(name, "wrong-form", "It is true or false, once."));
        }
        return values.getFirst().equals("true");
    }

    /**
     * Content of an answer.
     *
     * @param about what it is, for the first line, such as {@code closure-rate formula=1}
     */
    record Content(String about, KnownUpTo upTo, List<String> columns, Multi<List<@Nullable Object>> rows) {}

    /**
     * Answers it, piece by piece.
     *
     * @param file a name for it, without its end
     */
    Multi<Buffer> answer(String file, Uni<Content> content) {
        return RestMulti.fromUniResponse(
                content, written(), found -> headers(file + ".csv", Csv.TYPE + ";charset=UTF-8", found.upTo()));
    }

    /** Returns the headers of a file that says how far it knows. */
    static Map<String, List<String>> headers(String file, String type, KnownUpTo upTo) {
        return Map.of(
                HttpHeaders.CONTENT_TYPE,
                List.of(type),
                HttpHeaders.CONTENT_DISPOSITION,
                List.of("attachment; filename=\"%s\"".formatted(file)),
                KNOWN_UP_TO,
                List.of(told(upTo)));
    }

    private Function<Content, Multi<Buffer>> written() {
        return found -> new Csv(byteOrderMark, comment ? found.about() + " known-up-to=" + told(found.upTo()) : null)
                .write(found.columns(), found.rows());
    }

    /** Returns the time as text; what is not counted, although it is in the log, is told with it. */
    static String told(KnownUpTo upTo) {
        return Stream.of(
                        upTo.time() == null ? "nothing" : upTo.time().toString(),
                        upTo.parkedCases() == 0 ? null : "parked-cases=" + upTo.parkedCases(),
                        upTo.gaps() == 0 ? null : "gaps=" + upTo.gaps())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
    }
}
