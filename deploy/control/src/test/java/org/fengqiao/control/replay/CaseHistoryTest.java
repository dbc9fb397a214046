package org.fengqiao.control.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.sealing.Box;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;

/** Histories put together from several streams, kept in files, and without people. */
class CaseHistoryTest {

    private static final UUID CASE = new UUID(0, 7);
    private static final Instant MORNING = Instant.parse("2024-03-01T01:00:00Z");
    private static final String BOX =
            new Box(Suite.of("i1"), new SubjectId(new UUID(0, 9)), 1, "A".repeat(16), "A".repeat(28)).text();

    @TempDir
    private Path folder;

    private static CaseEvent event(
            String service, long version, Instant recordedAt, int id, @Nullable Integer causedBy, String data) {
        return new CaseEvent(
                service,
                CASE,
                version,
                new UUID(1, id),
                "fengqiao.%s.something-done.v1".formatted(service),
                recordedAt,
                recordedAt,
                new Actor("clerk-7", "kundulun-centre", "clerk", null),
                CASE,
                causedBy == null ? null : new UUID(1, causedBy),
                HistoryFile.tree(data));
    }

    private static CaseEvent event(String service, long version, Instant recordedAt, int id, @Nullable Integer cause) {
        return event(service, version, recordedAt, id, cause, "{}");
    }

    @Test
    void whatLedToAnEventComesBeforeItEvenIfTimeStandsStill() {
        var history = CaseHistory.of(
                CASE,
                List.of(
                        event("intake", 2, MORNING, 4, 3),
                        event("routing", 2, MORNING, 3, null),
                        event("routing", 1, MORNING, 2, 1),
                        event("intake", 1, MORNING, 1, null),
                        event("mediation", 1, MORNING.minusSeconds(1), 5, null)),
                null);

        assertThat(history.events().stream().map(CaseEvent::place))
                .containsExactly(
                        "mediation 1 something-done.v1",
                        "intake 1 something-done.v1",
                        "routing 1 something-done.v1",
                        "routing 2 something-done.v1",
                        "intake 2 something-done.v1");
    }

    @Test
    void anEventThatIsThereTwiceIsToldOnce() {
        var once = event("intake", 1, MORNING, 1, null);

        assertThat(CaseHistory.of(CASE, List.of(once, once), null).events()).containsExactly(once);
    }

    @Test
    void aHistoryIsCutByTimeAndByEvent() {
        var history = CaseHistory.of(
                CASE,
                List.of(
                        event("intake", 1, MORNING, 1, null),
                        event("intake", 2, MORNING.plusSeconds(60), 2, null),
                        event("intake", 3, MORNING.plusSeconds(120), 3, null)),
                null);

        assertThat(history.asOf(MORNING.plusSeconds(60)).events()).hasSize(2);
        assertThat(history.upTo(event -> event.version() == 1).events()).hasSize(1);
    }

    @Test
    void aFileHasItAsItWas() throws IOException {
        var history = CaseHistory.of(
                CASE,
                List.of(event("intake", 1, MORNING, 1, null, "{\"amount\":\"3000.00\",\"share\":0.50}")),
                List.of(new SentMessage(
                        "intake",
                        CASE,
                        new UUID(2, 1),
                        "police.outbound",
                        "P-1",
                        "fengqiao.partner.referral-acknowledged.v1",
                        MORNING,
                        new UUID(1, 1),
                        12L,
                        HistoryFile.tree("{}"))));
        var file = folder.resolve("case.jsonl");
        write(history, file);

        assertThat(new HistoryFile(file).read(CASE, EnumSet.allOf(Service.class)))
                .isEqualTo(history);
        assertThat(new HistoryFile(file).cases()).containsExactly(CASE);
        assertThatThrownBy(() -> new HistoryFile(file).read(new UUID(0, 8), EnumSet.allOf(Service.class)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has no event of case 00000000-0000-0000-0000-000000000008");
    }

    @Test
    void aLineThatIsNoEventIsNamedAndNotQuoted() throws IOException {
        var file = folder.resolve("case.jsonl");
        Files.writeString(
                file, "{\"history\":\"fengqiao.case-history.v1\",\"messages\":false}\n{\"event\":{\"李某\":1}}\n");

        assertThatThrownBy(() -> new HistoryFile(file).read(CASE, EnumSet.allOf(Service.class)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("line 2 is no event of a history")
                .hasMessageNotContaining("李某");
        Files.writeString(file, "something else");
        assertThatThrownBy(() -> new HistoryFile(file).read(CASE, EnumSet.allOf(Service.class)))
                .hasMessageContaining("is no history");
    }

    @Test
    void anAnonymousHistoryHasNeitherBoxesNorWhoActed() throws IOException {
        var data = "{\"name\":\"%s\",\"worker\":\"clerk-7\",\"unit\":\"kundulun-centre\"}".formatted(BOX);
        var history = Anonymous.of(CaseHistory.of(CASE, List.of(event("intake", 1, MORNING, 1, null, data)), null));
        var written = new StringWriter();
        HistoryFile.write(history, written);

        assertThat(written.toString())
                .doesNotContain("box.", "clerk-7")
                .contains(
                        "\"name\":\"erased.00000000-0000-0000-0000-000000000009\"",
                        "\"worker\":\"person-1\"",
                        "\"id\":\"person-1\"",
                        "\"unit\":\"kundulun-centre\"");
    }

    private static void write(CaseHistory history, Path file) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            HistoryFile.write(history, out);
        }
    }
}
