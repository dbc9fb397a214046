package org.fengqiao.caseload.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.fengqiao.caseload.log.LogFault;
import org.fengqiao.caseload.log.LogRow;
import org.fengqiao.caseload.mapping.PlannedCase;

class TallyTest {

    /** As if the mapping took the column of the case for that of the activity. */
    @Test
    void aWrongColumnDoesNotFillTheMemoryOrTheScreen() {
        var tally = new Tally(List.of());
        for (var line = 1; line <= 5_000; line++) {
            var activity = "activity " + line;
            tally.read(new LogRow(line, "A1", activity, Instant.EPOCH, null, Map.of()));
            tally.planned(new PlannedCase(
                    "A1", List.of(), List.of(), List.of(new PlannedCase.LeftOut(line, activity, "unknown"))));
            tally.faulty(new LogFault(line, "faulty"));
        }

        assertThat(tally.rows()).isEqualTo(5_000);
        assertThat(tally.told())
                .hasSizeLessThan(700)
                .contains("     4700  (others): other reasons (lines 301, 302, 303, 304, 305, …)", "  and 4950 more");
    }
}
