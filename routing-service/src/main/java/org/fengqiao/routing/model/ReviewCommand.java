package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.ScoreSheet.Points;

/** Commands of evaluation. A unit is the one in the caller's token; empty if it has none. */
public sealed interface ReviewCommand extends RoutingCommand {

    /** Commands of a person. */
    sealed interface ByAPerson extends ReviewCommand, Instruction {}

    /**
     * The case was drawn.
     *
     * @param closure the closing that was drawn
     * @param sheet the version of the score sheet
     * @param reviewers the units that are to review it
     */
    record SampleCase(UUID sample, int closure, String sheet, List<String> reviewers) implements ReviewCommand, News {
        public SampleCase {
            reviewers = List.copyOf(reviewers);
        }
    }

    /** Somebody of the unit that will be reviewed fills in the sheet, before anybody else does. */
    record CheckOwnCase(
            String by,
            String worker,
            List<Points> answers,
            @Nullable PersonalText remarks,
            Instant at) implements ByAPerson {
        public CheckOwnCase {
            answers = List.copyOf(answers);
        }
    }

    /** Somebody of a reviewing unit fills in the sheet. */
    record ReviewCase(
            String by,
            String worker,
            List<Points> answers,
            @Nullable PersonalText remarks,
            Instant at) implements ByAPerson {
        public ReviewCase {
            answers = List.copyOf(answers);
        }
    }

    /** The unit says that it has put right what it was told to. */
    record ReportRectification(String by, int rectification, PersonalText done, Instant at) implements ByAPerson {}

    /**
     * A reviewing unit looks whether it is put right.
     *
     * @param reason what is missing; missing if nothing is
     */
    record CheckRectification(
            String by, int rectification, @Nullable PersonalText reason, Instant at) implements ByAPerson {}

    /** The reviewed unit objects to the grade. */
    record AppealReview(String by, PersonalText reason, Instant at) implements ByAPerson {}

    /**
     * The appeal is decided, by a unit that took no part.
     *
     * @param grade the grade that is right; the one that it has if the appeal is refused
     */
    record DecideAppeal(String by, Grade grade, PersonalText reason, Instant at) implements ByAPerson {}

    /** Somebody of a reviewing unit proposes the case as a typical one. */
    record NominateTypicalCase(String by, String worker, PersonalText reason, Instant at) implements ByAPerson {}

    /** Somebody else confirms it. */
    record ConfirmTypicalCase(String by, String worker, Instant at) implements ByAPerson {}

    /** Somebody finds that it is none. */
    record DeclineTypicalCase(String by, String worker, PersonalText reason, Instant at) implements ByAPerson {}

    /** Somebody writes what others can learn from a typical case, without anybody whom it is about. */
    record SummariseTypicalCase(String worker, PersonalText title, PersonalText text, Instant at)
            implements ByAPerson {}

    /**
     * Somebody else approves a summary.
     *
     * @param summary the one that was read
     */
    record PublishTypicalCase(String worker, int summary, Instant at) implements ByAPerson {}

    /** Somebody takes the case out of the library. */
    record WithdrawTypicalCase(String worker, PersonalText reason, Instant at) implements ByAPerson {}
}
