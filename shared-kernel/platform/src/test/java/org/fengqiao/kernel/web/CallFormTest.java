package org.fengqiao.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of a call, looked at before anything is done for it: address, parameters, precondition. */
class CallFormTest {

    @ParameterizedTest
    @CsvSource({
        "/parked/%00/redrive,,path,forbidden-character",
        "/cases,%00=1,query,forbidden-character",
        "/cases/%ff,,path,wrong-form",
        "/cases/%c0%80,,path,wrong-form",
        "/cases/%ed%a0%80,,path,wrong-form",
        "/cases/%zz,,path,wrong-form",
        "/cases/%4,,path,wrong-form",
        "/cases/%３１,,path,wrong-form",
        "/cases,actor=%,actor,wrong-form"
    })
    void anAddressIsText(String path, String query, String field, String code) {
        assertThat(Address.fault(path, query))
                .hasValueSatisfying(fault ->
                        assertThat(List.of(fault.field(), fault.code())).containsExactly(field, code));
    }

    @Test
    void anAddressInChineseIsText() {
        assertThat(Address.fault("/metrics/closure-rate", "street=%E5%B0%91%E5%85%88%E8%B7%AF&from=2024-03-01&x&=&&"))
                .isEmpty();
        assertThat(Address.fault("/receipts/7K%202M", "asOf=2024-03-01T00:00:00+08:00"))
                .isEmpty();
        assertThat(Address.fault("/", null)).isEmpty();
    }

    @Test
    void aPreconditionIsAnEntityTagOrAListOfThemOrAStar() {
        assertThat(Precondition.read(null)).contains(new Precondition.None());
        assertThat(Precondition.read(" * ")).contains(new Precondition.Exists());
        assertThat(Precondition.read("\"3\"")).contains(new Precondition.OneOf(Set.of(3L)));
        assertThat(Precondition.read("\"3\",")).contains(new Precondition.OneOf(Set.of(3L)));
        assertThat(Precondition.read("\"3\" ,\t\"5\"")).contains(new Precondition.OneOf(Set.of(3L, 5L)));
        assertThat(Precondition.read("W/\"3\", \"x,y\", \"03\", \"9999999999999999999\""))
                .as("weak tags and those that are no version match nothing")
                .contains(new Precondition.OneOf(Set.of()));
    }

    @Test
    void aPreconditionIsReadHoweverLongItIs() {
        assertThat(Precondition.read("\"1\" ,, ".repeat(100_000))).contains(new Precondition.OneOf(Set.of(1L)));
        assertThat(Precondition.read("\"1\",".repeat(100_000) + "3")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " , ",
                "*/*",
                "application/json",
                "Application/JSON;q=0.5",
                "application/problem+json",
                "application/schema+json",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "text/csv;header=\"a, b\" , application/* ; q=1",
                "text/plain;,application/json;"
            })
    void whoTakesJsonGetsIt(String accept) {
        assertThat(MediaRanges.read(List.of(accept)))
                .hasValueSatisfying(taken -> assertThat(taken.includeJson()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "text/xml;q=1, text/*", "application/json;q=0", "*/*;q=0.00 ;x=1", "image/json"})
    void whoTakesNoJsonGetsNothing(String accept) {
        assertThat(MediaRanges.read(List.of(accept)))
                .hasValueSatisfying(taken -> assertThat(taken.includeJson()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {";;;", "/", "*", "json", "a/b/c", "application/json;q", "a/b;c=\"", "a/b c/d", "\u0000/b"})
    void whatIsNoListOfMediaRangesIsRefused(String accept) {
        assertThat(MediaRanges.read(List.of(accept))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv | text/csv",
                "text/csv, application/json | text/csv",
                "text/html, TEXT/CSV;q=0.5, */* | text/csv",
                "application/json, text/csv |",
                "*/* |",
                "text/* |",
                "text/csv;q=0, application/json |"
            })
    void anotherFormIsGivenToWhoeverNamesItBeforeJson(String accept, String form) {
        assertThat(MediaRanges.read(List.of(accept)).orElseThrow().firstNamed(List.of("text/csv")))
                .isEqualTo(Optional.ofNullable(form));
    }

    @Test
    void aListOfMediaRangesIsReadHoweverLongItIs() {
        assertThat(MediaRanges.read(List.of("a/b;c=d;e=\"f\", ".repeat(100_000), "application/json")))
                .hasValueSatisfying(taken -> assertThat(taken.includeJson()).isTrue());
        assertThat(MediaRanges.read(List.of("a/b" + ";c=d".repeat(100_000) + ";;c=")))
                .isEmpty();
        assertThat(MediaRanges.read(List.of()))
                .hasValueSatisfying(taken -> assertThat(taken.includeJson()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "lately", "\"3", "w/\"3\"", ",", "\"3\" \"4\"", "*, \"3\"", "\"a\u0000\""})
    void whatIsNoEntityTagIsNoPrecondition(String header) {
        assertThat(Precondition.read(header)).isEmpty();
    }

    @Test
    void aPreconditionHoldsForTheVersionsItNames() {
        assertThat(new Precondition.OneOf(Set.of(3L, 5L)).holds(5)).isTrue();
        assertThat(new Precondition.OneOf(Set.of(3L, 5L)).holds(4)).isFalse();
        assertThat(new Precondition.Exists().holds(1)).isTrue();
        assertThat(new Precondition.Exists().holds(0)).isFalse();
        assertThat(new Precondition.None().holds(0)).isTrue();
    }
}
