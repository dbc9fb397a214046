package org.fengqiao.routing.view;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.ApprovalClock;
import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.routing.model.Consultation.Meeting;
import org.fengqiao.routing.model.Consultation.Underway;
import org.fengqiao.routing.model.Duty;
import org.fengqiao.routing.model.Evaluation;
import org.fengqiao.routing.model.Evaluation.RectificationState;
import org.fengqiao.routing.model.Evaluation.Stage;
import org.fengqiao.routing.model.Path;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCase.Assigned;
import org.fengqiao.routing.model.RoutingCase.Claimed;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.Known;
import org.fengqiao.routing.model.RoutingCase.NotTriaged;
import org.fengqiao.routing.model.RoutingCase.Open;
import org.fengqiao.routing.model.RoutingCase.Unheld;
import org.fengqiao.routing.model.RoutingEvent.Desk;
import org.fengqiao.routing.model.Supervision.Notice;
import org.fengqiao.routing.model.Units;
import org.fengqiao.routing.policy.ConsultationPolicy;
import org.fengqiao.routing.policy.DutyPolicy;
import org.fengqiao.routing.policy.ReviewPolicy;
import org.fengqiao.routing.policy.RoutingPolicy;
import org.fengqiao.routing.policy.SupervisionPolicy;

/** Work that a case waits for, unit by unit and person by person. Pure: it follows from the state and its deadlines. */
public final class Waiting {

    /** Acts that are waited for, each with the call by which it is done. */
    public enum Act {
        CLAIM("/cases/{caseId}/claim"),
        DISPATCH("/cases/{caseId}/assignment"),
        JUDGE("/cases/{caseId}/triage"),
        HANDLE("/cases/{caseId}/handling"),
        CONVENE("/cases/{caseId}/consultations"),
        OPINE("/cases/{caseId}/consultations/{number}/opinions"),
        CONCLUDE("/cases/{caseId}/consultations/{number}/conclusion"),
        TAKE_UP("/cases/{caseId}/duties/{number}/claim"),
        CARRY_OUT("/cases/{caseId}/duties/{number}/done"),
        NAME_SUPPORT("/cases/{caseId}/supports"),
        ACKNOWLEDGE("/cases/{caseId}/notices/{number}/acknowledgement"),
        ANSWER("/cases/{caseId}/notices/{number}/answer"),
        UPHOLD("/cases/{caseId}/notices/{number}/upholding"),
        LIFT("/cases/{caseId}/notices/{number}/lifting"),
        REVIEW("/cases/{caseId}/review"),
        RECTIFY("/cases/{caseId}/review/rectifications/{number}/report"),
        CHECK("/cases/{caseId}/review/rectifications/{number}/check"),
        DECIDE_APPEAL("/cases/{caseId}/review/appeal/decision"),
        APPROVE("/cases/{caseId}/approvals/{number}/grant");

        private final String call;

        Act(String call) {
            this.call = call;
        }

        /** Returns the path of the call, to be sent with POST. */
        public String path(UUID caseId, int number) {
            return call.replace("{caseId}", caseId.toString()).replace("{number}", String.valueOf(number));
        }
    }

    /** Reasons for which something is waited for. */
    public enum Why {
        /** The case was assigned to the unit. */
        ASSIGNED(Act.CLAIM),
        /** The highest unit has not claimed it in time. */
        UNCLAIMED_AT_THE_TOP(Act.DISPATCH),
        /** Nobody was found in time, either. */
        STILL_UNCLAIMED(Act.DISPATCH),
        /** The words tell too little of what it is about. */
        UNDECIDED(Act.JUDGE),
        /** A person of a department has claimed it. */
        CLAIMED_BY_A_DEPARTMENT(Act.HANDLE),
        /** A rule proposes to consult on it. */
        CONSULTATION_PROPOSED(Act.CONVENE),
        /** The unit or expert is invited and was not heard. */
        INVITED(Act.OPINE),
        /** The unit leads the consultation. */
        LEADS(Act.CONCLUDE),
        /** The unit has a duty: a plan says so, or the lead asks for it. */
        ASKED_TO_SUPPORT(Act.TAKE_UP),
        /** A person has claimed the duty of the unit. */
        PLANNED(Act.CARRY_OUT),
        /** A unit gave a duty back. */
        DUTY_RETURNED(Act.NAME_SUPPORT),
        /** Nobody has a duty in hand in time. */
        DUTY_UNCLAIMED(Act.NAME_SUPPORT),
        /** A deadline is near. */
        NEAR(Act.ACKNOWLEDGE),
        /** A deadline has passed, or a person found a fault. */
        AT_FAULT(Act.ANSWER),
        /** The unit that the notice went to objects to it; who issued it upholds or lifts it. */
        OBJECTED(Act.UPHOLD),
        /** The notice that the unit issued was answered. */
        ANSWERED(Act.LIFT),
        /** The case was drawn for an evaluation. */
        DRAWN(Act.REVIEW),
        /** A review found a flaw. */
        FLAWED(Act.RECTIFY),
        /** The reviewed unit says that it has put the flaw right. */
        REPORTED(Act.CHECK),
        /** The reviewed unit objects to the grade. */
        APPEALED(Act.DECIDE_APPEAL),
        /** A person asks a leader for an approval. */
        APPROVAL_REQUESTED(Act.APPROVE);

        private final Act act;

        Why(Act act) {
            this.act = act;
        }

        /** Returns what is to be done. */
        public Act act() {
            return act;
        }
    }

    /**
     * Something that is waited for.
     *
     * @param recipient who has to do it: the id of a unit, or what stands for {@link #person a person}
     * @param number what it is about within the case: the number of the assignment, consultation, duty, notice …
     * @param deadline until when, and by which rule; null if no clock runs
     */
    public record Item(
            String recipient, Why why, int number, @Nullable Deadline deadline) {}

    private final Units units;
    private final RoutingCase state;
    private final Deadlines deadlines;
    private final List<Item> items = new ArrayList<>();

    private Waiting(Units units, RoutingCase state, Deadlines deadlines) {
        this.units = units;
        this.state = state;
        this.deadlines = deadlines;
    }

    /** Returns the recipient that stands for a person; no unit's id begins like that. */
    public static String person(String id) {
        return "@" + id;
    }

    /** Returns the unit for which a recipient stands; null if it is a person. */
    public static @Nullable String unitOf(String recipient) {
        return recipient.startsWith(person("")) ? null : recipient;
    }

    /** Returns the person for whom a recipient stands; null if it is a unit. */
    public static @Nullable String personOf(String recipient) {
        return recipient.startsWith(person("")) ? recipient.substring(person("").length()) : null;
    }

    /** Returns everything that a case waits for. */
    public static List<Item> in(RoutingCase state, Deadlines deadlines, Units units) {
        var waiting = new Waiting(units, state, deadlines);
        switch (state) {
            case NotTriaged _ -> {}
            case Known known -> waiting.addOf(known);
        }
        waiting.addNotices();
        return waiting.items;
    }

    private void addOf(Known known) {
        switch (known) {
            case Open open -> {
                addCustody(open);
                addConsultations(open);
            }
            case Ended _ -> {}
        }
        known.oversight().duties().owed().forEach(duty -> addDuty(known, duty));
        addEvaluation(known.oversight().evaluation());
        addApprovals(known);
    }

    /** A duty waits for its unit, then for the person who claims it; what nobody has in hand for those above, too. */
    private void addDuty(Known known, Duty.Owed duty) {
        var number = duty.order().number();
        switch (duty) {
            case Duty.Claimed d -> add(person(d.worker()), Why.PLANNED, number, DutyPolicy.dutyOf(number));
            case Duty.Unclaimed d -> {
                var limit = DutyPolicy.claimOf(number, d.round());
                switch (d) {
                    case Duty.Assigned _ -> add(d.order().unit(), Why.ASKED_TO_SUPPORT, number, limit);
                    case Duty.Returned _ ->
                        add(known.unit() == null ? units.centre() : known.unit(), Why.DUTY_RETURNED, number, limit);
                }
                if (d.raisedTo() != null) {
                    add(d.raisedTo(), Why.DUTY_UNCLAIMED, number, limit);
                }
            }
        }
    }

    /** Approvals wait for the leader one level up, at the top for its own. */
    private void addApprovals(Known known) {
        var holder = known.unit() == null ? units.centre() : known.unit();
        var line = units.lineOf(holder);
        var leading = line.size() > 1 ? line.get(1) : holder;
        known.oversight()
                .approvals()
                .pending()
                .forEach(asked ->
                        add(leading, Why.APPROVAL_REQUESTED, asked.approval(), ApprovalClock.of(asked.approval())));
    }

    private void addCustody(Open open) {
        var custody = open.dossier().custody();
        switch (open) {
            case Assigned s -> {
                add(s.unit(), Why.ASSIGNED, custody, RoutingPolicy.claimOf(custody));
                var standing = s.oversight().dispatch().standing();
                if (standing != null) {
                    add(
                            s.unit(),
                            standing.desk() == Desk.LEADER ? Why.STILL_UNCLAIMED : Why.UNCLAIMED_AT_THE_TOP,
                            standing.latest(),
                            RoutingPolicy.dispatchOf(standing.latest()));
                }
            }
            case Claimed s -> {
                if (s.dossier().triage().path() == Path.ADMINISTRATIVE) {
                    add(person(s.worker()), Why.CLAIMED_BY_A_DEPARTMENT, custody, null);
                }
            }
            // A consultation holds it, which waits for its chair.
            case Unheld _ -> {}
        }
        if (open.dossier().triage().isUndecided()) {
            add(units.centre(), Why.UNDECIDED, custody, RoutingPolicy.claimOf(custody));
        }
    }

    private void addConsultations(Open open) {
        var consultations = open.dossier().consultations();
        if (!consultations.proposed().isEmpty()) {
            add(units.centre(), Why.CONSULTATION_PROPOSED, consultations.all().size() + 1, null);
        }
        consultations.underway().map(Underway::meeting).ifPresent(meeting -> {
            var limit = limitOf(meeting);
            add(meeting.chair(), Why.LEADS, meeting.number(), limit);
            Stream.concat(
                            meeting.units().stream().filter(unit -> !meeting.heard(unit)),
                            meeting.experts().stream()
                                    .filter(expert -> meeting.opinions().stream()
                                            .noneMatch(opinion -> opinion.unit() == null
                                                    && opinion.person().equals(expert)))
                                    .map(Waiting::person))
                    .forEach(recipient -> add(recipient, Why.INVITED, meeting.number(), limit));
        });
    }

    private static DeadlineName limitOf(Meeting meeting) {
        return ConsultationPolicy.consultationOf(meeting.number(), meeting.level());
    }

    private void addEvaluation(Evaluation evaluation) {
        evaluation.latest().ifPresent(review -> {
            if (review.stage() == Stage.UNDER_REVIEW) {
                review.reviewers().stream()
                        .filter(unit -> review.opinions().stream()
                                .noneMatch(opinion -> opinion.reviewer().equals(unit)))
                        .forEach(unit -> add(unit, Why.DRAWN, review.closure(), null));
            }
            if (review.stage() == Stage.APPEALED) {
                add(units.centre(), Why.APPEALED, review.closure(), null);
            }
        });
        for (var owed : evaluation.rectifications()) {
            var deadline = ReviewPolicy.rectificationOf(owed.number());
            if (owed.state() == RectificationState.ORDERED) {
                add(owed.unit(), Why.FLAWED, owed.number(), deadline);
            }
            if (owed.state() == RectificationState.REPORTED) {
                owed.reviewers().forEach(unit -> add(unit, Why.REPORTED, owed.number(), null));
            }
        }
    }

    private void addNotices() {
        state.oversight().supervision().notices().forEach(this::add);
    }

    private void add(Notice notice) {
        var number = notice.number();
        switch (notice.state()) {
            case ISSUED, ACKNOWLEDGED -> {
                switch (notice.issued().level()) {
                    case YELLOW -> {
                        if (notice.isUnread()) {
                            add(notice.issued().unit(), Why.NEAR, number, null);
                        }
                    }
                    case RED ->
                        Stream.of(notice.issued().unit(), notice.escalatedTo() == null ? "" : notice.escalatedTo())
                                .filter(unit -> !unit.isEmpty())
                                .distinct()
                                .forEach(unit -> add(
                                        unit,
                                        Why.AT_FAULT,
                                        number,
                                        SupervisionPolicy.answerOf(number, notice.round())));
                }
            }
            case OBJECTED ->
                add(notice.issuer(), Why.OBJECTED, number, SupervisionPolicy.answerOf(number, notice.round()));
            case ANSWERED ->
                add(notice.issuer(), Why.ANSWERED, number, SupervisionPolicy.objectionTo(number, notice.round()));
            case LIFTED -> {}
        }
    }

    private void add(String recipient, Why why, int number, @Nullable DeadlineName deadline) {
        items.add(new Item(
                recipient,
                why,
                number,
                deadline == null
                        ? null
                        : deadlines
                                .find(deadline)
                                .filter(one -> one.state().isOpen())
                                .orElse(null)));
    }
}
