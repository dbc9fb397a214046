package org.fengqiao.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.UUID;
import jakarta.ws.rs.QueryParam;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.json.Ahead;

class QueryParametersTest {

    private static final Annotation[] QUERY = annotations("query");
    private static final Annotation[] PATH = annotations("path");

    @SuppressWarnings("unused") // for their annotations
    private static void query(@QueryParam("day") String day) {}

    @SuppressWarnings("unused")
    private static void ahead(@QueryParam("day") @Ahead(years = 30) String day) {}

    @SuppressWarnings("unused")
    private static void path(String day) {}

    private static Annotation[] annotations(String method) {
        try {
            return QueryParametersTest.class.getDeclaredMethod(method, String.class)
                    .getParameterAnnotations()[0];
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static QueryParameters reader() {
        return new QueryParameters(() -> Instant.parse("2025-03-01T00:00:00Z"));
    }

    private static <T> T read(Class<T> type, String text) {
        return reader().getConverter(type, type, QUERY).fromString(text);
    }

    private static void refuses(Class<?> type, String text, String code) {
        assertThatThrownBy(() -> read(type, text)).isInstanceOfSatisfying(Problem.Thrown.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo("kernel.bad-input");
            assertThat(thrown.problem().fields()).singleElement().satisfies(field -> {
                assertThat(field.field()).isEqualTo("day");
                assertThat(field.code()).isEqualTo(code);
                assertThat(field.detail()).doesNotContain(text);
            });
        });
    }

    @Test
    void whatFitsIsRead() {
        assertThat(read(DayOfWeek.class, "MONDAY")).isEqualTo(DayOfWeek.MONDAY);
        assertThat(read(Instant.class, "2025-03-01T08:00:00 08:00")).isEqualTo("2025-03-01T00:00:00Z");
        assertThat(read(UUID.class, "0195637e-7c00-7000-8000-000000000001")).isNotNull();
        assertThat(read(Integer.class, "7")).isEqualTo(7);
        assertThat(read(Boolean.class, "true")).isTrue();
        assertThat(reader().getConverter(Instant.class, Instant.class, annotations("ahead"))
                        .fromString("2055-03-01T08:00:00Z"))
                .isNotNull();
    }

    @Test
    void whatDoesNotFitIsNamedAndNotQuoted() {
        refuses(DayOfWeek.class, "SOMEDAY", "unknown-code");
        refuses(Instant.class, "2025-03-01", "wrong-form");
        refuses(Integer.class, "５", "wrong-form");
        refuses(Integer.class, "+5", "wrong-form");
        refuses(Instant.class, "+12025-03-01T08:00:00Z", "wrong-form");
        refuses(Instant.class, "+999999999-12-31", "wrong-form");
        refuses(Instant.class, "2025-02-30T08:00:00Z", "wrong-form");
        refuses(Instant.class, "1949-09-30T08:00:00Z", "wrong-form");
        refuses(Instant.class, "2025-03-03T08:00:00Z", "wrong-form");
        refuses(Instant.class, "1709253000", "wrong-form");
        refuses(Boolean.class, "yes", "unknown-code");
        refuses(UUID.class, "17", "wrong-form");
        refuses(Integer.class, "seven", "wrong-form");
    }

    @Test
    void onlyParametersOfQueriesAreReadHere() {
        assertThat(reader().getConverter(UUID.class, UUID.class, PATH)).isNull();
    }
}
