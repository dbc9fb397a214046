package org.fengqiao.kernel.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import org.fengqiao.kernel.json.StrictJson.Read;
import org.fengqiao.kernel.json.StrictJsonTest.Channel;
import org.fengqiao.kernel.json.StrictJsonTest.Person;
import org.fengqiao.kernel.json.StrictJsonTest.Registration;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Texts;
import org.fengqiao.kernel.value.Texts.Form;
import org.fengqiao.kernel.value.Times;

/** Properties of the reader: input that may be said is read as it was meant, and other input is refused anywhere. */
class StrictJsonPropertiesTest {

    private static final LocalDate TODAY = LocalDate.of(2024, 3, 1);

    private final StrictJson json = new StrictJsonTest().json;

    private Read<Registration> read(String text) {
        return json.read(text.getBytes(UTF_8), Registration.class);
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(text -> !Texts.isForbidden(text, Form.LINE) && Texts.isVisible(text))
                .map(Texts::trimmed)
                .filter(Texts::isVisible);
    }

    @Provide
    Arbitrary<Registration> registrations() {
        var texts = lines();
        var money = Arbitraries.longs()
                .between(1, 99_999_999_999_999L)
                .map(cents -> Money.yuan("%d.%02d".formatted(cents / 100, cents % 100)));
        var times = Arbitraries.longs()
                .between(Times.FIRST_DAY.toEpochDay() * 86_400, TODAY.toEpochDay() * 86_400)
                .map(second -> OffsetDateTime.of(
                        java.time.LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC), ZoneOffset.ofHours(8)));
        return Combinators.combine(
                        Arbitraries.of(Channel.class),
                        Combinators.combine(texts, texts.injectNull(0.5))
                                .as(Person::new)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(4),
                        texts,
                        Arbitraries.integers().between(1, 100_000).injectNull(0.5),
                        money.injectNull(0.3),
                        times.injectNull(0.3),
                        Arbitraries.of(true, false).injectNull(0.3),
                        texts.injectNull(0.5))
                .as((channel, applicants, summary, groupSize, amount, happenedAt, urgent, claim) -> new Registration(
                        channel,
                        applicants,
                        summary,
                        groupSize,
                        amount,
                        happenedAt,
                        urgent,
                        claim,
                        List.of(summary),
                        TODAY.plusYears(29),
                        TODAY,
                        amount,
                        "CODE"));
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadAsItWas(@ForAll("registrations") Registration registration) throws JsonProcessingException {
        assertThat(read(Json.mapper().writeValueAsString(registration))).isEqualTo(new Read.Accepted<>(registration));
    }

    @Property(tries = 500)
    void aCharacterThatNoTextMayHaveIsRefusedWhereverItStands(
            @ForAll @IntRange(max = 0xFFFF) int character, @ForAll @IntRange(max = 2) int place)
            throws JsonProcessingException {
        var text = "a\\u%04xb".formatted(character);
        var body = "{\"channel\":\"GRID\",\"applicants\":[{\"name\":\"%s\"}],\"summary\":\"%s\",\"claim\":\"%s\"}"
                .formatted(place == 0 ? text : "n", place == 1 ? text : "s", place == 2 ? text : "c");
        var forbidden = Texts.isForbidden("a" + (char) character + "b", place == 2 ? Form.LINES : Form.LINE);
        assertThat(read(body) instanceof Read.Rejected).isEqualTo(forbidden);
        if (read(body) instanceof Read.Accepted<Registration>(var kept)) {
            assertThat(new String(Json.mapper().writeValueAsBytes(kept), UTF_8))
                    .doesNotContain("\\u0000", "\uFFFD\uFFFD");
        }
    }

    @Property(tries = 300)
    void aTimeIsReadWithinItsRangeAndNowhereElse(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second) {
        var time = OffsetDateTime.ofInstant(java.time.Instant.ofEpochSecond(second), ZoneOffset.ofHours(8));
        var body = "{\"channel\":\"GRID\",\"applicants\":[{\"name\":\"n\"}],\"summary\":\"s\",\"happenedAt\":\"%s\"}"
                .formatted(time.format(java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        var day = time.toLocalDate();
        assertThat(read(body) instanceof Read.Accepted)
                .isEqualTo(!day.isBefore(Times.FIRST_DAY) && !day.isAfter(TODAY.plusDays(1)));
    }

    @Property(tries = 300)
    void whatIsTornIsNeverAccepted(
            @ForAll("registrations") Registration registration, @ForAll @IntRange(max = 10_000) int at)
            throws JsonProcessingException {
        var whole = Json.mapper().writeValueAsString(registration);
        assertThat(read(whole.substring(0, at % whole.length()))).isInstanceOf(Read.Rejected.class);
        assertThat(read(whole + whole)).isInstanceOf(Read.Rejected.class);
        assertThat(read("[" + whole + "]")).isInstanceOf(Read.Rejected.class);
    }

    @Property(tries = 50)
    void depthIsBounded(@ForAll @IntRange(min = 1, max = 100_000) int depth) {
        var body = "{\"channel\":\"GRID\",\"applicants\":[{\"name\":\"n\"}],\"summary\":\"s\",\"other\":%s%s}"
                .formatted("[".repeat(depth), "]".repeat(depth));
        assertThat(read(body) instanceof Read.Accepted).isEqualTo(depth < StrictJson.DEPTH);
    }
}
