package org.fengqiao.petition.policy;

import java.time.Instant;
import java.util.Optional;

import org.fengqiao.kernel.legalclock.DeadlineRules;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.petition.model.PetitionRules;
import org.fengqiao.petition.model.ReviewLevel;

/** Lengths of time of the legal clock that the decider has to know. */
public final class OfficialPetitionRules implements PetitionRules {

    private final LegalClock clock;
    private final DeadlineRules deadlines;

    /** Creates the rules of this clock. */
    public OfficialPetitionRules(LegalClock clock) {
        this.clock = clock;
        this.deadlines = new DeadlineRules(clock);
    }

    /** Returns the rule by which a review of this level is asked for in time. */
    static String requestRule(ReviewLevel level) {
        return switch (level) {
            case REVIEW -> "petition-review-request";
            case SECOND_REVIEW -> "petition-second-review-request";
        };
    }

    @Override
    public Optional<Instant> endOfTimeToAsk(ReviewLevel level, Instant answeredAt) {
        var rule = requestRule(level);
        var day = answeredAt.atZone(OfficialCalendar.ZONE).toLocalDate();
        return clock.rules().inForce(rule, day).map(_ -> deadlines.due(rule, answeredAt));
    }
}
