package org.fengqiao.kernel.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

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
            @Nullable Boolean urgent) {}

    final StrictJson json = new StrictJson(
            Json.mapper(), Validation.buildDefaultValidatorFactory().getValidator());

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
                "amount":{"amount":"12.50","currency":"CNY"},
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
                        org.assertj.core.groups.Tuple.tuple("channel", "unknown-code"),
                        org.assertj.core.groups.Tuple.tuple("applicants[0].name", "wrong-type"),
                        org.assertj.core.groups.Tuple.tuple("applicants[1].phone", "wrong-type"),
                        org.assertj.core.groups.Tuple.tuple("applicants[1].name", "missing"),
                        org.assertj.core.groups.Tuple.tuple("groupSize", "wrong-type"),
                        org.assertj.core.groups.Tuple.tuple("happenedAt", "wrong-form"),
                        org.assertj.core.groups.Tuple.tuple("urgent", "wrong-type"),
                        org.assertj.core.groups.Tuple.tuple("amount", "wrong-type"),
                        org.assertj.core.groups.Tuple.tuple("summary", "missing"));
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
}
