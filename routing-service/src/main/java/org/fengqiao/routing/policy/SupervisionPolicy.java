package org.fengqiao.routing.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.service.PassedDeadline;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCommand;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.model.Supervision.Level;
import org.fengqiao.routing.model.SupervisionCommand.AcceptAnswer;
import org.fengqiao.routing.model.SupervisionCommand.EscalateNotice;
import org.fengqiao.routing.model.SupervisionEvent;
import org.fengqiao.routing.model.SupervisionEvent.LiftingCause;
import org.fengqiao.routing.model.SupervisionEvent.NoticeAcknowledged;
import org.fengqiao.routing.model.SupervisionEvent.NoticeAnswered;
import org.fengqiao.routing.model.SupervisionEvent.NoticeEscalated;
import org.fengqiao.routing.model.SupervisionEvent.NoticeIssued;
import org.fengqiao.routing.model.SupervisionEvent.NoticeLifted;
import org.fengqiao.routing.model.SupervisionEvent.NoticeObjected;
import org.fengqiao.routing.model.SupervisionEvent.NoticeUpheld;

/**
 * Deadlines of supervision: a red notice is to be answered within the rule {@code notice-answer}, on each level anew,
 * and at the top again and again; its issuer may object to the answer within the rule {@code notice-objection}. While
 * the unit objects to the notice, the time for its answer stands if the rule {@code notice-answer} names that ground
 * ({@code objection}).
 */
public final class SupervisionPolicy implements Consequence.Policy<RoutingCase, RoutingEvent> {

    /** The deadline rule for answering a notice. */
    static final String ANSWER = "notice-answer";

    /** The ground of a pause, if the rule for answering has it: the unit objects to the notice. */
    static final String OBJECTED = "objection";

    /** The deadline rule for objecting to an answer. */
    static final String OBJECTION = "notice-objection";

    @Override
    public List<Consequence> of(Recorded<RoutingCase, RoutingEvent> recorded) {
        return recorded.event() instanceof SupervisionEvent event ? of(event) : List.of();
    }

    private static List<Consequence> of(SupervisionEvent event) {
        return switch (event) {
            case NoticeIssued e
            when e.level() == Level.RED ->
                List.of(Consequence.setDeadline(
                        answerOf(e.notice(), 0), ANSWER, RoutingEvent.TYPES.shortNameOf(e), e.issuedAt()));
            case NoticeEscalated e ->
                List.of(Consequence.setDeadline(
                        answerOf(e.notice(), e.round()), ANSWER, RoutingEvent.TYPES.shortNameOf(e), e.escalatedAt()));
            case NoticeAnswered e ->
                Stream.concat(
                                // What was late on a level is met there.
                                IntStream.rangeClosed(0, e.round())
                                        .mapToObj(round ->
                                                Consequence.meetDeadline(answerOf(e.notice(), round), e.answeredAt())),
                                Stream.of(Consequence.setDeadline(
                                        objectionTo(e.notice(), e.round()),
                                        OBJECTION,
                                        RoutingEvent.TYPES.shortNameOf(e),
                                        e.answeredAt())))
                        .toList();
            case NoticeObjected e ->
                List.of(Consequence.pauseDeadline(answerOf(e.notice(), e.round()), OBJECTED, e.objectedAt()));
            case NoticeUpheld e -> List.of(Consequence.resumeDeadline(answerOf(e.notice(), e.round()), e.upheldAt()));
            case NoticeLifted e
            when e.cause() == LiftingCause.OBJECTION ->
                IntStream.rangeClosed(0, e.round())
                        .mapToObj(round -> Consequence.cancelDeadline(
                                answerOf(e.notice(), round), "an objection was granted", e.liftedAt()))
                        .toList();
            case NoticeLifted e
            when e.cause() == LiftingCause.ISSUER ->
                List.of(Consequence.meetDeadline(objectionTo(e.notice(), e.round()), e.liftedAt()));
            case NoticeIssued _, NoticeAcknowledged _, NoticeLifted _ -> List.of();
        };
    }

    /** Returns the command that follows from a passed deadline: up with the notice, or the answer is accepted. */
    public static Optional<RoutingCommand> follows(PassedDeadline passed) {
        var numbers = passed.deadline().name().numbers();
        return switch (passed.deadline().rule()) {
            case ANSWER -> Optional.of(new EscalateNotice(numbers.get(0), numbers.get(1), passed.now()));
            case OBJECTION -> Optional.of(new AcceptAnswer(numbers.get(0), numbers.get(1), passed.now()));
            default -> Optional.empty();
        };
    }

    /** Returns the name of the deadline by which a notice is to be answered. */
    public static DeadlineName answerOf(int notice, int round) {
        return DeadlineName.of(ANSWER, notice, round);
    }

    /** Returns the name of the deadline by which its issuer may object to the answer. */
    public static DeadlineName objectionTo(int notice, int round) {
        return DeadlineName.of(OBJECTION, notice, round);
    }
}
