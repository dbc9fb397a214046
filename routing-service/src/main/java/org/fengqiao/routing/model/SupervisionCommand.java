package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.Supervision.Fault;

/** Commands of supervision. {@code by} is the caller's unit; missing for a dispatcher, who acts for any. */
public sealed interface SupervisionCommand extends RoutingCommand {

    /** Commands of a person. */
    sealed interface ByAPerson extends SupervisionCommand, Instruction {}

    /** Reports of a deadline. */
    sealed interface OfADeadline extends SupervisionCommand, News {}

    /** A deadline is near (yellow). */
    record NoteNear(DeadlineAtStake deadline, Instant at) implements OfADeadline {}

    /** A deadline has passed, and what was owed is not done (red). */
    record NotePassed(DeadlineAtStake deadline, Instant at) implements OfADeadline {}

    /** A duty is done, or is owed no longer. */
    record NoteEnded(String service, String deadline, Instant at) implements OfADeadline {}

    /**
     * A deadline of a service.
     *
     * @param deadline its name
     * @param numbers the numbers in its name, such as that of the rectification it is about
     * @param dueAt when it is, or was, due
     */
    record DeadlineAtStake(String service, String deadline, List<Integer> numbers, String rule, Instant dueAt) {

        public DeadlineAtStake {
            numbers = List.copyOf(numbers);
        }
    }

    /** The time for an answer has run out in this round. */
    record EscalateNotice(int notice, int round, Instant at) implements OfADeadline {}

    /** The time in which the issuer can object to the answer has run out. */
    record AcceptAnswer(int notice, int round, Instant at) implements OfADeadline {}

    /**
     * A person has a notice sent to whoever holds the case.
     *
     * @param asks what is to be done
     */
    record IssueNotice(@Nullable String by, Fault fault, PersonalText asks, Instant at) implements ByAPerson {}

    /** The unit has read it. */
    record AcknowledgeNotice(@Nullable String by, int notice, String worker, Instant at) implements ByAPerson {}

    /** The unit says what it did. */
    record AnswerNotice(@Nullable String by, int notice, PersonalText answer, Instant at) implements ByAPerson {}

    /** The issuer finds that it is done. */
    record LiftNotice(@Nullable String by, int notice, PersonalText reason, Instant at) implements ByAPerson {}
}
