package org.fengqiao.caseload.life;

import java.time.LocalDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.profile.Category;

/**
 * Facts told about a dispute when it comes in.
 *
 * @param applicants who asks, at least one
 * @param respondents whom they are at odds with
 * @param summary what happened
 * @param claim what is wanted
 * @param amount what is at stake, in yuan
 * @param categoryHint what it seems to be about; null if nobody has an opinion
 * @param place where
 * @param happenedAt when, in local time
 */
public record Registration(
        List<Human> applicants,
        List<Human> respondents,
        String summary,
        String claim,
        String amount,
        @Nullable Category categoryHint,
        Place place,
        LocalDateTime happenedAt) {

    public Registration {
        applicants = List.copyOf(applicants);
        respondents = List.copyOf(respondents);
    }

    /**
     * A person or firm, invented.
     *
     * @param idNumber of the form of a Chinese identity number; null if not told
     * @param phone null if not told
     */
    public record Human(
            String name,
            @Nullable String idNumber,
            @Nullable String phone) {
        static final String COMPANY = "有限公司";

        /** Returns whether it is a person and no firm. */
        boolean isNatural() {
            return !name.endsWith(COMPANY);
        }
    }

    /** Place of a dispute. */
    public record Place(
            String district,
            @Nullable String street,
            @Nullable String community,
            @Nullable String grid) {}
}
