package org.fengqiao.kernel.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.json.StrictJson.Read;
import org.fengqiao.kernel.value.Money;

class StrictJsonTest {

    enum Channel {
        WINDOW,
        GRID
    }

    record Person(@NotBlank String name, @Nullable String phone) {}

    record Registration(
            @NotNull Channel channel,
            @NotEmpty List<@Valid Person> applicants,
            @NotBlank String summary,
            @Nullable @Max(100_000) Integer groupSize,
            @Nullable Money amount,
            @Nullable OffsetDateTime happenedAt,
            @Nullable Boolean urgent,
            @Nullable @FreeText String claim,
            @Nullable @FreeText List<@NotBlank String> facts,
            @Nullable @Ahead(years = 30) LocalDate dueOn,
            @Nullable LocalDate performedOn,
            @Nullable @AboveZero Money owed,
            @Nullable @Pattern(regexp = "[A-Z]+") String code) {}

    final StrictJson json = new StrictJson(
            Json.mapper(),
            Validation.buildDefaultValidatorFactory().getValidator(),
            InstantSource.fixed(Instant.parse("2024-03-01T00:00:00Z")));

    List<OffendingField> wrongIn(String text) {
        return switch (json.read(text.getBytes(UTF_8), Registration.class)) {
            case Read.Accepted<Registration>(var value) -> throw new AssertionError("accepted: " + value);
            case Read.Rejected<Registration>(var _, var fields) -> fields;
        };
    }

    @Test
    void whatIsCompleteIsRead() {
        var read = json.read("""
            {"channel":"GRID","applicants":[{"name":"王某"}],"summary":"漏水",\
            "amount":{"amount":"12.5","currency":"CNY"},
             "happenedAt":"2024-03-01T09:00:00+08:00","unknownField":[1,2]}\
            """.getBytes(UTF_8), Registration.class);
        assertThat(read)
                .isEqualTo(new Read.Accepted<>(new Registration(
                        Channel.GRID,
                        List.of(new Person("王某", null)),
                        "漏水",
                        null,
                        Money.yuan("12.50"),
                        OffsetDateTime.parse("2024-03-01T09:00:00+08:00"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)));
    }

    @Test
    void everyOffendingFieldIsReportedAtOnceOfWrongTypeOrMissing() {
        var wrong = wrongIn("""
            {"channel":"PIGEON","applicants":[{"name":7},{"phone":{"a":1}}],"groupSize":"many",\
            "happenedAt":"yesterday","urgent":"yes",
             "amount":"12 yuan"}\
            """);
        assertThat(wrong)
                .extracting(OffendingField::field, OffendingField::code)
                .containsExactlyInAnyOrder(
                        Tuple.tuple("channel", "unknown-code"),
                        Tuple.tuple("applicants[0].name", "wrong-type"),
                        Tuple.tuple("applicants[1].phone", "wrong-type"),
                        Tuple.tuple("applicants[1].name", "missing"),
                        Tuple.tuple("groupSize", "wrong-type"),
                        Tuple.tuple("happenedAt", "wrong-form"),
                        Tuple.tuple("urgent", "wrong-type"),
                        Tuple.tuple("amount", "wrong-type"),
                        Tuple.tuple("summary", "missing"));
    }

    @Test
    void whatIsNoJsonIsSaidToBeNoJsonWithoutQuotingIt() {
        for (var text : List.of("{\"summary\": \"王某的电话\"", "", "null", "王某", "{\"summary\":\"a\",\"summary\":\"b\"}")) {
            if (json.read(text.getBytes(UTF_8), Registration.class) instanceof Read.Rejected<Registration> rejected) {
                assertThat(rejected.code()).as(text).isEqualTo("kernel.malformed-json");
                assertThat(rejected.detail()).as(text).doesNotContain("王某");
            } else {
                throw new AssertionError("accepted: " + text);
            }
        }
    }

    @Test
    void aListWhereAnObjectIsNeededIsAWrongType() {
        assertThat(wrongIn("[]")).extracting(OffendingField::code).containsExactly("wrong-type");
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        var junk = new byte[1 << 20];
        new java.util.Random(7).nextBytes(junk);
        assertThat(json.read(junk, Registration.class)).isInstanceOf(Read.Rejected.class);
    }

    /** A registration with one more field, or another value in the place of one. */
    private static String with(String field, String value) {
        var fields = new LinkedHashMap<>(
                Map.of("channel", "\"GRID\"", "applicants", "[{\"name\":\"王某\"}]", "summary", "\"漏水\""));
        fields.put(field, value);
        return fields.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private Registration read(String text) {
        return switch (json.read(text.getBytes(UTF_8), Registration.class)) {
            case Read.Accepted<Registration>(var value) -> value;
            case Read.Rejected<Registration> rejected -> throw new AssertionError(rejected);
        };
    }

    private void refuses(String field, String value, String code) {
        assertThat(wrongIn(with(field, value)))
                .as(field + " " + value)
                .extracting(OffendingField::field, OffendingField::code)
                .containsExactly(Tuple.tuple(field, code));
    }

    @Test
    void noTextHasACharacterThatNobodyCanRead() {
        for (var character :
                List.of("\\u0000", "\\u0007", "\\u202E", "\\u2066", "\\uFEFF", "\\uFFFF", "\\uD800", "\\uDC00")) {
            refuses("summary", "\"A" + character + "B\"", "forbidden-character");
            refuses("claim", "\"A" + character + "B\"", "forbidden-character");
            assertThat(wrongIn(with("applicants", "[{\"name\":\"王" + character + "某\"}]")))
                    .extracting(OffendingField::field, OffendingField::code)
                    .contains(Tuple.tuple("applicants[0].name", "forbidden-character"));
        }
        assertThat(wrongIn(with("facts", "[\"a\",\"b\\u0000\"]")))
                .extracting(OffendingField::field, OffendingField::code)
                .containsExactly(Tuple.tuple("facts[1]", "forbidden-character"));
    }

    @Test
    void lineBreaksStandOnlyWhereSomebodyTellsSomething() {
        refuses("summary", "\"楼上\\n漏水\"", "forbidden-character");
        assertThat(read(with("claim", "\"楼上\\n漏水\"")).claim()).isEqualTo("楼上\n漏水");
        assertThat(read(with("facts", "[\"楼上\\r\\n漏水\"]")).facts()).containsExactly("楼上\r\n漏水");
    }

    @Test
    void whatCannotBeSeenIsMissing() {
        for (var name : List.of("", " ", "\u3000", "\u200B", "\uFE0F", "\uDB40\uDD00", " \u200D ")) {
            assertThat(wrongIn(with("applicants", "[{\"name\":\"" + name + "\"}]")))
                    .extracting(OffendingField::field, OffendingField::code)
                    .containsExactly(Tuple.tuple("applicants[0].name", "missing"));
        }
        assertThat(read(with("applicants", "[{\"name\":\"王某\",\"phone\":\" \"}]"))
                        .applicants())
                .containsExactly(new Person("王某", null));
    }

    @Test
    void blanksAroundALineSayNothing() {
        assertThat(read(with("summary", "\"\u3000昆都仑区 \"")).summary()).isEqualTo("昆都仑区");
        assertThat(read(with("claim", "\" 赔偿\\n\"")).claim()).isEqualTo(" 赔偿\n");
    }

    @Test
    void aTimeIsATextOfRfc3339() {
        for (var value : List.of(
                "1709253000",
                "1709253000.5",
                "\"1709253000\"",
                "\"2024-03-01\"",
                "\"2024-03-01T08:30:00\"",
                "\"2023-02-29T08:30:00Z\"",
                "\"+10000-01-01T00:00:00Z\"",
                "[2024,3,1]",
                "\"\"")) {
            refuses("happenedAt", value, "wrong-form");
        }
        for (var value : List.of(
                "20260302",
                "\"20260302\"",
                "\"2024-03-01T00:00:00Z\"",
                "\"2023-02-29\"",
                "[2024,3,1]",
                "\"+999999999-12-31\"")) {
            refuses("performedOn", value, "wrong-form");
            refuses("dueOn", value, "wrong-form");
        }
    }

    @Test
    void whatHappenedDidSoSinceTheRepublicWasFounded() {
        refuses("happenedAt", "\"1949-09-30T23:59:59+08:00\"", "out-of-range");
        refuses("happenedAt", "\"2024-03-03T00:00:00+08:00\"", "out-of-range");
        refuses("happenedAt", "\"9999-12-31T00:00:00Z\"", "out-of-range");
        refuses("performedOn", "\"2024-03-03\"", "out-of-range");
        refuses("dueOn", "\"2054-03-03\"", "out-of-range");
        assertThat(read(with("performedOn", "\"2024-03-02\"")).performedOn()).isEqualTo("2024-03-02");
        assertThat(read(with("dueOn", "\"2054-03-02\"")).dueOn()).isEqualTo("2054-03-02");
    }

    @Test
    void moneyIsATextOfDigitsInACurrencyThatThereIs() {
        for (var amount : List.of(
                "\"1e3\"",
                "\"-0\"",
                "\"1234.505\"",
                "\"1e2147483647\"",
                "1234.50",
                "1000",
                "\"\"",
                "\"1,000\"",
                "{}")) {
            assertThat(wrongIn(with("amount", "{\"amount\":" + amount + ",\"currency\":\"CNY\"}")))
                    .as(amount)
                    .extracting(OffendingField::field, OffendingField::code)
                    .containsExactly(Tuple.tuple("amount.amount", "wrong-form"));
        }
        assertThat(wrongIn(with("amount", "{\"amount\":\"1\",\"currency\":\"RMB\"}")))
                .extracting(OffendingField::field, OffendingField::code)
                .containsExactly(Tuple.tuple("amount.currency", "unknown-code"));
        assertThat(wrongIn(with("amount", "{\"amount\":null}")))
                .extracting(OffendingField::field, OffendingField::code)
                .containsExactly(Tuple.tuple("amount.amount", "missing"), Tuple.tuple("amount.currency", "missing"));
        refuses("owed", "{\"amount\":\"0.00\",\"currency\":\"CNY\"}", "out-of-range");
        assertThat(read(with("amount", "{\"currency\":\"CNY\",\"amount\":\"1234.5\",\"more\":[1]}"))
                        .amount())
                .isEqualTo(Money.yuan("1234.50"));
    }

    @Test
    void theSameMistakesAreToldInTheSameOrder() {
        assertThat(wrongIn("""
            {"channel":"GRID","summary":" ","facts":[""," ","  "],"code":"7","applicants":[{"name":""},{"name":" "}]}\
            """))
                .extracting(OffendingField::field)
                .containsExactly(
                        "applicants[0].name",
                        "applicants[1].name",
                        "code",
                        "facts[0]",
                        "facts[1]",
                        "facts[2]",
                        "summary");
    }

    @Test
    void noMessageShowsAPattern() {
        assertThat(wrongIn(with("code", "\"7\"")))
                .containsExactly(new OffendingField("code", "wrong-form", "It has not the form that is needed here."));
    }

    @Test
    void whyATextIsNoJsonIsToldInWords() {
        var deep = "[".repeat(65);
        for (var one : Map.of(
                        "{\"channel\":\"GRID\",",
                        "ends-early",
                        "{\"a\":1,\"a\":2}",
                        "duplicate-field",
                        "{\"unknown\":" + deep,
                        "too-deep",
                        with("claim", "\"x\"") + " {}",
                        "trailing-text",
                        "",
                        "missing",
                        "null",
                        "missing",
                        "{channel:1}",
                        "malformed-json",
                        "{\"groupSize\":" + "1".repeat(2000) + "}",
                        "too-long")
                .entrySet()) {
            assertThat(json.read(one.getKey().getBytes(UTF_8), Registration.class))
                    .as(one.getKey())
                    .isInstanceOfSatisfying(
                            Read.Rejected.class,
                            rejected -> assertThat(rejected.code()).isEqualTo("kernel.malformed-json"));
            assertThat(wrongIn(one.getKey()))
                    .as(one.getKey())
                    .extracting(OffendingField::code)
                    .containsExactly(one.getValue());
        }
        assertThat(wrongIn("{\n \"channel\": \"GRID\",\n"))
                .containsExactly(new OffendingField(
                        "", "ends-early", "The JSON ends before it is complete (line 3, column 1)."));
        for (var bytes : List.of(
                "{\"summary\":\"王\"}".getBytes(Charset.forName("GBK")),
                "{\"summary\":\"a\"}".getBytes(UTF_16BE),
                new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'},
                new byte[] {0, 0, 0, '{', 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF})) {
            assertThat(json.read(bytes, Registration.class))
                    .isInstanceOfSatisfying(
                            Read.Rejected.class,
                            rejected -> assertThat(rejected.code()).isEqualTo("kernel.malformed-json"));
        }
    }
}
