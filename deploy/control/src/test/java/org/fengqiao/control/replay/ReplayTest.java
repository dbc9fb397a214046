package org.fengqiao.control.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Actor;

/** Replay of a petition: received on Wednesday, 28 February 2024, accepted and opened in the two days after. */
class ReplayTest {

    private static final Folds FOLDS = Folds.shipped();
    private static final UUID CASE = UUID.fromString("c0000000-0000-0000-0000-000000000001");
    private static final Instant OPENED = Instant.parse("2024-03-01T04:00:00Z");
    private static final UUID OPENING = new UUID(1, 1);

    /** The first instant after the 15th day (信访工作条例 art. 22). */
    private static final String TRANSFER_DUE = "2024-03-14T16:00:00Z";

    /** The first instant after the 15th day (信访工作条例 art. 23). */
    private static final String NOTICE_DUE = "2024-03-14T16:00:00Z";

    /** The first instant after the 60th day (art. 34). */
    private static final String REPLY_DUE = "2024-04-29T16:00:00Z";

    private static CaseEvent event(long version, String type, UUID id, @Nullable UUID causedBy, String data) {
        return new CaseEvent(
                "petition",
                CASE,
                version,
                id,
                "fengqiao.petition." + type,
                OPENED,
                OPENED,
                new Actor("sun", "kunhe-desk", "petition-clerk", null),
                CASE,
                causedBy,
                HistoryFile.tree(data.replace('\'', '"')));
    }

    private static final CaseEvent PETITION_OPENED = event(
            1,
            "petition-opened.v1",
            OPENING,
            null,
            "{'petitionId':'p','custody':1,'unit':'kunhe-desk','worker':'sun','category':'HOUSING_LAND',"
                    + "'place':{'district':'昆都仑区','street':'昆河镇','outside':false},'parties':[],"
                    + "'receivedAt':'2024-02-28T04:00:00Z','acceptedAt':'2024-02-29T04:00:00Z',"
                    + "'openedAt':'2024-03-01T04:00:00Z'}");

    private static CaseEvent set(long version, String rule, String startedAt, String dueAt) {
        return event(
                version,
                "deadline-set.v1",
                new UUID(1, version),
                OPENING,
                ("{'name':'%s-1','rule':'%s','version':1,'startedBy':'petition-opened.v1','startedAt':'%s',"
                                + "'dueAt':'%s','warnAt':[]}")
                        .formatted(rule, rule, startedAt, dueAt));
    }

    private static final CaseEvent TRANSFER = set(2, "petition-transfer", "2024-02-28T04:00:00Z", TRANSFER_DUE);
    private static final CaseEvent NOTICE = set(3, "petition-notice", "2024-02-28T04:00:00Z", NOTICE_DUE);
    private static final CaseEvent REPLY = set(4, "petition-handling", "2024-02-29T04:00:00Z", REPLY_DUE);
    private static final CaseEvent NOTIFIED = event(
            5,
            "petitioner-notified.v1",
            new UUID(1, 5),
            null,
            "{'documentNumber':'告2024-7','notifiedAt':'2024-03-01T04:00:00Z'}");

    private static List<ReplayedStep> replay(CaseEvent... events) {
        return Replay.of(CaseHistory.of(CASE, List.of(events), null), FOLDS, true);
    }

    @Test
    void everyStepTellsStateDeadlinesAndTheRuleWithItsArticle() {
        var steps = replay(PETITION_OPENED, TRANSFER, NOTICE, REPLY, NOTIFIED);

        assertThat(steps)
                .extracting(ReplayedStep::stateAfter)
                .containsExactly("agency Opened", "agency Opened", "agency Opened", "agency Opened", "agency Notified");
        assertThat(steps.getFirst().changes().stream().map(Change::inALine))
                .contains("~ agency.is: NotOpened → Opened", "+ agency.opening.unit: kunhe-desk");
        assertThat(steps.get(2).deadlines())
                .containsExactly("petition-notice-1 RUNNING, due 2024-03-15 00:00:00+08:00");
        assertThat(steps.get(2).because()).isEqualTo("petition 1 petition-opened.v1");
        assertThat(steps.get(2).why()).singleElement().asString().contains("信访工作条例", "petition-notice");
        assertThat(steps).allSatisfy(step -> assertThat(step.differs()).isEmpty());
    }

    @Test
    void whatAChangedRuleWouldDecideIsToldAtTheEventThatItFollowsFrom() {
        var steps = replay(
                PETITION_OPENED,
                TRANSFER,
                set(3, "petition-notice", "2024-02-28T04:00:00Z", "2024-03-15T16:00:00Z"),
                REPLY,
                NOTIFIED);

        assertThat(steps.getFirst().differs())
                .containsExactly(
                        "today's clock decides deadline-set.v1 petition-notice-1, due 2024-03-15 00:00:00+08:00",
                        "today's clock does not decide deadline-set.v1 petition-notice-1, due 2024-03-16"
                                + " 00:00:00+08:00");
    }

    @Test
    void aMissingEventIsNamed() {
        assertThat(replay(PETITION_OPENED, TRANSFER, NOTICE, NOTIFIED).get(3).differs())
                .contains("version 4 is missing");
    }

    @Test
    void anEventThatTodaysCodeDoesNotKnowIsNamedWithItsPlace() {
        var unknown = event(2, "petition-forgotten.v9", new UUID(1, 2), null, "{}");

        assertThatThrownBy(() -> replay(PETITION_OPENED, unknown))
                .isInstanceOf(StreamFold.CannotFold.class)
                .hasMessage("petition 2 petition-forgotten.v9 (event 00000000-0000-0001-0000-000000000002) cannot be"
                        + " folded: today's code knows no such event");
    }

    @Test
    void aHistoryThatWasCutShortIsNotBlamedForWhatIsCutOff() {
        assertThat(replay(PETITION_OPENED).getFirst().differs()).isEmpty();
        assertThat(replay(PETITION_OPENED, TRANSFER).getFirst().differs()).isEmpty();
    }
}
