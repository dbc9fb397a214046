package org.fengqiao.intake.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeEvent.OutwardReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.OutwardReferralOffered;
import org.fengqiao.intake.model.IntakeEvent.QuestionAnswered;
import org.fengqiao.intake.model.IntakeEvent.QuestionAsked;
import org.fengqiao.intake.model.IntakeEvent.ReferralCorrected;
import org.fengqiao.intake.model.IntakeEvent.ReferralProgressed;
import org.fengqiao.intake.model.IntakeEvent.ReferralReturned;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * Dialogue about a case between the centre and its partners, beside whether it was accepted and how it ended.
 *
 * @param referral the handle of the partner that referred it; null if none did
 * @param corrections of what that partner told, first to last
 * @param questions both ways, first to last
 * @param outward referrals from the centre to a partner, first to last
 * @param told the steps that the partner was told of
 * @param path the path that it was told last; null before the first
 * @param facts that no party disputes, as the sessions found them
 * @param returned how the case went back to the partner; null if it did not
 */
public record Dialogue(
        @Nullable Referral referral,
        List<ReferralCorrected> corrections,
        List<Question> questions,
        List<Outward> outward,
        Set<Step> told,
        @Nullable String path,
        @Personal(PersonalKind.NARRATIVE) List<PersonalText> facts,
        @Nullable ReferralReturned returned) {

    public Dialogue {
        corrections = List.copyOf(corrections);
        questions = List.copyOf(questions);
        outward = List.copyOf(outward);
        told = Set.copyOf(told);
        facts = List.copyOf(facts);
    }

    /**
     * A question and its answer.
     *
     * @param answered null as long as nobody has answered
     */
    public record Question(QuestionAsked asked, @Nullable QuestionAnswered answered) {}

    /**
     * A referral from the centre to a partner and its answer.
     *
     * @param answered null as long as the partner has not answered
     */
    public record Outward(
            OutwardReferralOffered offered, @Nullable OutwardReferralAnswered answered) {}

    /** A step that was told: which, and when it happened. */
    record Step(Progress what, @Nullable String detail, Instant at) {}

    /** Returns the dialogue of a case that has just come in. */
    static Dialogue of(@Nullable Referral referral) {
        return new Dialogue(referral, List.of(), List.of(), List.of(), Set.of(), null, List.of(), null);
    }

    boolean hasCorrection(UUID message) {
        return corrections.stream().anyMatch(one -> one.message().equals(message));
    }

    /** Returns the question of that id that this side asked; empty if there is none. */
    Optional<Question> question(Asker by, String questionId) {
        return questions.stream()
                .filter(one ->
                        one.asked().by() == by && one.asked().questionId().equals(questionId))
                .findFirst();
    }

    /** Returns the outward referral of that id; empty if there is none. */
    Optional<Outward> outward(String referralId) {
        return outward.stream()
                .filter(one -> one.offered().referralId().equals(referralId))
                .findFirst();
    }

    boolean awaitsAnswerOf(Partner partner) {
        return outward.stream().anyMatch(one -> one.offered().partner() == partner && one.answered() == null);
    }

    boolean hasTold(Progress what, @Nullable String detail, Instant at) {
        return what == Progress.PATH_CHANGED && detail != null && detail.equals(path)
                || told.contains(new Step(what, detail, at));
    }

    Dialogue corrected(ReferralCorrected e) {
        return new Dialogue(referral, and(corrections, e), questions, outward, told, path, facts, returned);
    }

    Dialogue asked(QuestionAsked e) {
        return new Dialogue(
                referral, corrections, and(questions, new Question(e, null)), outward, told, path, facts, returned);
    }

    Dialogue answered(QuestionAnswered e) {
        var next = questions.stream()
                .map(one -> one.asked().question() == e.question() ? new Question(one.asked(), e) : one)
                .toList();
        return new Dialogue(referral, corrections, next, outward, told, path, facts, returned);
    }

    Dialogue offered(OutwardReferralOffered e) {
        return new Dialogue(
                referral, corrections, questions, and(outward, new Outward(e, null)), told, path, facts, returned);
    }

    Dialogue answered(OutwardReferralAnswered e) {
        var next = outward.stream()
                .map(one -> one.offered().referralId().equals(e.referralId()) ? new Outward(one.offered(), e) : one)
                .toList();
        return new Dialogue(referral, corrections, questions, next, told, path, facts, returned);
    }

    Dialogue progressed(ReferralProgressed e) {
        var steps = new HashSet<>(told);
        steps.add(new Step(e.what(), e.detail(), e.at()));
        var found = new ArrayList<>(facts);
        if (e.undisputedFacts() != null) {
            found.addAll(e.undisputedFacts());
        }
        return new Dialogue(
                referral,
                corrections,
                questions,
                outward,
                steps,
                e.what() == Progress.PATH_CHANGED ? e.detail() : path,
                found,
                returned);
    }

    Dialogue returned(ReferralReturned e) {
        return new Dialogue(referral, corrections, questions, outward, told, path, facts, e);
    }

    private static <T> List<T> and(List<T> some, T one) {
        var all = new ArrayList<T>(some);
        all.add(one);
        return all;
    }
}
