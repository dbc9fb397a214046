package org.fengqiao.caseload.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimesTest {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            yyyy-MM-dd'T'HH:mm:ssX | 2006-07-24T00:00:00Z      | 2006-07-24T00:00:00Z
            yyyy-MM-dd HH:mm       | 2024-03-01 08:30          | 2024-03-01T00:30:00Z
            d.M.yyyy               | 1.3.2024                  | 2024-02-29T16:00:00Z
            yyyy年M月d日            | 2024年3月1日               | 2024-02-29T16:00:00Z
            ISO                    | 2024-03-01T08:30:00+08:00 | 2024-03-01T00:30:00Z
            ISO                    | 2024-03-01T08:30:00.250   | 2024-03-01T00:30:00.250Z
            """)
    void aTimeIsReadInTheFormThatTheMappingNames(String form, String written, Instant time) {
        assertThat(times(Period.ZERO, form).read(written)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-30", "2023-02-29", "yesterday", "2024-3-1", "2024-03-01x", ""})
    void whatIsNoDayIsNone(String written) {
        assertThat(times(Period.ZERO, "yyyy-MM-dd").read(written)).isEmpty();
    }

    @Test
    void theFirstFormThatFitsCounts() {
        var times = times(Period.ZERO, "d/M/yyyy", "yyyy-MM-dd");

        assertThat(times.read("3/4/2024")).contains(Instant.parse("2024-04-02T16:00:00Z"));
        assertThat(times.read("2024-04-03")).contains(Instant.parse("2024-04-02T16:00:00Z"));
    }

    @Test
    void everyTimeIsMovedByTheSamePeriodWhereItWasWritten() {
        assertThat(times(Period.ofYears(16), "yyyy-MM-dd").read("2008-02-29"))
                .contains(Instant.parse("2024-02-28T16:00:00Z"));
    }

    private static LogTimes times(Period shift, String... forms) {
        return new LogTimes(List.of(forms), CHINA, shift);
    }
}
