package org.fengqiao.caseload.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.caseload.mapping.MappingFile;
import org.fengqiao.caseload.mapping.PlannedStep;

class LogPlanTest {

    private static final Path FINES = Path.of("mappings", "traffic-fines.yaml");

    private static final List<String> ROWS = List.of(
            "A1,Create Fine,complete,561,2006-07-24T00:00:00Z,35.0,157.0,NIL,,,,,,0.0,0.0,A,1,1",
            "A1,Send Fine,complete,,2006-12-05T00:00:00Z,,,,11.0,,,,,,,,2,2",
            "A2,Create Fine,complete,557,2006-07-24T00:00:00Z,36.0,7.0,NIL,,,,,,0.0,0.0,A,3,3",
            "A2,Payment,complete,,2006-07-24T00:00:00Z,,,,,,,,36.0,,36.0,,4,4",
            "A3,Create Fine,complete,557,2006-06-17T00:00:00Z,36.0,7.0,NIL,,,,,,0.0,0.0,A,5,5",
            "A3,Payment,complete,,2006-08-30T00:00:00Z,,,,,,,,18.0,,18.0,,6,6",
            "A3,Payment,complete,,2006-09-30T00:00:00Z,,,,,,,,18.0,,36.0,,7,7");

    private static final String HEADER =
            "case_id,activity,lifecycle,resource,timestamp,amount,article,dismissal,expense,lastsent,matricola,"
                    + "notificationtype,paymentamount,points,totalpaymentamount,vehicleclass,"
                    + "activity_instance_id,.order";

    @TempDir
    Path folder;

    private final List<UnplayedRow> unplayed = new ArrayList<>();

    @Test
    void stepsComeByDayMovedAsTheMappingSaysAndTheCasesOfADayTogether() throws Exception {
        try (var plan = LogPlan.of(log(ROWS), MappingFile.read(FINES), unplayed::add)) {
            assertThat(steps(plan))
                    .startsWith(
                            "2022-06-17 A3 REFER",
                            "2022-06-17 A3 TAKE_UP",
                            "2022-07-24 A1 REFER",
                            "2022-07-24 A1 TAKE_UP")
                    .endsWith("2022-09-30 A3 WITHDRAW", "2022-12-05 A1 ASK");
            assertThat(plan.tally().cases()).isEqualTo(3);
            assertThat(plan.tally().played()).isEqualTo(7);
            assertThat(plan.dayOf(plan.tally().last())).isEqualTo(LocalDate.parse("2022-12-05"));
        }
    }

    @Test
    void aLogInAnotherOrderIsTheSamePlan() throws Exception {
        var shuffled = new ArrayList<>(ROWS);
        Collections.shuffle(shuffled, new Random(1));
        try (var plan = LogPlan.of(log(ROWS), MappingFile.read(FINES), unplayed::add);
                var other = LogPlan.of(log(shuffled), MappingFile.read(FINES), unplayed::add)) {
            assertThat(other.tally().fingerprint()).isEqualTo(plan.tally().fingerprint());
            assertThat(steps(other)).isEqualTo(steps(plan));
        }
    }

    @Test
    void aLogCanBeginOnAnotherDay() throws Exception {
        try (var plan = LogPlan.of(log(ROWS), MappingFile.read(FINES), unplayed::add)) {
            plan.begin(LocalDate.parse("2030-01-01"));

            assertThat(steps(plan)).startsWith("2030-01-01 A3 REFER").endsWith("2030-06-21 A1 ASK");
        }
    }

    @Test
    void whatCannotBeReadIsNamedWithItsLineAndStopsNothing() throws Exception {
        var rows = new ArrayList<>(ROWS);
        rows.set(1, ROWS.get(1).replace("2006-12-05T00:00:00Z", "2006-12-45"));
        rows.set(4, ROWS.get(4).replaceFirst("A3", ""));
        try (var plan = LogPlan.of(log(rows), MappingFile.read(FINES), unplayed::add)) {
            assertThat(plan.tally().faulty()).isEqualTo(2);
            assertThat(plan.tally().told())
                    .contains(
                            "  line 3: timestamp is no time of the form yyyy-MM-dd'T'HH:mm:ssX: 2006-12-45",
                            "  line 6: case_id is empty")
                    .anySatisfy(line ->
                            assertThat(line).isEqualTo("        2  Payment: the case has not come in (lines 7, 8)"));
            assertThat(unplayed)
                    .contains(
                            new UnplayedRow(6, null, null, "case_id is empty"),
                            new UnplayedRow(8, "A3", "Payment", "the case has not come in"))
                    .hasSize(4);
        }
    }

    @Test
    void figuresOfASampleAreThoseOfItsPlan() throws Exception {
        var file = MappingFile.read(FINES);
        try (var plan = LogPlan.of(log(ROWS), file, unplayed::add)) {
            var figures = file.mapping().expected().figures();

            assertThat(figures)
                    .filteredOn(figure -> figure.title().contains("paid"))
                    .extracting(figure -> figure.title() + ": " + plan.tally().planned(figure))
                    .containsExactly(
                            "fines paid: 2",
                            "fines paid in parts: 1",
                            "paid and sent for credit collection: 0",
                            "neither paid nor sent for credit collection: 1");
            assertThat(plan.tally().differences(file.mapping().expected()))
                    .contains("7 rows, where the whole log has 34724", "3 cases, where the whole log has 10000");
        }
    }

    private static List<String> steps(LogPlan plan) throws IOException {
        var steps = new ArrayList<String>();
        plan.steps().forEachRemaining(step -> steps.add(told(plan, step)));
        return steps;
    }

    private static String told(LogPlan plan, PlannedStep step) {
        return "%s %s %s".formatted(plan.dayOf(step.at()), step.caseId(), step.act());
    }

    private Path log(List<String> rows) throws IOException {
        return Files.writeString(
                Files.createTempFile(folder, "log", ".csv"), HEADER + "\n" + String.join("\n", rows) + "\n");
    }
}
