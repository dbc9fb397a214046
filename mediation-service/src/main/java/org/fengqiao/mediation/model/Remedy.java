package org.fengqiao.mediation.model;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.mediation.model.Proceeding.AwaitingApplication;
import org.fengqiao.mediation.model.Proceeding.Begun;
import org.fengqiao.mediation.model.Proceeding.ConcludedAgreed;
import org.fengqiao.mediation.model.Proceeding.ConfirmationPending;
import org.fengqiao.mediation.model.Proceeding.NotOpened;

/**
 * Remedy of a creditor whose debtor does not perform: a next step, and the law it stands on.
 *
 * @param obligation its number
 * @param creditor the id of the party whose it is
 * @param article the law and its article
 * @param until the last day on which it is asked for; null if the law sets none here
 */
public record Remedy(
        Kind kind,
        int obligation,
        String creditor,
        String article,
        @Nullable LocalDate until) {

    /** Kind of a remedy. */
    public enum Kind {
        /** The parties ask the court together to confirm the agreement, and so make it enforceable. */
        CONFIRMATION,
        /** The creditor asks the court to enforce what it confirmed. */
        ENFORCEMENT,
        /** The creditor sues on the agreement. */
        SUIT,
        /** The parties change the agreement, or make another one. */
        NEW_MEDIATION
    }

    /** Standing of an agreement, on which its remedies depend. */
    public enum Standing {
        /** Signed; it can still be confirmed, or is not to be. */
        AGREED,
        /** The court made it enforceable. */
        CONFIRMED,
        /** The court refused to confirm it. */
        CONFIRMATION_REFUSED
    }

    /**
     * Step that the law gives.
     *
     * @param after the standing of the agreement
     */
    public record Step(Standing after, Kind kind, String article) {}

    /** Rules in force on a day. */
    public record Rules(List<Step> steps) {
        public Rules {
            steps = List.copyOf(steps);
        }
    }

    /** Returns the remedies for each obligation that is breached or overdue on this day, in the order of numbers. */
    static List<Remedy> of(Mediation state, LocalDate today, MediationRules rules) {
        var inForce = rules.remedies(today);
        return state.agreed().stream()
                .filter(obligation -> state.isUnmet(obligation, today))
                .flatMap(obligation -> inForce.steps().stream()
                        .filter(step -> step.after() == standing(state, obligation))
                        .flatMap(step -> remedy(step, obligation, state, rules)))
                .filter(remedy -> remedy.until() == null || !today.isAfter(remedy.until()))
                .toList();
    }

    /** Returns the standing of the agreement of the obligation: the court decided about the last one alone. */
    private static Standing standing(Mediation state, Obligation obligation) {
        return switch (state.proceeding()) {
            case ConcludedAgreed p when !p.agreement().obligations().contains(obligation) -> Standing.AGREED;
            case ConcludedAgreed p ->
                switch (p.result()) {
                    case CONFIRMED -> Standing.CONFIRMED;
                    case CONFIRMATION_REFUSED -> Standing.CONFIRMATION_REFUSED;
                    case AGREED, FAILED, REFUSED -> Standing.AGREED;
                };
            case NotOpened _, Begun _ -> Standing.AGREED;
        };
    }

    private static Stream<Remedy> remedy(Step step, Obligation obligation, Mediation state, MediationRules rules) {
        return switch (step.kind()) {
            case ENFORCEMENT ->
                state.obligations().enforcementOf(obligation.obligation()).isPresent()
                        ? Stream.empty()
                        : Stream.of(new Remedy(
                                step.kind(),
                                obligation.obligation(),
                                obligation.creditor(),
                                step.article(),
                                rules.dayBefore(rules.enforcementEnds(state.enforcementRunsFrom(obligation)))));
            case CONFIRMATION ->
                switch (state.proceeding()) {
                    case AwaitingApplication p ->
                        Stream.of(new Remedy(
                                step.kind(),
                                obligation.obligation(),
                                obligation.creditor(),
                                step.article(),
                                rules.dayBefore(rules.confirmationWindowEnds(
                                        p.agreement().takesEffectOn()))));
                    case NotOpened _, Begun _ -> Stream.empty();
                };
            case SUIT, NEW_MEDIATION ->
                state.proceeding() instanceof ConfirmationPending
                        ? Stream.empty()
                        : Stream.of(new Remedy(
                                step.kind(), obligation.obligation(), obligation.creditor(), step.article(), null));
        };
    }
}
