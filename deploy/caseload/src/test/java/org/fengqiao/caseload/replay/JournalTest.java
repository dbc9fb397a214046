package org.fengqiao.caseload.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    @Test
    void aRunThatWasStoppedGoesOnBehindTheLastDayThatIsOver() throws Exception {
        try (var journal = Journal.of(folder, "small", "1", 0)) {
            assertThat(journal.baseline()).isEmpty();
            journal.begin(Map.of("accepted", 7L));
            journal.is("A1", "id-1");
            journal.over(LocalDate.parse("2024-03-01"));
            journal.is("A2", "id-2");
            journal.failed("A2");
        }
        // A power cut in the middle of a line.
        try (var files = Files.list(folder)) {
            Files.writeString(files.findFirst().orElseThrow(), "{\"day\":\"2024-0", StandardOpenOption.APPEND);
        }
        try (var journal = Journal.of(folder, "small", "1", 0)) {
            assertThat(journal.baseline()).contains(Map.of("accepted", 7L));
            assertThat(journal.playedThrough()).contains(LocalDate.parse("2024-03-01"));
            assertThat(journal.idOf("A1")).isEqualTo("id-1");
            assertThat(journal.hasFailed("A2")).isTrue();
            assertThat(journal.hasFailed("A1")).isFalse();
        }
    }

    @Test
    void anotherLogHasAnotherJournal() throws Exception {
        try (var journal = Journal.of(folder, "small", "1", 0)) {
            journal.begin(Map.of());
        }
        try (var journal = Journal.of(folder, "small", "2", 0)) {
            assertThat(journal.baseline()).isEmpty();
        }
    }
}
