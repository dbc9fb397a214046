package org.fengqiao.caseload.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import org.fengqiao.caseload.log.LogRow;
import org.fengqiao.caseload.mapping.PlannedCase.LeftOut;

class CasePlannerTest {

    private final CasePlanner planner =
            new CasePlanner(MappingFile.read("test.yaml", Samples.SMALL).mapping());

    @Test
    void eachRowIsTheFirstAlternativeThatAppliesAndFits() {
        var planned = planned(row(1, "fined", 1), row(2, "sent", 2), row(3, "paid", 3), row(4, "paid", 4));

        assertThat(planned.leftOut()).isEmpty();
        assertThat(planned.steps())
                .extracting(PlannedStep::act)
                .containsExactly(Act.REFER, Act.TAKE_UP, Act.ASK, Act.CORRECT, Act.WITHDRAW);
        assertThat(planned.steps().getFirst().fields().path("summary").asText()).isEqualTo("fine of 35.00");
        assertThat(planned.steps().getLast().origin().parties()).containsExactly("applicant-1", "respondent-1");
    }

    @Test
    void whatFitsNoStateIsLeftOutWithItsReasonAndTheRestIsPlanned() {
        var planned = planned(
                row(1, "sent", 1), row(2, "fined", 2), row(3, "served", 3), row(4, "noted", 4), row(5, "eaten", 5));

        assertThat(planned.steps()).extracting(PlannedStep::line).containsOnly(2L);
        assertThat(planned.leftOut())
                .containsExactly(
                        new LeftOut(1, "sent", "the case has not come in"),
                        new LeftOut(3, "served", "post has nothing to report"),
                        new LeftOut(4, "noted", "of no consequence"),
                        new LeftOut(5, "eaten", "the mapping does not know this activity"));
    }

    @Test
    void anAlternativeOfWhichOneActDoesNotFitDoesNothing() {
        var planned = planner.plan(List.of(
                new LogRow(1, "A1", "fined", Instant.parse("2024-03-01T00:00:00Z"), null, Map.of("amount", "much"))));

        assertThat(planned.steps()).isEmpty();
        assertThat(planned.leftOut()).containsExactly(new LeftOut(1, "fined", "the column amount is no number: much"));
    }

    @Property(tries = 50)
    void theSameRowsInAnotherOrderAreTheSamePlan(@ForAll Random random) {
        var rows = Arrays.asList(row(1, "fined", 1), row(2, "sent", 2), row(3, "served", 3), row(4, "paid", 3));
        var before = plannedInOrder(rows);
        var shuffled = new ArrayList<LogRow>();
        Collections.shuffle(rows, random);
        for (var row : rows) {
            shuffled.add(
                    new LogRow(shuffled.size() + 1, row.caseId(), row.activity(), row.at(), row.order(), row.values()));
        }

        assertThat(plannedInOrder(shuffled)).isEqualTo(before);
    }

    private List<String> plannedInOrder(List<LogRow> rows) {
        return planner.plan(rows.stream().sorted(planner.order()).toList()).steps().stream()
                .map(step -> step.step() + " " + step.act() + " " + step.key())
                .toList();
    }

    private PlannedCase planned(LogRow... rows) {
        return planner.plan(List.of(rows));
    }

    private static LogRow row(long line, String activity, int day) {
        return new LogRow(
                line,
                "A1",
                activity,
                Instant.parse("2024-03-%02dT00:00:00Z".formatted(day)),
                Long.toString(line),
                Map.of("amount", "35.0", "id", "A1"));
    }
}
