package org.fengqiao.petition.model;

import java.time.Instant;
import java.util.Optional;

/** Lengths of time that the decider has to know, from the rules of the legal clock. */
@FunctionalInterface
public interface PetitionRules {

    /**
     * Returns the first instant at which it is too late to ask for a review.
     *
     * @param answeredAt when the petitioner got the written answer
     * @return empty if no rule was in force then
     */
    Optional<Instant> endOfTimeToAsk(ReviewLevel level, Instant answeredAt);
}
