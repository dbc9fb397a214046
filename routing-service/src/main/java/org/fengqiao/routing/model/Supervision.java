package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.SupervisionEvent.LiftingCause;
import org.fengqiao.routing.model.SupervisionEvent.NoticeAcknowledged;
import org.fengqiao.routing.model.SupervisionEvent.NoticeAnswered;
import org.fengqiao.routing.model.SupervisionEvent.NoticeEscalated;
import org.fengqiao.routing.model.SupervisionEvent.NoticeIssued;
import org.fengqiao.routing.model.SupervisionEvent.NoticeLifted;
import org.fengqiao.routing.model.SupervisionEvent.NoticeObjected;
import org.fengqiao.routing.model.SupervisionEvent.NoticeUpheld;

/**
 * Supervision of a case (督办): every notice that was ever issued about it.
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> Issued: NoticeIssued
 *     Issued --> Acknowledged: NoticeAcknowledged
 *     Issued --> Answered: NoticeAnswered
 *     Acknowledged --> Answered: NoticeAnswered
 *     Issued --> Objected: NoticeObjected
 *     Acknowledged --> Objected: NoticeObjected
 *     Objected --> Acknowledged: NoticeUpheld
 *     Objected --> Answered: NoticeAnswered
 *     Objected --> Lifted: NoticeLifted
 *     Objected --> Objected: NoticeEscalated
 *     Issued --> Issued: NoticeEscalated
 *     Acknowledged --> Acknowledged: NoticeEscalated
 *     Answered --> Lifted: NoticeLifted
 *     Issued --> Lifted: NoticeLifted (yellow)
 * }</pre>
 *
 * @param notices oldest first
 */
public record Supervision(List<Notice> notices) {

    /** The deadline rule by which a leader acknowledges what is urgent. */
    private static final String URGENCY = "urgency-report";

    /** Supervision of a case about which no notice was issued. */
    public static final Supervision NONE = new Supervision(List.of());

    public Supervision {
        notices = List.copyOf(notices);
    }

    /**
     * Returns since when a report of urgency is late for which nobody has answered: the earliest; empty if none is.
     */
    public Optional<Instant> urgencyOverdueSince() {
        return notices.stream()
                .filter(notice -> URGENCY.equals(notice.issued().rule()))
                .filter(notice -> notice.issued().level() == Level.RED)
                .filter(notice -> notice.isOpen() && notice.state() != State.ANSWERED)
                .map(notice -> notice.issued().issuedAt())
                .min(Comparator.naturalOrder());
    }

    /** Levels of notices. */
    public enum Level {
        /** A deadline is near. The notice reminds; it asks for no answer. */
        YELLOW,
        /** A deadline has passed, or a person found a fault. The notice is to be answered. */
        RED
    }

    /** Faults that notices name. */
    public enum Fault {
        /** 应受理未受理: not accepted though due. */
        NOT_ACCEPTED,
        /** 应办理未办理: not handled though due. */
        NOT_HANDLED,
        /** 不依法办理: not handled lawfully. */
        NOT_LAWFUL
    }

    /** States of a notice. */
    public enum State {
        ISSUED,
        ACKNOWLEDGED,
        /** The unit objects, and the issuer has not decided yet. */
        OBJECTED,
        ANSWERED,
        LIFTED
    }

    /**
     * Objection to a notice.
     *
     * @param reason why
     * @param upheld why the issuer upholds the notice in spite of it; null unless it does
     * @param granted whether the notice was lifted for it
     */
    public record Objection(PersonalText reason, @Nullable PersonalText upheld, boolean granted) {}

    /**
     * A notice.
     *
     * @param issued how it began
     * @param round how often it has gone up
     * @param escalatedTo who has to answer as well since it went up; null if it did not, or is at the top
     * @param issuer the unit that lifts it: none that is asked to answer it
     * @param answer what the unit says it did; null until it does
     * @param objection null unless the unit objects, or did
     */
    public record Notice(
            NoticeIssued issued,
            State state,
            int round,
            @Nullable String escalatedTo,
            String issuer,
            @Nullable PersonalText answer,
            @Nullable Objection objection) {

        /** Returns its number. */
        public int number() {
            return issued.notice();
        }

        /** Returns whether it is not at its end. */
        public boolean isOpen() {
            return state != State.LIFTED;
        }

        /** Returns whether nobody has said that they read it. */
        public boolean isUnread() {
            return state == State.ISSUED;
        }

        boolean isYellow() {
            return issued.level() == Level.YELLOW;
        }

        boolean isAbout(String service, String deadline) {
            return service.equals(issued.service()) && deadline.equals(issued.deadline());
        }

        boolean isAddressedTo(@Nullable String by) {
            return by == null || by.equals(issued.unit()) || by.equals(escalatedTo);
        }

        /** Returns whether somebody decides about it: nobody who is asked to answer it, whatever its events say. */
        boolean isIssuedBy(@Nullable String by) {
            return by == null || by.equals(issuer) && !isAddressedTo(by);
        }

        boolean isInRound(int number) {
            return round == number;
        }

        /** Returns who answers for it now. */
        String holder() {
            return escalatedTo == null ? issued.unit() : escalatedTo;
        }

        /** Returns whether it was lifted because the unit rightly objected to it. */
        boolean isUnfounded() {
            return objection != null && objection.granted();
        }

        /** Returns whether its issuer has upheld it in spite of an objection. */
        boolean isUpheld() {
            return objection != null && objection.upheld() != null;
        }

        private Notice answered(PersonalText told) {
            return new Notice(issued, State.ANSWERED, round, escalatedTo, issuer, told, objection);
        }

        private Notice as(State next) {
            return new Notice(issued, next, round, escalatedTo, issuer, answer, objection);
        }

        private Notice as(State next, Objection changed) {
            return new Notice(issued, next, round, escalatedTo, issuer, answer, changed);
        }

        private Objection objected() {
            return Objects.requireNonNull(objection, "a decision about an objection that nobody made");
        }
    }

    Optional<Notice> find(int number) {
        return notices.stream().filter(notice -> notice.number() == number).findFirst();
    }

    /** Returns the notices about a deadline. */
    List<Notice> about(String service, String deadline) {
        return notices.stream()
                .filter(notice -> notice.isAbout(service, deadline))
                .toList();
    }

    /** Returns how many red notices a unit has had, those left out to which it rightly objected. */
    long redOf(String unit) {
        return notices.stream()
                .filter(notice -> !notice.isYellow() && !notice.isUnfounded())
                .filter(notice -> notice.issued().unit().equals(unit))
                .count();
    }

    int nextNumber() {
        return notices.size() + 1;
    }

    /** Applies an event of supervision. */
    Supervision with(SupervisionEvent event) {
        return switch (event) {
            case NoticeIssued e -> {
                var all = new ArrayList<>(notices);
                all.add(new Notice(e, State.ISSUED, 0, null, e.issuer(), null, null));
                yield new Supervision(all);
            }
            case NoticeAcknowledged e -> changed(known(e.notice()).as(State.ACKNOWLEDGED));
            case NoticeAnswered e -> changed(known(e.notice()).answered(e.answer()));
            case NoticeObjected e ->
                changed(known(e.notice()).as(State.OBJECTED, new Objection(e.objection(), null, false)));
            case NoticeUpheld e -> {
                var notice = known(e.notice());
                yield changed(notice.as(
                        State.ACKNOWLEDGED, new Objection(notice.objected().reason(), e.reason(), false)));
            }
            case NoticeLifted e
            when e.cause() == LiftingCause.OBJECTION -> {
                var notice = known(e.notice());
                yield changed(
                        notice.as(State.LIFTED, new Objection(notice.objected().reason(), null, true)));
            }
            case NoticeLifted e -> changed(known(e.notice()).as(State.LIFTED));
            case NoticeEscalated e -> {
                var notice = known(e.notice());
                yield changed(new Notice(
                        notice.issued(),
                        notice.state(),
                        e.round(),
                        e.to() == null ? notice.escalatedTo() : e.to(),
                        e.issuer() == null ? notice.issuer() : e.issuer(),
                        notice.answer(),
                        notice.objection()));
            }
        };
    }

    private Notice known(int number) {
        return find(number).orElseThrow(() -> new IllegalStateException("an event of a notice that was never issued"));
    }

    private Supervision changed(Notice changed) {
        return new Supervision(notices.stream()
                .map(notice -> notice.number() == changed.number() ? changed : notice)
                .toList());
    }
}
