package org.fengqiao.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.control.Counterfactual.Outcome;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.local.UserError;

/** Recorded deadlines under other rules. */
class CounterfactualTest {

    private static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SET = """
            {"name": "claim-1", "rule": "claim", "version": 1, "startedBy": "case-assigned.v1",
             "startedAt": "2024-03-08T01:00:00Z", "dueAt": "2024-03-11T16:00:00Z", "warnAt": []}""";

    private static final String BREACHED = """
            {"name": "claim-1", "rule": "claim", "dueAt": "2024-03-11T16:00:00Z",
             "breachedAt": "2024-03-11T16:00:01Z"}""";

    private static final String MET = """
            {"name": "claim-1", "rule": "claim", "metAt": "2024-03-12T01:00:00Z", "onTime": false}""";

    /** Claimed on Monday the 11th, a working day and an hour after the assignment of Friday the 8th of March 2024. */
    private static final List<DeadlineEvent> CLAIMED_LATE = List.of(
            event("deadline-set.v1", SET), event("deadline-breached.v1", BREACHED), event("deadline-met.v1", MET));

    @TempDir
    private Path drafts;

    private static DeadlineEvent event(String type, String data) {
        try {
            return RecordedDeadline.of("fengqiao.routing." + type, JSON.readTree(data))
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Our rules with another time to claim a case, as somebody would draft it. */
    private Path drafted(int workingDays) throws IOException {
        var rules = Path.of("../../shared-kernel/legal-clock/src/main/resources/legal/rules/service-standard.yaml");
        var ours = Files.readString(rules);
        var claim = ours.substring(ours.indexOf("id: claim\n"));
        var length = claim.lines()
                .filter(line -> line.contains("length:") || line.contains("count:"))
                .findFirst()
                .orElseThrow();
        var changed = claim.replaceFirst(
                java.util.regex.Pattern.quote(length), length.replaceFirst("\\b1\\b", Integer.toString(workingDays)));
        Files.writeString(drafts.resolve("draft.yaml"), ours.replace(claim, changed));
        return drafts;
    }

    @Test
    void underTheSameRulesNothingMoves() {
        var counterfactual = new Counterfactual(LegalFiles.official().clock(), NOW);
        counterfactual.add("routing", "a case", CLAIMED_LATE);

        assertThat(counterfactual.moved()).isEmpty();
        assertThat(counterfactual.byRule().rows())
                .containsExactly(List.<Object>of("claim", 1L, 0L, 0L, 0L, 0L, 1L, 0L, 1L));
    }

    @Test
    void withMoreTimeWhatWasLateIsOnTime() throws IOException {
        var counterfactual = new Counterfactual(CounterfactualVerb.clock(drafted(3)), NOW);
        counterfactual.add("routing", "a case", CLAIMED_LATE);

        assertThat(counterfactual.moved()).singleElement().satisfies(moved -> {
            assertThat(moved.due()).isEqualTo("2024-03-11T16:00:00Z");
            assertThat(moved.dueThen()).isEqualTo("2024-03-13T16:00:00Z");
            assertThat(moved.outcome()).isEqualTo(Outcome.LATE);
            assertThat(moved.outcomeThen()).isEqualTo(Outcome.ON_TIME);
        });
        assertThat(counterfactual.byRule().rows())
                .containsExactly(List.<Object>of("claim", 1L, 0L, 1L, 0L, 0L, 1L, 1L, 0L));
    }

    @Test
    void theCasesThatEndOtherwiseAreCountedOnceAndTheRateIsThatOfDuties() throws IOException {
        var counterfactual = new Counterfactual(CounterfactualVerb.clock(drafted(3)), NOW);
        counterfactual.add("routing", "a case", CLAIMED_LATE);
        counterfactual.add("mediation", "a case", CLAIMED_LATE);
        counterfactual.add("routing", "another case", CLAIMED_LATE);

        assertThat(counterfactual.otherwise()).isEqualTo(new Counterfactual.Otherwise(0, 2));
        assertThat(counterfactual.onTimeRate()).isEqualTo("on-time-rate 0.00 % (0 of 3), then 100.00 % (3 of 3)");
    }

    @Test
    void whatIsStillOwedIsLateOnceTheOtherTimeIsOver() throws IOException {
        var clock = CounterfactualVerb.clock(drafted(3));
        var owed = CLAIMED_LATE.subList(0, 2);

        var before = new Counterfactual(clock, Instant.parse("2024-03-13T15:59:59Z"));
        before.add("routing", "a case", owed);
        assertThat(before.moved().getFirst().outcomeThen()).isEqualTo(Outcome.OPEN);

        var after = new Counterfactual(clock, Instant.parse("2024-03-13T16:00:00Z"));
        after.add("routing", "a case", owed);
        assertThat(after.moved().getFirst().outcomeThen()).isEqualTo(Outcome.LATE);
    }

    @Test
    void aDeadlineThatStartsAnewIsAnother() throws IOException {
        var counterfactual = new Counterfactual(CounterfactualVerb.clock(drafted(3)), NOW);
        counterfactual.add(
                "routing",
                "a case",
                List.of(CLAIMED_LATE.getFirst(), event("deadline-cancelled.v1", """
                                {"name": "claim-1", "reason": "started anew",
                                 "cancelledAt": "2024-03-08T02:00:00Z"}"""), event("deadline-set.v1", """
                                {"name": "claim-1", "rule": "claim", "version": 1, "startedBy": "case-assigned.v1",
                                 "startedAt": "2024-03-12T01:00:00Z", "dueAt": "2024-03-13T16:00:00Z",
                                 "warnAt": []}""")));

        assertThat(counterfactual.moved())
                .extracting(moved -> moved.dueThen().toString())
                .containsExactly("2024-03-13T16:00:00Z", "2024-03-15T16:00:00Z");
    }

    @Test
    void aFaultyDraftIsToldWithFileAndLine() throws IOException {
        Files.writeString(drafts.resolve("draft.yaml"), "rules:\n  - id: claim\n    lenght: 3\n");

        assertThatThrownBy(() -> CounterfactualVerb.clock(drafts))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("draft.yaml");
    }
}
