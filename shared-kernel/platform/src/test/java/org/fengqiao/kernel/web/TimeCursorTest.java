package org.fengqiao.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeCursorTest {

    private static final UUID CASE = UUID.fromString("0195637e-7c00-7000-8000-000000000001");

    private static Page.Request request(String key) {
        var request = new Page.Request();
        request.cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        return request;
    }

    @Test
    void theNextPageBeginsWhereThisOneEnds() {
        var last = new TimeCursor(Instant.parse("1969-12-31T23:59:59.999999Z"), CASE, 2);
        var request = new Page.Request();
        request.limit = 1;

        var page = Page.of(List.of(last, last), request, cursor -> cursor);
        request.cursor = page.next();

        assertThat(TimeCursor.after(request)).isEqualTo(last);
    }

    @Test
    void aPlaceWithoutANumberIsThatOfACaseInItsListOnce() {
        assertThat(TimeCursor.after(request("1000000/" + CASE)))
                .isEqualTo(new TimeCursor(Instant.parse("1970-01-01T00:00:01Z"), CASE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "1",
                "1/2",
                "-9223372036854775808/0195637e-7c00-7000-8000-000000000001",
                "1/0195637e-7c00-7000-8000-000000000001/\u0000",
                "9223372036854775807/0195637e-7c00-7000-8000-000000000001",
                "a/b/c",
                "1/0195637e-7c00-7000-8000-000000000001/0/0"
            })
    void whatIsNoCursorOfOursIsABadInput(String key) {
        assertThatThrownBy(() -> TimeCursor.after(request(key)))
                .isInstanceOfSatisfying(
                        Problem.Thrown.class,
                        thrown -> assertThat(
                                        thrown.problem().fields().getFirst().field())
                                .isEqualTo("cursor"));
    }
}
