package org.fengqiao.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.json.OffendingField;

/** One answer names every parameter of a query that cannot be accepted, with the codes and words of bodies. */
class KnownParametersTest {

    private static final Instance<Object> NOBODY = null;

    private final KnownParameters parameters = new KnownParameters(
            new QueryParameters(() -> Instant.parse("2025-03-01T00:00:00Z")),
            Validation.buildDefaultValidatorFactory().getValidator(),
            NOBODY);

    /** A resource with a parameter of each kind. */
    @SuppressWarnings("unused")
    public static class Calls {
        public void list(
                @PathParam("id") @NotNull @Size(min = 5) String id,
                @QueryParam("day") List<DayOfWeek> days,
                @QueryParam("due") @Nullable Instant due,
                @QueryParam("from") @NotNull Instant from,
                @QueryParam("wait") @Max(30) int wait,
                @QueryParam("week") @Pattern(regexp = "[0-9]+") @Nullable String week,
                @Valid @BeanParam Page.Request page) {}

        public void none() {}

        public void own(@Context UriInfo uri, @Valid @BeanParam Page.Request page) {}

        public void page(@Valid @BeanParam Page.Request page) {}
    }

    private List<OffendingField> fields(String call, String query) {
        var sent = new MultivaluedHashMap<String, String>();
        for (var parameter : query.split("&")) {
            var parts = parameter.split("=", 2);
            sent.add(parts[0], parts[1]);
        }
        var method = Arrays.stream(Calls.class.getMethods())
                .filter(one -> one.getName().equals(call))
                .findFirst()
                .orElseThrow();
        return parameters.wrong(sent, new Calls(), method);
    }

    private List<String> wrong(String call, String query) {
        return fields(call, query).stream()
                .map(field -> field.field() + " " + field.code())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "from=2025-01-01T00:00:00Z&day=MONDAY&day=FRIDAY&wait=30&limit=200&cursor=&week=7,",
        "from=2025-01-01T00:00:00Z&cursor=MQ,",
        "day=FOO&due=x&wait=999&limit=0&cursor=zz&week=x,"
                + "cursor wrong-form;day unknown-code;due wrong-form;from missing;limit out-of-range;"
                + "wait out-of-range;week wrong-form",
        "day=MONDAY&day=FOO&wait=x&limit=9999&from=2025-01-01,"
                + "day unknown-code;from wrong-form;limit out-of-range;wait wrong-form",
        "from=&wait=1&wait=2&untit=1&limit=-1&cursor=\u202e1,"
                + "cursor forbidden-character;from missing;limit out-of-range;untit unknown-parameter;wait repeated",
        "from=2025-01-01T00:00:00Z&week=\u202e1&day= &cursor=a&cursor=b,"
                + "cursor repeated;day missing;week forbidden-character"
    })
    void everyOffendingParameterIsNamedAtOnce(String query, String fields) {
        assertThat(wrong("list", query))
                .containsExactlyElementsOf(fields == null ? List.of() : List.of(fields.split(";")));
    }

    @Test
    void aCallWithoutParametersKnowsNone() {
        assertThat(wrong("none", "limit=1")).containsExactly("limit unknown-parameter");
    }

    @Test
    void aCallThatReadsItsParametersItselfStillHasThoseItDeclaresLookedAt() {
        assertThat(wrong("own", "street=x&community=\0&limit=0&cursor=zz"))
                .containsExactly("community forbidden-character", "cursor wrong-form", "limit out-of-range");
        assertThat(wrong("own", "limit=1&limit=2")).containsExactly("limit repeated");
    }

    /** A call that names its parameters itself reads a page as one that declares it. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "1.5", "", "0", "-1", "201", "99999999999", "1", "200"})
    void aPageIsReadInTheSameWayByItself(String limit) {
        var found = new ArrayList<OffendingField>();
        Page.Request.read(limit, null, found::add);
        assertThat(found).isEqualTo(fields("page", "limit=" + limit));
    }

    @Test
    void theWordsAreThoseOfTheProject() {
        assertThat(fields("own", "limit=0"))
                .containsExactly(new OffendingField("limit", "out-of-range", "1 or more is needed."));
        assertThat(fields("own", "limit=201"))
                .containsExactly(new OffendingField("limit", "out-of-range", "No more than 200 is possible."));
    }
}
