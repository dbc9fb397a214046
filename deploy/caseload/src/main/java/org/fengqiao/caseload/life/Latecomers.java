package org.fengqiao.caseload.life;

import static org.fengqiao.caseload.life.LifePlanner.between;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import org.fengqiao.caseload.profile.Category;
import org.fengqiao.caseload.profile.Course;
import org.fengqiao.caseload.profile.Course.Claim;
import org.fengqiao.caseload.profile.Course.Confirmation;
import org.fengqiao.caseload.profile.Course.FrontDesk;
import org.fengqiao.caseload.profile.Course.Mediation;
import org.fengqiao.caseload.profile.Course.Petition;
import org.fengqiao.caseload.profile.Duty;

/**
 * Decides who is late, and by how much. Of the occasions of each duty exactly the profile's share is late, to the
 * nearest whole number, and at least one if there is a share at all. In one life somebody is late at most once, so that
 * no life gets too long for its year.
 */
final class Latecomers {

    /** Three working days around the spring festival are eleven days. */
    private static final int UNTIL_ACKNOWLEDGED_LATE = 12;

    private static final int UNTIL_MEDIATED_LATE = 31;
    private static final int UNTIL_LABOUR_MEDIATED_LATE = 16;
    private static final int UNTIL_NOTIFIED_LATE = 16;
    private static final int UNTIL_ANSWERED_LATE = 61;
    private static final int UNTIL_DECIDED_LATE = 31;

    /** Days after which an answer of a partner is late, as an acknowledgement is. */
    static final int UNTIL_ANSWERED_LATE_BY_PARTNER = UNTIL_ACKNOWLEDGED_LATE;

    /** Five working days around the spring festival are thirteen days. */
    private static final int UNTIL_REVISITED_LATE = LifePlanner.DAYS_UNTIL_A_ROUND_IS_OVER;

    /** Additional days by which somebody is late, at most. */
    private static final int LATER = 4;

    /**
     * An occasion to be late.
     *
     * @param life which life, from 0
     * @param chapter which of its chapters, from 0
     * @param time which time within it, from 0
     */
    private record Occasion(int life, int chapter, int time) {}

    private Latecomers() {}

    /** The same lives, some of them with somebody who is late. */
    static List<Draft> among(List<Draft> lives, Map<Duty, Double> shares, SplittableRandom random) {
        var late = new ArrayList<>(lives);
        var touched = new HashSet<Integer>();
        for (var duty : Duty.values()) {
            var share = shares.getOrDefault(duty, 0.0);
            var drawn = random.split();
            if (share > 0) {
                for (var occasion : draw(occasions(lives, duty), share, touched, drawn)) {
                    late.set(occasion.life(), late(late.get(occasion.life()), duty, occasion, drawn));
                }
            }
        }
        return late;
    }

    private static List<Occasion> draw(
            List<Occasion> occasions, double share, Set<Integer> touched, SplittableRandom random) {
        var wanted = occasions.isEmpty() ? 0 : Math.max(1, Math.round(share * occasions.size()));
        var shuffled = new ArrayList<>(occasions);
        Collections.shuffle(shuffled, random);
        var drawn = new ArrayList<Occasion>();
        for (var occasion : shuffled) {
            if (drawn.size() < wanted && touched.add(occasion.life())) {
                drawn.add(occasion);
            }
        }
        return drawn;
    }

    private static Draft late(Draft life, Duty duty, Occasion occasion, SplittableRandom random) {
        var later = between(0, LATER, random);
        return switch (duty) {
            case REFERRAL_ACKNOWLEDGEMENT -> life.withClerkAfterDays(UNTIL_ACKNOWLEDGED_LATE + later);
            case CLAIM -> life.withChapter(occasion.chapter(), chapter -> chapter.claimed(Claim.ESCALATED));
            case PEOPLE_MEDIATION ->
                life.withChapter(occasion.chapter(), chapter -> chapter.satAfterDays(UNTIL_MEDIATED_LATE + later));
            case LABOUR_MEDIATION ->
                life.withChapter(
                        occasion.chapter(), chapter -> chapter.satAfterDays(UNTIL_LABOUR_MEDIATED_LATE + later));
            case PETITION_NOTICE ->
                life.withChapter(occasion.chapter(), chapter -> chapter.notifiedAfterDays(UNTIL_NOTIFIED_LATE + later));
            case PETITION_HANDLING ->
                life.withChapter(occasion.chapter(), chapter -> chapter.answeredAfterDays(UNTIL_ANSWERED_LATE + later));
            case REVISIT_MADE ->
                life.withChapter(
                        occasion.chapter(),
                        chapter -> chapter.revisitedLate(occasion.time(), UNTIL_REVISITED_LATE + later));
            case CONFIRMATION_DECISION ->
                life.withChapter(occasion.chapter(), chapter -> chapter.decidedAfterDays(UNTIL_DECIDED_LATE + later));
        };
    }

    /** All occasions of that duty, as far as it is planned which way the cases go. */
    private static List<Occasion> occasions(List<Draft> lives, Duty duty) {
        var occasions = new ArrayList<Occasion>();
        for (var index = 0; index < lives.size(); index++) {
            var life = lives.get(index);
            if (duty == Duty.REFERRAL_ACKNOWLEDGEMENT) {
                if (isDecidedByClerk(life)) {
                    occasions.add(new Occasion(index, 0, 0));
                }
                continue;
            }
            for (var chapter = 0; chapter < life.course().chapters().size(); chapter++) {
                for (var time = 0; time < times(life, chapter, duty); time++) {
                    occasions.add(new Occasion(index, chapter, time));
                }
            }
        }
        return occasions;
    }

    private static boolean isDecidedByClerk(Draft life) {
        return life.channel().partner().isPresent()
                && (life.course().frontDesk() == FrontDesk.ACCEPTED_BY_CLERK
                        || life.course().frontDesk() == FrontDesk.DECLINED);
    }

    /** Returns how often somebody can be late with the duty in this chapter. */
    private static int times(Draft life, int index, Duty duty) {
        var chapter = life.course().chapters().get(index);
        return switch (duty) {
            case REFERRAL_ACKNOWLEDGEMENT -> 0;
            case CLAIM -> index == 0 && chapter.claim() == Claim.PROMPT && hasSuperior(life) ? 1 : 0;
            case PEOPLE_MEDIATION -> isOfPeopleMediation(life.category()) && isMediated(life, index) ? 1 : 0;
            case LABOUR_MEDIATION -> life.category() == Category.LABOUR && isMediated(life, index) ? 1 : 0;
            case PETITION_NOTICE -> isPetition(life, index) ? 1 : 0;
            case PETITION_HANDLING ->
                isPetition(life, index) && chapter.petition().isTimed() ? 1 : 0;
            case REVISIT_MADE -> revisits(life.course(), index);
            case CONFIRMATION_DECISION ->
                chapter.confirmation() == Confirmation.GRANTED || chapter.confirmation() == Confirmation.REFUSED
                        ? 1
                        : 0;
        };
    }

    /**
     * Returns whether the mediation has thirty days; a medical one has thirty working days, and nobody is late with it.
     */
    private static boolean isOfPeopleMediation(Category category) {
        return category != Category.LABOUR && category != Category.MEDICAL;
    }

    /**
     * A case without a street, which is what a clerk has to look at, may go to the district's centre, and from there it
     * cannot escalate.
     */
    private static boolean hasSuperior(Draft life) {
        return life.course().frontDesk() == FrontDesk.ACCEPTED_BY_RULE;
    }

    /**
     * Returns whether the parties sit together in this chapter; debts are left out, since a small one goes to the
     * tribunal.
     */
    private static boolean isMediated(Draft life, int index) {
        var chapter = life.course().chapters().get(index);
        return life.category() != Category.CONTRACT_DEBT
                && !cameUnsettled(life.course(), index)
                && chapter.claim() != Claim.SENT_TO_DEPARTMENT
                && chapter.claim() != Claim.SENT_TO_RELIEF
                && chapter.claim() != Claim.CONSULTED
                && (chapter.mediation() == Mediation.AGREED || chapter.mediation() == Mediation.FAILED);
    }

    /** Returns whether the petition agency runs for the petitioner in this chapter; debts are left out as above. */
    private static boolean isPetition(Draft life, int index) {
        return life.category() != Category.CONTRACT_DEBT
                && cameUnsettled(life.course(), index)
                && life.course().chapters().get(index).petition() != Petition.UNDER_WAY;
    }

    private static boolean cameUnsettled(Course course, int index) {
        return index > 0
                && switch (course.chapters().get(index - 1).mediation()) {
                    case REFUSED, FAILED -> true;
                    case AGREED, UNDER_WAY -> false;
                };
    }

    /**
     * Returns the number of rounds of revisits that can be missed after the chapter: all of them where the case stays
     * closed, none where it comes back because of what the parties say.
     */
    private static int revisits(Course course, int index) {
        var chapter = course.chapters().get(index);
        var isLast = index == course.chapters().size() - 1;
        return switch (chapter.afterwards()) {
            case SATISFIED, UNREACHABLE ->
                isLast && course.ending() == Course.Ending.CLOSED && chapter.confirmation() != Confirmation.REFUSED
                        ? LifePlanner.DAYS_UNTIL_REVISITS.size()
                        : 0;
            case DISSATISFIED, NEW_TROUBLE, BREACHED, NOT_REVISITED -> 0;
        };
    }
}
