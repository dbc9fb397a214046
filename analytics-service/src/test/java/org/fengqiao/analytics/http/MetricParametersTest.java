package org.fengqiao.analytics.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import jakarta.ws.rs.core.MultivaluedHashMap;

import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.metric.Dimension;
import org.fengqiao.analytics.metric.Metric;
import org.fengqiao.analytics.metric.Metrics;
import org.fengqiao.analytics.metric.Part;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;

/** Faults of a question about a number, told at once, whichever of its readers found them. */
class MetricParametersTest {

    private static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");
    private static final Metric CLOSURE_RATE = Metrics.named("closure-rate").orElseThrow();

    private static MultivaluedHashMap<String, String> query(String query) {
        var sent = new MultivaluedHashMap<String, String>();
        for (var parameter : query.split("&")) {
            var parts = parameter.split("=", 2);
            sent.add(parts[0], parts[1]);
        }
        return sent;
    }

    private static List<String> wrong(MetricParameters.Asked<?> asked) {
        return asked.wrong().stream()
                .map(field -> field.field() + " " + field.code())
                .sorted()
                .toList();
    }

    @Test
    void a_page_of_cases_is_read_with_the_question() {
        var asked = MetricParameters.cases(
                CLOSURE_RATE, query("limit=20&cursor=&part=remainder&category=LABOUR"), Jurisdiction.EVERYWHERE, NOW);
        assertThat(asked.wrong()).isEmpty();
        assertThat(asked.what().part()).isEqualTo(Part.REMAINDER);
        assertThat(asked.what().page().fetch()).isEqualTo(21);
        assertThat(asked.what().page().after()).isNull();
        assertThat(asked.question().filters()).containsKey(Dimension.CATEGORY);
    }

    @Test
    void limit_and_cursor_are_named_with_the_rest() {
        var asked = MetricParameters.cases(
                CLOSURE_RATE,
                query("limit=201&cursor=MQ&part=both&from=2024-13-01&stret=x&community=\0&category="),
                Jurisdiction.EVERYWHERE,
                NOW);
        assertThat(wrong(asked))
                .containsExactly(
                        "category missing",
                        "community forbidden-character",
                        "cursor wrong-form",
                        "from wrong-form",
                        "limit out-of-range",
                        "part unknown-code",
                        "stret unknown-parameter");
    }

    @Test
    void what_concerns_the_form_of_a_file_is_named_with_the_rest() {
        var request = CsvRequest.of(query("bom=x&comment=y&groupBy=colour&limit=1"));
        assertThat(wrong(MetricParameters.rows(CLOSURE_RATE, request, Jurisdiction.EVERYWHERE, NOW)))
                .containsExactly(
                        "bom wrong-form", "comment wrong-form", "groupBy unknown-code", "limit unknown-parameter");
        assertThat(wrong(MetricParameters.allCases(CLOSURE_RATE, request, Jurisdiction.EVERYWHERE, NOW)))
                .contains("bom wrong-form", "comment wrong-form", "limit unknown-parameter");
    }

    @Test
    void an_arrow_without_an_end_is_named_with_its_page() {
        var asked = MetricParameters.arrow(CLOSURE_RATE, query("limit=x&cursor=!"), Jurisdiction.EVERYWHERE, NOW);
        assertThat(asked.wrong())
                .extracting(OffendingField::field)
                .containsExactlyInAnyOrder("limit", "cursor", "toStep");
    }
}
