package org.fengqiao.kernel.legalclock;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineBreached;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineCancelled;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineExtended;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineLapsed;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineMet;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineMoved;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlinePaused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineResumed;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineSet;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineWarned;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRefused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRequested;
import org.fengqiao.kernel.testing.Approved;
import org.fengqiao.kernel.testing.Boxes;

/** Events of deadlines look the same in every service's log; their samples are approved once, here. */
class DeadlineTypesTest {

    static final Instant START = Instant.parse("2024-03-01T01:00:00Z");
    static final Instant WARNING = Instant.parse("2024-04-27T16:00:00Z");
    static final Instant DUE = Instant.parse("2024-04-30T16:00:00Z");

    @Test
    void whatHappensToDeadlinesIsWrittenAsItWasApproved() {
        Approved.samples(
                DeadlineTypes.of("petition"),
                List.of(
                        new DeadlineSet(
                                DeadlineName.parse("rectification-1"),
                                "rectification",
                                1,
                                "rectification-ordered.v1",
                                START,
                                60,
                                DUE,
                                List.of(WARNING),
                                DeadlineName.parse("rectification-0"),
                                Owed.byPartner("court", Owed.Matter.DECISION, "filing-1")),
                        new DeadlineWarned(DeadlineName.parse("handling-1"), "petition-handling", DUE, WARNING),
                        new DeadlineBreached(
                                DeadlineName.parse("handling-1"),
                                "petition-handling",
                                DUE,
                                DUE.plusSeconds(1),
                                Owed.byCentre("petition-office", Owed.Matter.RESULT, "XF-1")),
                        new DeadlineLapsed(DeadlineName.parse("return-1"), "return", DUE, DUE.plusSeconds(1)),
                        new DeadlineMet(
                                DeadlineName.parse("handling-1"),
                                "petition-handling",
                                WARNING,
                                true,
                                Owed.byCentre("petition-office", Owed.Matter.RESULT, "XF-1")),
                        new DeadlinePaused(DeadlineName.parse("handling-1"), "hearing", START.plusSeconds(60)),
                        new DeadlineResumed(
                                DeadlineName.parse("handling-1"),
                                START.plusSeconds(86400),
                                DUE.plusSeconds(86400),
                                List.of(WARNING)),
                        new ExtensionRequested(
                                DeadlineName.parse("handling-1"),
                                30,
                                CountUnit.DAYS,
                                Boxes.ofCase("fengqiao.petition.extension-requested.v1", "/reason"),
                                START.plusSeconds(60),
                                "clerk-3",
                                START.plusSeconds(120)),
                        new ExtensionRefused(
                                DeadlineName.parse("handling-1"),
                                Boxes.ofCase("fengqiao.petition.extension-refused.v1", "/reason"),
                                "head-1",
                                START.plusSeconds(180)),
                        new DeadlineExtended(
                                DeadlineName.parse("handling-1"),
                                30,
                                CountUnit.DAYS,
                                Boxes.ofCase("fengqiao.petition.deadline-extended.v1", "/reason"),
                                "clerk-3",
                                "head-1",
                                START.plusSeconds(60),
                                START.plusSeconds(180),
                                DUE,
                                List.of(WARNING)),
                        new DeadlineMoved(
                                DeadlineName.parse("confirmation-window-2"),
                                "confirmation-window",
                                "0f5c2e4b9a7d1380",
                                List.of("国办发明电〔2023〕7号"),
                                DUE,
                                DUE.plusSeconds(5 * 86400),
                                List.of(WARNING),
                                START.plusSeconds(60)),
                        new DeadlineCancelled(
                                DeadlineName.parse("claim-1"), "the case was closed", START.plusSeconds(60))));
    }
}
