package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.routing.model.RoutingRefusal.NO_SUCH_CASE;
import static org.fengqiao.routing.model.SupervisionRefusal.NOTICE_ANSWERED;
import static org.fengqiao.routing.model.SupervisionRefusal.NOTICE_ASKS_FOR_NO_ANSWER;
import static org.fengqiao.routing.model.SupervisionRefusal.NOTICE_LIFTED;
import static org.fengqiao.routing.model.SupervisionRefusal.NOTICE_NOT_ANSWERED;
import static org.fengqiao.routing.model.SupervisionRefusal.NOTICE_TO_ANOTHER_UNIT;
import static org.fengqiao.routing.model.SupervisionRefusal.NOTICE_UPHELD;
import static org.fengqiao.routing.model.SupervisionRefusal.NOT_THE_ISSUER;
import static org.fengqiao.routing.model.SupervisionRefusal.NO_OBJECTION_TO_NOTICE;
import static org.fengqiao.routing.model.SupervisionRefusal.NO_SUCH_NOTICE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.Held;
import org.fengqiao.routing.model.RoutingCase.Known;
import org.fengqiao.routing.model.RoutingCase.NotTriaged;
import org.fengqiao.routing.model.RoutingCase.Unheld;
import org.fengqiao.routing.model.Supervision.Level;
import org.fengqiao.routing.model.Supervision.Notice;
import org.fengqiao.routing.model.SupervisionCommand.AcceptAnswer;
import org.fengqiao.routing.model.SupervisionCommand.AcknowledgeNotice;
import org.fengqiao.routing.model.SupervisionCommand.AnswerNotice;
import org.fengqiao.routing.model.SupervisionCommand.DeadlineAtStake;
import org.fengqiao.routing.model.SupervisionCommand.EscalateNotice;
import org.fengqiao.routing.model.SupervisionCommand.IssueNotice;
import org.fengqiao.routing.model.SupervisionCommand.LiftNotice;
import org.fengqiao.routing.model.SupervisionCommand.NoteEnded;
import org.fengqiao.routing.model.SupervisionCommand.NoteNear;
import org.fengqiao.routing.model.SupervisionCommand.NotePassed;
import org.fengqiao.routing.model.SupervisionCommand.ObjectToNotice;
import org.fengqiao.routing.model.SupervisionCommand.UpholdNotice;
import org.fengqiao.routing.model.SupervisionEvent.LiftingCause;
import org.fengqiao.routing.model.SupervisionEvent.NoticeAcknowledged;
import org.fengqiao.routing.model.SupervisionEvent.NoticeAnswered;
import org.fengqiao.routing.model.SupervisionEvent.NoticeEscalated;
import org.fengqiao.routing.model.SupervisionEvent.NoticeIssued;
import org.fengqiao.routing.model.SupervisionEvent.NoticeLifted;
import org.fengqiao.routing.model.SupervisionEvent.NoticeObjected;
import org.fengqiao.routing.model.SupervisionEvent.NoticeUpheld;
import org.fengqiao.routing.model.SupervisionRules.Supervised;

/**
 * Supervision of a case (督办). A deadline that is near brings a yellow notice, which reminds; one that has passed brings
 * a red one, which is to be answered. What nobody answers goes up, level by level, to the top; what is answered is
 * lifted by its issuer, or by itself if the issuer does not object in time. The unit may object to a notice; its issuer
 * upholds or lifts it. Nobody lifts what they are asked for themselves: the issuer is above whoever is to answer, also
 * after the notice went up, and at the top a unit that the rules name. A case can be late before it was ever judged:
 * then the notice goes to the centre.
 */
final class SupervisionDecider {

    private final SupervisionRules rules;
    private final Supplier<Units> inForce;

    SupervisionDecider(SupervisionRules rules, Supplier<Units> inForce) {
        this.rules = rules;
        this.inForce = inForce;
    }

    private Units units() {
        return inForce.get();
    }

    /** Decides about the supervision of a case. */
    Decision<RoutingEvent> decide(SupervisionCommand command, RoutingCase state) {
        var supervision = state.oversight().supervision();
        return switch (command) {
            case NoteNear c ->
                rules.find(c.deadline().rule())
                        .filter(_ -> about(supervision, c.deadline()).isEmpty())
                        .map(rule -> accept(List.<RoutingEvent>of(near(state, rule, c))))
                        .orElseGet(Decision::alreadyTrue);
            case NotePassed c ->
                rules.find(c.deadline().rule())
                        .filter(_ -> about(supervision, c.deadline()).stream().allMatch(Notice::isYellow))
                        .map(rule -> accept(passed(state, rule, c)))
                        .orElseGet(Decision::alreadyTrue);
            case NoteEnded c ->
                accept(lifted(supervision.about(c.service(), c.deadline()), LiftingCause.DEADLINE_ENDED, c.at()));
            case EscalateNotice c ->
                supervision
                        .find(c.notice())
                        .filter(notice -> notice.isInRound(c.round()))
                        .map(notice -> escalate(notice, c.at()))
                        .orElseGet(Decision::alreadyTrue);
            case AcceptAnswer c ->
                supervision
                        .find(c.notice())
                        .filter(notice -> notice.isInRound(c.round()) && notice.state() == Supervision.State.ANSWERED)
                        .map(notice -> accept(List.<RoutingEvent>of(new NoticeLifted(
                                notice.number(), notice.round(), LiftingCause.NO_OBJECTION, null, null, c.at()))))
                        .orElseGet(Decision::alreadyTrue);
            case IssueNotice c -> issue(state, c);
            case AcknowledgeNotice c -> withNotice(supervision, c.notice(), notice -> acknowledge(notice, c));
            case AnswerNotice c -> withNotice(supervision, c.notice(), notice -> answer(notice, c));
            case ObjectToNotice c -> withNotice(supervision, c.notice(), notice -> object(notice, c));
            case UpholdNotice c -> withNotice(supervision, c.notice(), notice -> uphold(notice, c));
            case LiftNotice c -> withNotice(supervision, c.notice(), notice -> lift(notice, c));
        };
    }

    /** Applies an event of supervision. */
    RoutingCase evolve(RoutingCase state, SupervisionEvent event) {
        return state.with(state.oversight().with(event));
    }

    private static List<Notice> about(Supervision supervision, DeadlineAtStake deadline) {
        return supervision.about(deadline.service(), deadline.deadline());
    }

    private NoticeIssued near(RoutingCase state, Supervised rule, NoteNear command) {
        return notice(
                state,
                rule,
                Level.YELLOW,
                command.deadline(),
                addressee(state, rule, command.deadline()),
                null,
                command.at());
    }

    private List<RoutingEvent> passed(RoutingCase state, Supervised rule, NotePassed command) {
        var events = new ArrayList<>(lifted(
                about(state.oversight().supervision(), command.deadline()),
                LiftingCause.DEADLINE_PASSED,
                command.at()));
        var unit = addressee(state, rule, command.deadline());
        var alsoAbove = rule.oneLevelUp() || state.oversight().supervision().redOf(unit) + 1 >= rules.oneLevelUpFrom();
        events.add(notice(
                state,
                rule,
                Level.RED,
                command.deadline(),
                unit,
                alsoAbove ? units().above(unit).map(Unit::id).orElse(null) : null,
                command.at()));
        return events;
    }

    private NoticeIssued notice(
            RoutingCase state,
            Supervised rule,
            Level level,
            DeadlineAtStake deadline,
            String unit,
            @Nullable String above,
            Instant at) {
        return new NoticeIssued(
                state.oversight().supervision().nextNumber(),
                level,
                rule.fault(),
                unit,
                above,
                issuerFor(unit),
                deadline.service(),
                deadline.deadline(),
                deadline.rule(),
                deadline.dueAt(),
                null,
                at);
    }

    private static List<RoutingEvent> lifted(List<Notice> notices, LiftingCause cause, Instant at) {
        return notices.stream()
                .filter(notice -> notice.isOpen() && notice.isYellow())
                .<RoutingEvent>map(notice -> new NoticeLifted(notice.number(), notice.round(), cause, null, null, at))
                .toList();
    }

    private String addressee(RoutingCase state, Supervised rule, DeadlineAtStake deadline) {
        return switch (rule.to()) {
            case FRONT_DESK -> units().centre();
            case HOLDER -> holder(state);
            case LEADING -> units().above(holder(state)).map(Unit::id).orElseGet(() -> holder(state));
            case RECTIFYING ->
                deadline.numbers().stream()
                        .findFirst()
                        .flatMap(state.oversight().evaluation()::find)
                        .map(Evaluation.Rectification::unit)
                        .orElseGet(() -> holder(state));
        };
    }

    private String holder(RoutingCase state) {
        return switch (state) {
            case Held s -> s.unit();
            case Ended s -> s.unit();
            case Unheld _, NotTriaged _ -> units().centre();
        };
    }

    /** Returns who issues and lifts a notice to a unit: the one above it; at the top the one that the rules name. */
    private String issuerFor(String unit) {
        return units().above(unit)
                .or(() -> units().ofKind(rules.atTheTop(), unit))
                .map(Unit::id)
                .orElse(SupervisionRules.DISPATCHERS);
    }

    /**
     * Returns who issues a notice that somebody has sent: their own unit if it is above the one that gets the notice.
     * No unit notices itself or one that is not below it; what its people find goes to the one above.
     */
    private String issuerFor(String unit, @Nullable String by) {
        return by != null && units().isBelow(unit, by) ? by : issuerFor(unit);
    }

    private Decision<RoutingEvent> escalate(Notice notice, Instant at) {
        return switch (notice.state()) {
            case ISSUED, ACKNOWLEDGED, OBJECTED -> {
                var above = units().above(notice.holder()).map(Unit::id);
                yield accept(new NoticeEscalated(
                        notice.number(),
                        notice.round() + 1,
                        notice.holder(),
                        above.orElse(null),
                        above.map(this::issuerFor).orElse(null),
                        at));
            }
            case ANSWERED, LIFTED -> alreadyTrue();
        };
    }

    private Decision<RoutingEvent> issue(RoutingCase state, IssueNotice command) {
        return switch (state) {
            case NotTriaged _ -> refuse(NO_SUCH_CASE);
            case Known _ -> {
                var unit = holder(state);
                yield accept(new NoticeIssued(
                        state.oversight().supervision().nextNumber(),
                        Level.RED,
                        command.fault(),
                        unit,
                        null,
                        issuerFor(unit, command.by()),
                        null,
                        null,
                        null,
                        null,
                        command.asks(),
                        command.at()));
            }
        };
    }

    private static Decision<RoutingEvent> withNotice(
            Supervision supervision, int number, Function<Notice, Decision<RoutingEvent>> decision) {
        return supervision.find(number).map(decision).orElseGet(() -> refuse(NO_SUCH_NOTICE));
    }

    private static Decision<RoutingEvent> acknowledge(Notice notice, AcknowledgeNotice command) {
        if (!notice.isAddressedTo(command.by())) {
            return refuse(NOTICE_TO_ANOTHER_UNIT);
        }
        return switch (notice.state()) {
            case ISSUED ->
                accept(new NoticeAcknowledged(
                        notice.number(), actingFor(notice, command.by()), command.worker(), command.at()));
            case ACKNOWLEDGED, OBJECTED, ANSWERED -> alreadyTrue();
            case LIFTED -> refuse(NOTICE_LIFTED);
        };
    }

    /** Whoever is asked to act may object once; the notice stands until its issuer has decided. */
    private static Decision<RoutingEvent> object(Notice notice, ObjectToNotice command) {
        if (!notice.isAddressedTo(command.by())) {
            return refuse(NOTICE_TO_ANOTHER_UNIT);
        }
        if (notice.isYellow()) {
            return refuse(NOTICE_ASKS_FOR_NO_ANSWER);
        }
        return switch (notice.state()) {
            case ISSUED, ACKNOWLEDGED ->
                notice.isUpheld()
                        ? refuse(NOTICE_UPHELD)
                        : accept(new NoticeObjected(
                                notice.number(),
                                notice.round(),
                                actingFor(notice, command.by()),
                                command.objection(),
                                command.at()));
            case OBJECTED -> alreadyTrue();
            case ANSWERED -> refuse(NOTICE_ANSWERED);
            case LIFTED -> refuse(NOTICE_LIFTED);
        };
    }

    private static Decision<RoutingEvent> uphold(Notice notice, UpholdNotice command) {
        if (!notice.isIssuedBy(command.by())) {
            return refuse(NOT_THE_ISSUER);
        }
        return switch (notice.state()) {
            case OBJECTED ->
                accept(new NoticeUpheld(
                        notice.number(), notice.round(), notice.issuer(), command.reason(), command.at()));
            case ISSUED, ACKNOWLEDGED, ANSWERED -> notice.isUpheld() ? alreadyTrue() : refuse(NO_OBJECTION_TO_NOTICE);
            case LIFTED -> refuse(NOTICE_LIFTED);
        };
    }

    private static Decision<RoutingEvent> answer(Notice notice, AnswerNotice command) {
        if (!notice.isAddressedTo(command.by())) {
            return refuse(NOTICE_TO_ANOTHER_UNIT);
        }
        if (notice.isYellow()) {
            return refuse(NOTICE_ASKS_FOR_NO_ANSWER);
        }
        return switch (notice.state()) {
            case ISSUED, ACKNOWLEDGED, OBJECTED ->
                accept(new NoticeAnswered(
                        notice.number(),
                        notice.round(),
                        actingFor(notice, command.by()),
                        command.answer(),
                        command.at()));
            case ANSWERED -> refuse(NOTICE_ANSWERED);
            case LIFTED -> refuse(NOTICE_LIFTED);
        };
    }

    private static String actingFor(Notice notice, @Nullable String by) {
        return by == null ? notice.holder() : by;
    }

    private static Decision<RoutingEvent> lift(Notice notice, LiftNotice command) {
        if (!notice.isIssuedBy(command.by())) {
            return refuse(NOT_THE_ISSUER);
        }
        return switch (notice.state()) {
            case ISSUED, ACKNOWLEDGED -> refuse(NOTICE_NOT_ANSWERED);
            case OBJECTED -> accept(lifted(notice, LiftingCause.OBJECTION, command));
            case ANSWERED -> accept(lifted(notice, LiftingCause.ISSUER, command));
            case LIFTED -> alreadyTrue();
        };
    }

    private static NoticeLifted lifted(Notice notice, LiftingCause cause, LiftNotice command) {
        return new NoticeLifted(
                notice.number(), notice.round(), cause, notice.issuer(), command.reason(), command.at());
    }
}
