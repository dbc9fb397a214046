package org.fengqiao.caseload.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class SimulatedYearTest {

    private static final LocalDateTime FIRST_MORNING = LocalDateTime.parse("2024-01-01T09:30:00");
    private static final LocalDateTime FIRST_AFTERNOON = LocalDateTime.parse("2024-01-01T14:30:00");
    private static final LocalDateTime SECOND_MORNING = LocalDateTime.parse("2024-01-02T09:30:00");
    private static final LocalDateTime LAST_AFTERNOON = LocalDateTime.parse("2024-01-03T14:30:00");

    private final SimulatedYear year = new SimulatedYear(FIRST_MORNING, LAST_AFTERNOON);
    private final List<String> happened = new CopyOnWriteArrayList<>();

    @Test
    void theBellRingsEachMorningAndAfternoonUntilTheEnd() throws Exception {
        var moments = new ArrayList<LocalDateTime>();
        year.run(List.of(), moments::add);

        assertThat(moments)
                .hasSize(6)
                .startsWith(FIRST_MORNING, FIRST_AFTERNOON, SECOND_MORNING)
                .endsWith(LAST_AFTERNOON);
    }

    @Test
    void nothingOfAMomentIsLeftWhenTheNextOneComes() throws Exception {
        var actors = IntStream.range(0, 200)
                .mapToObj(_ -> new SimulatedYear.Actor(FIRST_MORNING, () -> {
                    happened.add("morning");
                    sleepUntil(FIRST_AFTERNOON);
                    happened.add("afternoon");
                }))
                .toList();
        year.run(actors, moment -> happened.add("bell " + moment.getHour()));

        assertThat(happened.getFirst()).isEqualTo("bell 9");
        assertThat(happened.subList(1, 201)).containsOnly("morning");
        assertThat(happened.get(201)).isEqualTo("bell 14");
        assertThat(happened.subList(202, 402)).containsOnly("afternoon");
        assertThat(happened.get(402)).isEqualTo("bell 9");
    }

    @Test
    void somebodyBeginsOnTheirDay() throws Exception {
        year.run(
                List.of(new SimulatedYear.Actor(
                        SECOND_MORNING, () -> happened.add(year.now().toString()))),
                _ -> {});

        assertThat(happened).containsExactly("2024-01-02T09:30");
    }

    @Test
    void sleepingForAMomentThatHasPassedIsNoSleep() throws Exception {
        year.run(
                List.of(new SimulatedYear.Actor(SECOND_MORNING, () -> {
                    sleepUntil(FIRST_MORNING);
                    happened.add(year.now().toString());
                })),
                _ -> {});

        assertThat(happened).containsExactly("2024-01-02T09:30");
    }

    @Test
    void whoSleepsBeyondTheEndIsToldThatTheYearIsOver() throws Exception {
        year.run(
                List.of(new SimulatedYear.Actor(FIRST_MORNING, () -> {
                    try {
                        sleepUntil(LAST_AFTERNOON.plusDays(1));
                    } catch (SimulatedYear.Over over) {
                        happened.add(over.getMessage());
                    }
                })),
                _ -> {});

        assertThat(happened).containsExactly("the year is over");
    }

    private void sleepUntil(LocalDateTime moment) {
        try {
            year.sleepUntil(moment);
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
