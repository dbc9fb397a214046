package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.routing.model.Histories.BOOK;
import static org.fengqiao.routing.model.Histories.words;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.routing.model.TableRegister.ApproveTable;
import org.fengqiao.routing.model.TableRegister.Command;
import org.fengqiao.routing.model.TableRegister.Event;
import org.fengqiao.routing.model.TableRegister.ProposeTable;
import org.fengqiao.routing.model.TableRegister.RejectTable;
import org.fengqiao.routing.model.TableRegister.TableApproved;
import org.fengqiao.routing.model.TableRegister.TableProposed;
import org.fengqiao.routing.model.TableRegister.TableRejected;
import org.fengqiao.routing.model.TableRegister.Tables;

/** Triage tables from proposal to force. */
class TableRegisterTest {

    static final Instant TODAY = Instant.parse("2024-06-03T07:00:00Z");

    /** The beginning of the next day, in China. */
    static final Instant TOMORROW = Instant.parse("2024-06-03T16:00:00Z");

    static final DeciderScenario<Command, Tables, Event> NONE = DeciderScenario.of(new TableRegister(BOOK));

    static final TriageTable TABLE = table("2024-06", TOMORROW);
    static final ProposeTable PROPOSE = new ProposeTable(TABLE, words("油烟多了"), "li", TODAY);
    static final TableProposed PROPOSED = new TableProposed(TABLE, words("油烟多了"), "li", TODAY);
    static final TableApproved APPROVED = new TableApproved("2024-06", "wang", TODAY);
    static final TableRejected REJECTED = new TableRejected("2024-06", words("不妥"), "wang", TODAY);

    static TriageTable table(String version, Instant from) {
        var now = BOOK.tables().getLast();
        return new TriageTable(version, from, now.classification(), now.grounds(), now.first(), now.again());
    }

    static ApproveTable approve(String by) {
        return new ApproveTable("2024-06", by, TODAY);
    }

    static RejectTable reject(String by) {
        return new RejectTable("2024-06", words("不妥"), by, TODAY);
    }

    @Test
    void aTableIsProposedByOneAndApprovedByAnother() {
        NONE.when(PROPOSE).then(PROPOSED);
        NONE.given(PROPOSED).when(approve("li")).thenRefused(TableRefusal.OWN_PROPOSAL);
        NONE.given(PROPOSED).when(approve("wang")).then(APPROVED);
        NONE.given(PROPOSED, APPROVED).when(approve("zhao")).thenNothing();
        NONE.given(PROPOSED).when(PROPOSE).thenNothing();
    }

    @Test
    void noDayIsJudgedByTwoTables() {
        var today = table("2024-06", TOMORROW.minusMillis(1));
        NONE.when(new ProposeTable(today, words("?"), "li", TODAY)).thenRefused(TableRefusal.NOT_AHEAD);
        NONE.given(PROPOSED).when(new ApproveTable("2024-06", "wang", TOMORROW)).thenRefused(TableRefusal.NOT_AHEAD);
        NONE.given(PROPOSED, APPROVED)
                .when(new ProposeTable(table("2024-07", TOMORROW), words("?"), "li", TODAY))
                .thenRefused(TableRefusal.DAY_TAKEN);
    }

    @Test
    void anApprovedVersionIsNeverChanged() {
        var other = table("2024-06", TOMORROW.plusSeconds(86_400));
        NONE.given(PROPOSED, APPROVED)
                .when(new ProposeTable(other, words("?"), "li", TODAY))
                .thenRefused(TableRefusal.VERSION_TAKEN);
        NONE.when(new ProposeTable(table("2022-05", TOMORROW), words("?"), "li", TODAY))
                .thenRefused(TableRefusal.VERSION_TAKEN);
        NONE.given(PROPOSED, APPROVED).when(PROPOSE).thenNothing();
        NONE.given(PROPOSED, APPROVED).when(reject("wang")).thenRefused(TableRefusal.APPROVED);
    }

    @Test
    void aTableMayBeRejectedAndProposedAgain() {
        NONE.given(PROPOSED).when(reject("wang")).then(REJECTED);
        NONE.given(PROPOSED).when(reject("li")).then(new TableRejected("2024-06", words("不妥"), "li", TODAY));
        NONE.given(PROPOSED, REJECTED).when(reject("zhao")).thenNothing();
        NONE.given(PROPOSED, REJECTED).when(approve("zhao")).thenRefused(TableRefusal.REJECTED);
        NONE.given(PROPOSED, REJECTED).when(PROPOSE).then(PROPOSED);
    }

    @Test
    void whatWasNeverProposedIsNotFound() {
        NONE.when(approve("wang")).thenRefused(TableRefusal.NO_SUCH_TABLE);
        NONE.when(reject("wang")).thenRefused(TableRefusal.NO_SUCH_TABLE);
    }

    @Test
    void whatIsInForceWasProposedAndApprovedByTwoWhateverIsAsked() {
        var decider = new TableRegister(BOOK);
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var state = decider.initial();
            var events = new ArrayList<Event>();
            for (var step = 0; step < 30; step++) {
                var command = anything(random);
                if (decider.decide(command, state) instanceof Decision.Accepted<Event> accepted) {
                    for (var event : accepted.events()) {
                        events.add(event);
                        state = decider.evolve(state, event);
                    }
                }
            }
            var book = BOOK;
            for (var table : state.approved()) {
                // Refuses two tables of one version or one moment.
                book = book.with(table);
            }
            for (var event : events) {
                if (event instanceof TableApproved approved) {
                    var entry = state.find(approved.version()).orElseThrow();
                    assertThat(entry.proposedBy()).as("seed " + seed).isNotEqualTo(approved.approvedBy());
                    assertThat(entry.table().effectiveFrom()).isAfter(approved.approvedAt());
                }
            }
        }
    }

    private static Command anything(Random random) {
        var version = "v" + random.nextInt(3);
        var by = List.of("li", "wang", "zhao").get(random.nextInt(3));
        var at = TODAY.plusSeconds(3_600L * random.nextInt(72));
        return switch (random.nextInt(3)) {
            case 0 ->
                new ProposeTable(table(version, TOMORROW.plusSeconds(86_400L * random.nextInt(3))), words("?"), by, at);
            case 1 -> new ApproveTable(version, by, at);
            default -> new RejectTable(version, words("?"), by, at);
        };
    }
}
