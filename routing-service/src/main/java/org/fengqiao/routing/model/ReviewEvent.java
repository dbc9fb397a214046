package org.fengqiao.routing.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.ScoreSheet.Points;

/**
 * Events of evaluation (评查): a closed case is drawn, reviewed by other units, put right where it must be, and made a
 * typical case where it is an example to others.
 */
public sealed interface ReviewEvent extends RoutingEvent {

    /**
     * The case was drawn.
     *
     * @param sample the sample's id
     * @param closure the closing that is reviewed
     * @param unit who closed it, and so is reviewed
     * @param sheet the version of the score sheet
     * @param reviewers the units that are to review it, each once
     */
    record ReviewSampled(UUID sample, int closure, Outcome outcome, String unit, String sheet, List<String> reviewers)
            implements ReviewEvent {
        public ReviewSampled {
            reviewers = List.copyOf(reviewers);
        }
    }

    /**
     * The unit that will be reviewed filled in the sheet itself (自查), before anybody else did.
     *
     * @param worker who in it
     * @param answers the points of each question
     * @param score in per cent of all points
     * @param remarks what it found; missing if there is nothing to say
     */
    record SelfChecked(
            UUID sample,
            int closure,
            String unit,
            String worker,
            List<Points> answers,
            BigDecimal score,
            Grade grade,
            @Nullable @Personal(PersonalKind.NARRATIVE) PersonalText remarks,
            Instant checkedAt)
            implements ReviewEvent {
        public SelfChecked {
            answers = List.copyOf(answers);
        }
    }

    /**
     * Differences between a review and the self-check of the reviewed unit.
     *
     * @param score how much more the reviewer gave, in per cent of all points; negative if it gave less
     * @param items the questions that got other points, in the order of the sheet
     */
    record Differences(BigDecimal score, List<ItemDifference> items) {
        public Differences {
            items = List.copyOf(items);
        }
    }

    /**
     * A question that got other points.
     *
     * @param own the points of the self-check
     * @param points those of the review
     */
    record ItemDifference(String item, int own, int points) {}

    /**
     * A unit reviewed the case.
     *
     * @param reviewer the unit
     * @param worker who in it
     * @param answers the points of each question
     * @param score in per cent of all points
     * @param remarks what was found; missing if there is nothing to say
     * @param fromSelfCheck what differs from the self-check; missing if there was none, and in old events
     */
    record CaseReviewed(
            UUID sample,
            String reviewer,
            String worker,
            List<Points> answers,
            BigDecimal score,
            Grade grade,
            @Nullable @Personal(PersonalKind.NARRATIVE) PersonalText remarks,
            @Nullable Differences fromSelfCheck,
            Instant reviewedAt)
            implements ReviewEvent {
        public CaseReviewed {
            answers = List.copyOf(answers);
        }
    }

    /**
     * All units have reviewed the case. The worst of their grades counts.
     *
     * @param unit who is reviewed
     * @param score the mean of their scores, in per cent
     * @param agreed whether all gave the same grade; missing if there was one alone
     */
    record ReviewConcluded(
            UUID sample,
            int closure,
            String unit,
            Grade grade,
            BigDecimal score,
            @Nullable Boolean agreed,
            Instant concludedAt)
            implements ReviewEvent {}

    /**
     * The unit has to put something right (整改).
     *
     * @param rectification counts those of the case from 1
     * @param items the questions of the sheet that did not get all their points
     * @param reviewers the units that check it
     */
    record RectificationOrdered(
            UUID sample, int rectification, String unit, List<String> items, List<String> reviewers, Instant orderedAt)
            implements ReviewEvent {
        public RectificationOrdered {
            items = List.copyOf(items);
            reviewers = List.copyOf(reviewers);
        }
    }

    /**
     * The unit says that it is put right.
     *
     * @param done what was done
     */
    record RectificationReported(
            int rectification,
            String unit,
            @Personal(PersonalKind.NARRATIVE) PersonalText done,
            Instant reportedAt) implements ReviewEvent {}

    /** A reviewing unit found it put right. */
    record RectificationCompleted(int rectification, String unit, String checkedBy, Instant completedAt)
            implements ReviewEvent {}

    /**
     * A reviewing unit found it not put right; the same is owed anew.
     *
     * @param next the number under which it is owed from now on
     * @param reviewers the units that check it
     */
    record RectificationRefused(
            int rectification,
            int next,
            String unit,
            String checkedBy,
            List<String> reviewers,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant refusedAt)
            implements ReviewEvent {
        public RectificationRefused {
            reviewers = List.copyOf(reviewers);
        }
    }

    /** A matter to be put right is no longer owed, because an appeal was granted. */
    record RectificationWaived(int rectification, String unit, Instant waivedAt) implements ReviewEvent {}

    /** The unit objects to the grade. */
    record ReviewAppealed(
            UUID sample,
            int closure,
            String unit,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant appealedAt)
            implements ReviewEvent {}

    /**
     * The appeal was decided.
     *
     * @param granted whether the grade is another one now
     * @param grade the grade that counts from now on
     */
    record AppealDecided(
            UUID sample,
            String unit,
            boolean granted,
            Grade grade,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant decidedAt)
            implements ReviewEvent {}

    /**
     * A reviewer proposed the case as a typical one (典型案例).
     *
     * @param unit who handled it
     * @param nominatedBy the unit that reviewed it
     * @param worker who in it
     * @param reason what others can learn from it
     */
    record TypicalCaseNominated(
            UUID sample,
            int closure,
            String unit,
            String nominatedBy,
            String worker,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant nominatedAt)
            implements ReviewEvent {}

    /**
     * Somebody else confirmed it: the case is a typical one.
     *
     * @param confirmedBy who
     */
    record TypicalCaseConfirmed(UUID sample, int closure, String unit, String confirmedBy, Instant confirmedAt)
            implements ReviewEvent {}

    /**
     * Somebody found that the case is no typical one.
     *
     * @param declinedBy who; the proposer too may take it back so
     */
    record TypicalCaseDeclined(
            UUID sample,
            int closure,
            String unit,
            String declinedBy,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant declinedAt)
            implements ReviewEvent {}

    /**
     * Somebody wrote what others can learn from a typical case, without anybody whom it is about (案例摘要). It stands
     * under the key of the case all the same: whoever is forgotten with the case is forgotten here.
     *
     * @param summary counts those of the case from 1
     * @param title what it is called
     * @param text what the dispute was about and how it was settled
     * @param writtenBy who
     */
    record TypicalCaseSummarised(
            UUID sample,
            int closure,
            String unit,
            int summary,
            @Personal(PersonalKind.NARRATIVE) PersonalText title,
            @Personal(PersonalKind.NARRATIVE) PersonalText text,
            String writtenBy,
            Instant writtenAt)
            implements ReviewEvent {}

    /**
     * Somebody else approved the summary: the case stands in the library.
     *
     * @param summary the one that was read
     * @param approvedBy who
     */
    record TypicalCasePublished(
            UUID sample, int closure, String unit, int summary, String approvedBy, Instant publishedAt)
            implements ReviewEvent {}

    /**
     * The case stands in the library no longer.
     *
     * @param summary the one that stood there
     * @param withdrawnBy who took it out
     */
    record TypicalCaseWithdrawn(
            UUID sample,
            int closure,
            String unit,
            int summary,
            String withdrawnBy,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant withdrawnAt)
            implements ReviewEvent {}
}
