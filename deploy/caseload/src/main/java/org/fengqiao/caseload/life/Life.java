package org.fengqiao.caseload.life;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.profile.Channel;
import org.fengqiao.caseload.profile.Conduct;
import org.fengqiao.caseload.profile.Course;

/**
 * The planned life of one case. What the services decide (which way, which unit) is not in it.
 *
 * @param number from 1 within the profile
 * @param course the course it takes
 * @param channel the door it comes by
 * @param comesInAt when, in local time
 * @param registration what is told then
 * @param chapters what happens in each custody; one more than the course has, so that a case that took another way than
 *     most still ends
 * @param clerkAfterDays when a clerk looks at it, if the rule does not accept it
 * @param withdrawnAfterDays when it is withdrawn, if it is
 * @param redelivered whether the partner sends it twice
 * @param asks whether the applicant asks about it with the receipt code
 * @param helped who of its parties is relieved once a unit has it
 * @param questioned how the partner that referred it answers a question about it; null if it is not asked any
 * @param contradicted whether the partner that decides about it decides otherwise once more
 */
public record Life(
        int number,
        Course course,
        Channel channel,
        LocalDateTime comesInAt,
        Registration registration,
        List<Chapter> chapters,
        int clerkAfterDays,
        int withdrawnAfterDays,
        boolean redelivered,
        boolean asks,
        List<Helped> helped,
        @Nullable Conduct questioned,
        boolean contradicted) {

    /** Days after which a case that came in is asked about. */
    private static final int DAYS_UNTIL_QUESTIONED = 1;

    /** Days in which a partner answers that does so in time. */
    private static final int DAYS_OF_AN_ANSWER = 1;

    public Life {
        chapters = List.copyOf(chapters);
        helped = List.copyOf(helped);
    }

    /** Returns the same life in which these are relieved. */
    Life helping(List<Helped> others) {
        return new Life(
                number,
                course,
                channel,
                comesInAt,
                registration,
                chapters,
                clerkAfterDays,
                withdrawnAfterDays,
                redelivered,
                asks,
                others,
                questioned,
                contradicted);
    }

    /** Party that is relieved. */
    public record Helped(String partyId, Registration.Human person, Course.Relief relief) {}

    /** Returns the reference under which a partner refers it, in a play of the profile. */
    public String reference(String profile) {
        return "%s-%s-%06d".formatted(channel, profile, number);
    }

    /** Returns when the partner is asked about it; empty if it is not. */
    public Optional<LocalDateTime> questionedAt() {
        return questioned == null ? Optional.empty() : Optional.of(comesInAt.plusDays(DAYS_UNTIL_QUESTIONED));
    }

    /** Returns when the partner answers; empty if it is not asked, or stays silent. */
    public Optional<LocalDateTime> answeredAt() {
        return questionedAt().flatMap(asked -> switch (Objects.requireNonNull(questioned)) {
            case PROMPT, CONTRADICTING -> Optional.of(asked.plusDays(DAYS_OF_AN_ANSWER));
            case LATE -> Optional.of(asked.plusDays(Latecomers.UNTIL_ANSWERED_LATE_BY_PARTNER));
            case SILENT -> Optional.empty();
        });
    }

    /**
     * Plan for one custody, in days after the step before.
     *
     * @param course what happens
     * @param claimedNextMorning whether it is claimed the next morning instead of the same day
     * @param consentAfterDays until the parties are asked whether they want to mediate
     * @param sessionAfterDays until they sit together
     * @param owed what each obligation of an agreement is, in order
     * @param performedAfterDays until what is owed is done, or its breach is told
     * @param applicationAfterDays until the court is asked to confirm
     * @param decisionAfterDays until the court decides
     * @param noticeAfterDays until the petitioner is told that the petition is taken up
     * @param replyAfterDays until the petition is answered
     * @param revisitDelayDays how long after its day each revisit is made, first to last
     * @param score how content the parties are, 1 to 5
     */
    public record Chapter(
            Course.Chapter course,
            boolean claimedNextMorning,
            int consentAfterDays,
            int sessionAfterDays,
            List<Owed> owed,
            int performedAfterDays,
            int applicationAfterDays,
            int decisionAfterDays,
            int noticeAfterDays,
            int replyAfterDays,
            List<Integer> revisitDelayDays,
            int score) {

        public Chapter {
            owed = List.copyOf(owed);
            revisitDelayDays = List.copyOf(revisitDelayDays);
        }

        Chapter claimed(Course.Claim claim) {
            var changed = new Course.Chapter(
                    claim,
                    course.mediation(),
                    course.confirmation(),
                    course.fastTrack(),
                    course.petition(),
                    course.afterwards(),
                    course.relief());
            return with(changed, sessionAfterDays, noticeAfterDays, replyAfterDays, revisitDelayDays);
        }

        Chapter satAfterDays(int days) {
            return with(course, days, noticeAfterDays, replyAfterDays, revisitDelayDays);
        }

        Chapter notifiedAfterDays(int days) {
            return with(course, sessionAfterDays, days, replyAfterDays, revisitDelayDays);
        }

        Chapter answeredAfterDays(int days) {
            return with(course, sessionAfterDays, noticeAfterDays, days, revisitDelayDays);
        }

        Chapter decidedAfterDays(int days) {
            return new Chapter(
                    course,
                    claimedNextMorning,
                    consentAfterDays,
                    sessionAfterDays,
                    owed,
                    performedAfterDays,
                    applicationAfterDays,
                    days,
                    noticeAfterDays,
                    replyAfterDays,
                    revisitDelayDays,
                    score);
        }

        Chapter revisitedLate(int time, int days) {
            var delays = new ArrayList<>(revisitDelayDays);
            delays.set(time, days);
            return with(course, sessionAfterDays, noticeAfterDays, replyAfterDays, delays);
        }

        private Chapter with(Course.Chapter newCourse, int session, int notice, int reply, List<Integer> revisits) {
            return new Chapter(
                    newCourse,
                    claimedNextMorning,
                    consentAfterDays,
                    session,
                    owed,
                    performedAfterDays,
                    applicationAfterDays,
                    decisionAfterDays,
                    notice,
                    reply,
                    revisits,
                    score);
        }
    }

    /**
     * Obligation of the respondent towards the applicant.
     *
     * @param what in words
     * @param amount in yuan
     */
    public record Owed(String what, String amount) {}
}
