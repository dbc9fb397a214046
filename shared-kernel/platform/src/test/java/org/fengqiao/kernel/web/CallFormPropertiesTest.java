package org.fengqiao.kernel.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.annotation.Annotation;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

import org.fengqiao.kernel.value.Texts;
import org.fengqiao.kernel.value.Times;

/** Addresses, parameters, cursors and headers of calls: each is read, or refused as it should be, whatever it holds. */
class CallFormPropertiesTest {

    private static final Instant NOW = Instant.parse("2025-03-01T00:00:00Z");
    private static final LocalDate LATEST = LocalDate.of(2025, 3, 2);
    private static final Annotation[] QUERY = query();

    enum Status {
        OPEN,
        CLOSED
    }

    @SuppressWarnings("unused") // for its annotation
    private static void parameter(@QueryParam("it") String it) {}

    private static Annotation[] query() {
        try {
            return CallFormPropertiesTest.class.getDeclaredMethod("parameter", String.class)
                    .getParameterAnnotations()[0];
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Any text, and now and then what callers try. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.strings().all().ofMaxLength(60)),
                net.jqwik.api.Tuple.of(
                        3,
                        Arbitraries.strings()
                                .withChars("0123456789-+:.TZ/\"*W,;= %aAbf\u0000\uFF15\u0661")
                                .ofMaxLength(60)),
                net.jqwik.api.Tuple.of(
                        1,
                        Arbitraries.of(
                                "+999999999-12-31T00:00:00Z",
                                "-9223372036854775808/00000000-0000-0000-0000-000000000000",
                                "9223372036854775807/00000000-0000-0000-0000-000000000000/2147483648",
                                "1-1-1-1-1",
                                "2024-02-30",
                                "\"99999999999999999999\"")));
    }

    private static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }

    private static TimeCursor after(String cursor) {
        var page = new Page.Request();
        page.cursor = cursor;
        return TimeCursor.after(page);
    }

    @Property
    void aCursorOfOursIsReadAsItWasWritten(
            @ForAll @LongRange(min = -62_135_596_800_000_000L, max = 253_402_300_799_999_999L) long microseconds,
            @ForAll long caseBits,
            @ForAll int number) {
        var caseId = new UUID(microseconds, caseBits);
        var row = new TimeCursor(Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS), caseId, number);
        assertThat(after(cursor(row.toString()))).isEqualTo(row);
    }

    @Property
    void anotherCursorIsReadAsARowThatADatabaseCanLookFor(@ForAll("texts") String text) {
        for (var cursor : List.of(text, cursor(text))) {
            try {
                var row = after(cursor);
                assertThat(row.time())
                        .isBetween(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999999Z"));
            } catch (WebApplicationException refused) {
                assertThat(refused.getResponse().getStatus()).isEqualTo(400);
            }
            var page = new Page.Request();
            page.cursor = cursor;
            try {
                assertThat(Texts.isForbidden(page.after(), Texts.Form.LINE)).isFalse();
            } catch (WebApplicationException refused) {
                assertThat(refused.getResponse().getStatus()).isEqualTo(400);
            }
        }
    }

    private static <T> void isReadOrRefused(Class<T> type, String text, Consumer<T> asserted) {
        var converter = new QueryParameters(() -> NOW).getConverter(type, type, QUERY);
        try {
            asserted.accept(Optional.ofNullable(converter.fromString(text)).orElseThrow());
        } catch (WebApplicationException refused) {
            assertThat(refused.getResponse().getStatus()).isEqualTo(400);
        }
    }

    @Property
    void aParameterIsReadOrRefused(@ForAll("texts") String text) {
        isReadOrRefused(
                Instant.class,
                text,
                time -> assertThat(Times.isBetween(Times.dayOf(time), LATEST)).isTrue());
        isReadOrRefused(UUID.class, text, id -> assertThat(id).isNotNull());
        isReadOrRefused(
                Boolean.class, text, value -> assertThat(value.toString()).isEqualTo(text));
        isReadOrRefused(Status.class, text, code -> assertThat(code.name()).isEqualTo(text));
        isReadOrRefused(Integer.class, text, number -> {
            assertThat(text).matches("-?[0-9]+");
            assertThat(Long.parseLong(text)).isEqualTo(number.longValue());
        });
    }

    @Property
    void aListOfVersionsIsReadAsItWasMeant(
            @ForAll Set<@LongRange(min = 1, max = 999_999_999_999_999_999L) Long> versions) {
        var header = versions.stream().map("\"%d\""::formatted).collect(Collectors.joining(" , "));
        assertThat(Precondition.read(header))
                .isEqualTo(
                        versions.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Precondition.OneOf(new TreeSet<>(versions))));
    }

    @Property
    void aHeaderIsReadOrNot(@ForAll("texts") String text) {
        assertThatCode(() -> Precondition.read(text).ifPresent(read -> read.holds(1)))
                .doesNotThrowAnyException();
        assertThatCode(() -> MediaRanges.read(List.of(text)).ifPresent(MediaRanges::includeJson))
                .doesNotThrowAnyException();
    }

    @Property
    void anAddressIsTextOrRefused(@ForAll("texts") String path, @ForAll("texts") String query) {
        var asItIs = Address.fault(path, query);
        var encoded = Address.fault("/" + URLEncoder.encode(path, UTF_8), URLEncoder.encode(query, UTF_8) + "=1");
        assertThat(encoded.isPresent())
                .isEqualTo(Texts.isForbidden(sent(path), Texts.Form.LINE)
                        || Texts.isForbidden(sent(query), Texts.Form.LINE));
        if (asItIs.isEmpty()) {
            assertThat(Texts.isForbidden(URLDecoder.decode(path.replace("+", "%2B"), UTF_8), Texts.Form.LINE))
                    .isFalse();
        }
    }

    /** What arrives of a text: half a character becomes a question mark on the way. */
    private static String sent(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
