package org.fengqiao.kernel.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.kernel.value.Texts.Form.LINE;
import static org.fengqiao.kernel.value.Texts.Form.LINES;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of what may stand in a text, a time and an amount that comes from outside. */
class ValuesTest {

    @Test
    void aTextIsWhatPeopleCanRead() {
        for (var text : List.of("王某", "买买提·吐尔逊", "𠮷野家 & Söhne", "עברית", "👨\u200D👩\u200D👧", "王䶮\uDB40\uDD00", "")) {
            assertThat(Texts.isForbidden(text, LINE)).as(text).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 1, 8, 0x0B, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF, 0xFFFE,
                0xFFFF, 0xFDD0, 0xFDEF, 0x1FFFE, 0x10FFFF, 0xD800, 0xDBFF, 0xDC00, 0xDFFF
            })
    void whatNobodyCanReadStandsInNoText(int point) {
        var text = "王" + (Character.isBmpCodePoint(point) ? String.valueOf((char) point) : Character.toString(point))
                + "某";
        assertThat(Texts.isForbidden(text, LINE)).isTrue();
        assertThat(Texts.isForbidden(text, LINES)).isTrue();
    }

    @Test
    void lineBreaksStandWhereSomebodyTellsSomething() {
        for (var text : List.of("楼上\n漏水", "楼上\r\n漏水", "楼上\t漏水", "楼上\u2028漏水")) {
            assertThat(Texts.isForbidden(text, LINES)).isFalse();
            assertThat(Texts.isForbidden(text, LINE)).isTrue();
        }
    }

    @Test
    void aTextOfWhatIsNotSeenIsNone() {
        for (var text :
                List.of("", " ", "\u3000", "\u200B\u200D", "\uFE0F", "\uDB40\uDD00", "\u3164", "\u2800", "\u0301")) {
            assertThat(Texts.isVisible(text)).isFalse();
        }
        for (var text : List.of("王", "\uE863", "·", "1", "\uD840\uDC87", "👍")) {
            assertThat(Texts.isVisible(text)).isTrue();
        }
        assertThat(Texts.trimmed(" \u3000昆都仑区\u00A0\u200B ")).isEqualTo("昆都仑区");
        assertThat(Texts.trimmed("\u3000 ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-03-01T08:30:00+08:00",
                "2024-03-01t08:30:00z",
                "2024-02-29T23:59:59.123456789Z",
                "0001-01-01T00:00:00-00:00"
            })
    void aTimeOfRfc3339(String text) {
        assertThat(Times.time(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20260302",
                "1709253000",
                "2024-03-01",
                "2024-03-01T08:30:00",
                "2024-03-01T08:30+08:00",
                "2024-03-01T08:30:00.Z",
                "2024-03-01 08:30:00Z",
                "2024-03-01T08:30:00+08",
                "2024-03-01T08:30:00+0800",
                "2024-03-01T24:00:00Z",
                "2024-03-01T08:30:60Z",
                "2023-02-29T08:30:00Z",
                "2024-13-01T08:30:00Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "12024-03-01T08:30:00Z",
                "2024-03-01T08:30:00Z[Asia/Shanghai]",
                "２０２４-03-01T08:30:00Z"
            })
    void whatIsNoTimeOfRfc3339(String text) {
        assertThat(Times.time(text)).isEmpty();
    }

    @Test
    void aDateIsADayThatExists() {
        assertThat(Times.date("2024-02-29")).contains(LocalDate.of(2024, 2, 29));
        for (var text : List.of("2023-02-29", "2024-2-9", "20240229", "+999999999-12-31", "2024-02-29T00:00:00Z")) {
            assertThat(Times.date(text)).as(text).isEmpty();
        }
    }

    @Test
    void whatCanHappenHappensBetweenTheRepublicsFirstDayAndTomorrow() {
        var now = Instant.parse("2024-03-01T17:00:00Z"); // the second of March in China
        var latest = Times.latestDay(now, 0);
        assertThat(Times.isBetween(LocalDate.of(2024, 3, 3), latest)).isTrue();
        assertThat(Times.isBetween(LocalDate.of(2024, 3, 4), latest)).isFalse();
        assertThat(Times.isBetween(LocalDate.of(1949, 10, 1), latest)).isTrue();
        assertThat(Times.isBetween(LocalDate.of(1949, 9, 30), latest)).isFalse();
    }

    @Test
    void anAmountIsATextOfDigits() {
        for (var text : List.of("0", "1234", "1234.5", "1234.50", "999999999999999.99")) {
            assertThat(Money.isAmount(text)).as(text).isTrue();
        }
        for (var text : List.of(
                "",
                "1e3",
                "-0",
                "+1",
                "1234.505",
                "1e2147483647",
                "1,234",
                ".5",
                "5.",
                " 1",
                "١",
                "9999999999999999")) {
            assertThat(Money.isAmount(text)).as(text).isFalse();
        }
        assertThat(List.of("CNY", "USD", "JPY")).allMatch(Money::isCurrency);
        assertThat(List.of("", "RMB", "cny", "XXX", "ABC")).noneMatch(Money::isCurrency);
    }

    @Test
    void moneyAlwaysHasTwoDecimals() {
        assertThat(Money.yuan("1234.5").amount().toString()).isEqualTo("1234.50");
        assertThat(Money.yuan("0").amount().toString()).isEqualTo("0.00");
        assertThat(Money.yuan("100")).isEqualTo(Money.yuan("100.00"));
        assertThatThrownBy(() -> new Money(new BigDecimal("1.505"), "CNY")).isInstanceOf(ArithmeticException.class);
    }
}
