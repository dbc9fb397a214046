package org.fengqiao.mediation.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Party;
import org.fengqiao.mediation.model.Obligations.Performance.Breached;
import org.fengqiao.mediation.model.Obligations.Performance.Excused;
import org.fengqiao.mediation.model.Obligations.Performance.NotOwed;
import org.fengqiao.mediation.model.Obligations.Performance.Owed;
import org.fengqiao.mediation.model.Obligations.Performance.Performed;
import org.fengqiao.mediation.model.Proceeding.AwaitingApplication;
import org.fengqiao.mediation.model.Proceeding.ConcludedAgreed;
import org.fengqiao.mediation.model.Proceeding.ConcludedFailed;
import org.fengqiao.mediation.model.Proceeding.ConcludedRefused;
import org.fengqiao.mediation.model.Proceeding.ConfirmationPending;
import org.fengqiao.mediation.model.Proceeding.Discontinued;
import org.fengqiao.mediation.model.Proceeding.FastTrack;
import org.fengqiao.mediation.model.Proceeding.Mediated;
import org.fengqiao.mediation.model.Proceeding.NotOpened;
import org.fengqiao.mediation.model.Proceeding.Underway;

/**
 * State of one case in this service.
 *
 * <p>Its parts change independently: the proceeding moves on while obligations of an agreement are still owed, the
 * court may answer late, and revisits come last of all.
 *
 * @param mediators whoever mediated the case, in all its proceedings
 * @param keptApart whether a ground of risk keeps the parties out of one session
 * @param mandate a partner's, under which the case is mediated; null if there is none with a time of its own
 * @param told who is in dispute, as intake told last; null if the parties never changed
 * @param file what a court needs to know of the case
 * @param documents those that were handed out
 * @param sat when the sessions began that were held, in all its proceedings, the earliest first
 */
public record Mediation(
        Proceeding proceeding,
        Filings filings,
        Obligations obligations,
        Revisits revisits,
        Set<String> mediators,
        boolean keptApart,
        @Nullable Mandate mandate,
        @Nullable List<Party> told,
        CaseFile file,
        Documents documents,
        List<Instant> sat) {

    static final Mediation UNKNOWN = new Mediation(
            new NotOpened(),
            Filings.none(),
            Obligations.none(),
            Revisits.none(),
            Set.of(),
            false,
            null,
            null,
            CaseFile.EMPTY,
            Documents.none(),
            List.of());

    public Mediation {
        mediators = Set.copyOf(mediators);
        told = told == null ? null : List.copyOf(told);
        sat = List.copyOf(sat);
    }

    /**
     * Returns who is in dispute: what intake told here is never older than what routing knew when a unit claimed the
     * case, since all of it comes in the order of one log.
     */
    public List<Party> partiesNow(List<Party> claimedWith) {
        return told == null ? claimedWith : told;
    }

    /** Returns the same case between these parties: in talks under way, and in any that begin later. */
    Mediation between(List<Party> parties) {
        return new Mediation(
                proceeding instanceof Underway talking ? talking.between(parties) : proceeding,
                filings,
                obligations,
                revisits,
                mediators,
                keptApart,
                mandate,
                parties,
                file,
                documents,
                sat);
    }

    /** Returns the exception for a recorded event that no decision could have recorded in this state. */
    IllegalStateException cannotBeFollowedBy(MediationEvent event) {
        return new IllegalStateException("%s cannot follow %s"
                .formatted(
                        event.getClass().getSimpleName(), proceeding.getClass().getSimpleName()));
    }

    /** Returns the agreement of the latest proceeding; null if none is signed in it. */
    public @Nullable Agreement agreement() {
        return switch (proceeding) {
            case AwaitingApplication p -> p.agreement();
            case ConfirmationPending p -> p.agreement();
            case ConcludedAgreed p -> p.agreement();
            case Discontinued p -> p.agreement();
            case Underway p -> p.agreement();
            case ConcludedRefused p -> last(p.talks().settled());
            case ConcludedFailed p -> last(p.talks().settled());
            case NotOpened _, FastTrack _ -> null;
        };
    }

    private static @Nullable Agreement last(List<Agreement> agreements) {
        return agreements.isEmpty() ? null : agreements.getLast();
    }

    /** Returns the obligations of all agreements of the latest proceeding; empty if it has none. */
    public List<Obligation> agreed() {
        var agreement = agreement();
        var settled = proceeding instanceof Mediated mediated ? mediated.talks().settled() : List.<Agreement>of();
        return Stream.concat(settled.stream(), Stream.ofNullable(agreement))
                .distinct()
                .flatMap(one -> one.obligations().stream())
                .toList();
    }

    /**
     * Returns how many of those obligations were due before a day, in whole or in part, and are not done.
     *
     * @param except numbers that are not counted
     */
    int overdueOn(LocalDate day, Collection<Integer> except) {
        return (int) agreed().stream()
                .filter(obligation -> !except.contains(obligation.obligation()))
                .filter(obligation -> isOverdue(obligation, day))
                .count();
    }

    /** Returns whether more of it was due before this day than was done: an instalment that is missing is enough. */
    boolean isOverdue(Obligation obligation, LocalDate day) {
        var number = obligation.obligation();
        return !isSettled(number)
                && (obligation.dueOn().isBefore(day)
                        || obligation.dueBefore(day).compareTo(obligations.paidOf(number)) > 0);
    }

    /** Returns the next day on which something of it is due and not done; empty if nothing of it is owed any more. */
    public Optional<LocalDate> nextDueOn(Obligation obligation) {
        var number = obligation.obligation();
        return switch (obligations.find(number)) {
            case NotOwed _, Performed _, Excused _ -> Optional.empty();
            case Owed _, Breached _ -> Optional.of(obligation.nextDueAfter(obligations.paidOf(number)));
        };
    }

    /** Returns whether its creditor has a remedy: it is overdue, or the debtor said that it will not be done. */
    boolean isUnmet(Obligation obligation, LocalDate today) {
        return obligations.find(obligation.obligation()) instanceof Breached || isOverdue(obligation, today);
    }

    /**
     * Returns the day from which the time to apply for enforcement runs (民事诉讼法 art. 250): the last day of performance,
     * of instalments that of the last one; what was due before the agreement took effect, from that day.
     */
    public LocalDate enforcementRunsFrom(Obligation obligation) {
        var agreedOn = obligations.agreedOn();
        return agreedOn != null && agreedOn.isAfter(obligation.dueOn()) ? agreedOn : obligation.dueOn();
    }

    /** Returns what creditors can do whose debtors do not perform, on this day. */
    public List<Remedy> remedies(LocalDate today, MediationRules rules) {
        return Remedy.of(this, today, rules);
    }

    /** Returns whether the police decide, where nothing is settled. */
    public boolean belongsToPolice() {
        return mandate != null && mandate.belongsToPolice();
    }

    /** Returns whether sessions were scheduled in the latest mediation, whatever became of them. */
    public boolean everScheduled() {
        return proceeding instanceof Mediated mediated
                && !mediated.talks().sessions().isEmpty();
    }

    boolean isSettled(int obligation) {
        return obligations.isSettled(obligation);
    }

    Mediation with(Proceeding other) {
        return new Mediation(
                other, filings, obligations, revisits, mediators, keptApart, mandate, told, file, documents, sat);
    }

    Mediation with(Filings other) {
        return new Mediation(
                proceeding, other, obligations, revisits, mediators, keptApart, mandate, told, file, documents, sat);
    }

    Mediation with(Obligations other) {
        return new Mediation(
                proceeding, filings, other, revisits, mediators, keptApart, mandate, told, file, documents, sat);
    }

    Mediation with(Revisits other) {
        return new Mediation(
                proceeding, filings, obligations, other, mediators, keptApart, mandate, told, file, documents, sat);
    }

    Mediation mediatedBy(String mediator) {
        var all = new HashSet<>(mediators);
        all.add(mediator);
        return new Mediation(
                proceeding, filings, obligations, revisits, all, keptApart, mandate, told, file, documents, sat);
    }

    Mediation satAt(Instant startedAt) {
        return new Mediation(
                proceeding,
                filings,
                obligations,
                revisits,
                mediators,
                keptApart,
                mandate,
                told,
                file,
                documents,
                Stream.concat(sat.stream(), Stream.of(startedAt)).sorted().toList());
    }

    Mediation apart() {
        return new Mediation(
                proceeding, filings, obligations, revisits, mediators, true, mandate, told, file, documents, sat);
    }

    Mediation under(Mandate given) {
        return new Mediation(
                proceeding, filings, obligations, revisits, mediators, keptApart, given, told, file, documents, sat);
    }

    Mediation with(Documents other) {
        return new Mediation(
                proceeding, filings, obligations, revisits, mediators, keptApart, mandate, told, file, other, sat);
    }

    Mediation filing(CaseFile other) {
        return new Mediation(
                proceeding, filings, obligations, revisits, mediators, keptApart, mandate, told, other, documents, sat);
    }
}
