package org.fengqiao.intake.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.CaseKind;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.IntakeRules.DeclineGround;
import org.fengqiao.intake.model.Partner;
import org.fengqiao.intake.model.RegisteredParty;
import org.fengqiao.intake.model.Standings.Standing;

/**
 * Guard of the admission: what speaks for each ground to decline, as far as it can be found here. It decides nothing: a
 * clerk does, who knows what no table does.
 */
public final class AdmissionGuard {

    /** An account of fewer characters tells no facts. */
    private static final int FEWEST_CHARACTERS = 10;

    private AdmissionGuard() {}

    /** Findings that speak for a ground. */
    public enum Sign {
        /** The place is in no district that the centre serves. */
        PLACE_OUTSIDE,
        /** No applicant has a name. */
        NOBODY_NAMED,
        /** The account is too short to tell facts. */
        NO_FACTS,
        /** A case of the same people is accepted and pending. */
        SAME_PARTIES_HERE,
        /** The court says that it has the matter, or has decided on it. */
        TOLD_BY_COURT,
        /** The petition office says that it has the matter, or that it is final. */
        TOLD_BY_PETITION_OFFICE,
        /** The account has a word of it. */
        WORD_TOLD
    }

    /**
     * A finding.
     *
     * @param caseId the other case; null unless there is one
     * @param score how alike it is, from 0 to 100; null unless there is one
     * @param word the word of the rules that the account has; null unless it is one
     * @param document the number of a partner's case or decision; null unless it said one
     */
    public record Speaks(
            Sign sign,
            @Nullable UUID caseId,
            @Nullable Integer score,
            @Nullable String word,
            @Nullable String document) {}

    /**
     * A ground, and what speaks for it.
     *
     * @param applies whether it can be named for a case of this kind
     * @param looked whether anything here could tell of it; else only a person can
     */
    public record Weighed(DeclineGround ground, boolean applies, boolean looked, List<Speaks> speaksFor) {

        public Weighed {
            speaksFor = List.copyOf(speaksFor);
        }
    }

    /**
     * A case that may be of the same parties and matter, is accepted and goes on.
     *
     * @param score how alike it is, from 0 to 100
     */
    public record Pending(UUID caseId, int score) {}

    /**
     * Weighs every ground there is.
     *
     * @param account what was told, opened; empty if it cannot be opened
     * @param pending cases of the same people that the caller may see
     */
    public static List<Weighed> weigh(
            Registered state, String account, List<Pending> pending, IntakeRules.Version rules) {
        var kind = CaseKind.of(state.registered().channel());
        return rules.grounds().stream()
                .map(ground -> new Weighed(
                        ground,
                        ground.appliesTo(kind),
                        isLookedFor(ground, state),
                        speaksFor(ground, state, account, pending)))
                .toList();
    }

    private static boolean isTold(Partner partner, Registered state) {
        return state.trade().standings().lastOf(partner).isPresent();
    }

    private static boolean isLookedFor(DeclineGround ground, Registered state) {
        return switch (ground.code()) {
            case OUTSIDE_JURISDICTION, ANONYMOUS_WITHOUT_FACTS, ALREADY_ACCEPTED -> true;
            case IN_LITIGATION_OR_ARBITRATION ->
                isTold(Partner.COURT, state) || !ground.words().isEmpty();
            case FINAL_AFTER_SECOND_REVIEW ->
                isTold(Partner.PETITION_OFFICE, state) || !ground.words().isEmpty();
            case CRIMINAL_MATTER -> !ground.words().isEmpty();
        };
    }

    private static List<Speaks> speaksFor(
            DeclineGround ground, Registered state, String account, List<Pending> pending) {
        var signs = new ArrayList<Speaks>();
        switch (ground.code()) {
            case OUTSIDE_JURISDICTION -> {
                if (state.registered().place().outside()) {
                    signs.add(sign(Sign.PLACE_OUTSIDE));
                }
            }
            case ANONYMOUS_WITHOUT_FACTS -> {
                if (state.registered().applicants().stream().noneMatch(RegisteredParty::hasName)) {
                    signs.add(sign(Sign.NOBODY_NAMED));
                }
                if (account.strip().length() < FEWEST_CHARACTERS && !account.isEmpty()) {
                    signs.add(sign(Sign.NO_FACTS));
                }
            }
            case ALREADY_ACCEPTED -> {
                signs.addAll(told(state, Partner.PETITION_OFFICE, Sign.TOLD_BY_PETITION_OFFICE, Standing.PENDING));
                pending.forEach(
                        one -> signs.add(new Speaks(Sign.SAME_PARTIES_HERE, one.caseId(), one.score(), null, null)));
            }
            case IN_LITIGATION_OR_ARBITRATION ->
                signs.addAll(told(state, Partner.COURT, Sign.TOLD_BY_COURT, Standing.PENDING, Standing.FINAL));
            case FINAL_AFTER_SECOND_REVIEW ->
                signs.addAll(told(state, Partner.PETITION_OFFICE, Sign.TOLD_BY_PETITION_OFFICE, Standing.FINAL));
            case CRIMINAL_MATTER -> {}
        }
        ground.words().stream()
                .filter(account::contains)
                .forEach(word -> signs.add(new Speaks(Sign.WORD_TOLD, null, null, word, null)));
        return signs;
    }

    /** Returns what a partner said last of the matter, if it is one of these standings. */
    private static List<Speaks> told(Registered state, Partner partner, Sign sign, Standing... standings) {
        return state
                .trade()
                .standings()
                .lastOf(partner)
                .filter(told -> List.of(standings).contains(told.standing()))
                .map(told -> new Speaks(sign, null, null, null, told.documentNumber()))
                .stream()
                .toList();
    }

    private static Speaks sign(Sign sign) {
        return new Speaks(sign, null, null, null, null);
    }
}
