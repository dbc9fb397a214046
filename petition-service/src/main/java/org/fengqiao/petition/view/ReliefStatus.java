package org.fengqiao.petition.view;

import org.fengqiao.petition.model.Relief;
import org.fengqiao.petition.model.Relief.Applied;
import org.fengqiao.petition.model.Relief.Delivered;
import org.fengqiao.petition.model.Relief.FollowedUp;
import org.fengqiao.petition.model.Relief.Granted;
import org.fengqiao.petition.model.Relief.Referred;
import org.fengqiao.petition.model.Relief.Refused;
import org.fengqiao.petition.model.Relief.Terminated;
import org.fengqiao.petition.model.Relief.Withdrawn;

/** Status of a relief, as lists and answers name it. */
public enum ReliefStatus {
    APPLIED,
    REFERRED,
    GRANTED,
    REFUSED,
    TERMINATED,
    DELIVERED,
    FOLLOWED_UP,
    WITHDRAWN;

    /** The status of a relief. */
    public static ReliefStatus of(Relief relief) {
        return switch (relief) {
            case Applied _ -> APPLIED;
            case Referred _ -> REFERRED;
            case Granted _ -> GRANTED;
            case Refused _ -> REFUSED;
            case Terminated _ -> TERMINATED;
            case Delivered _ -> DELIVERED;
            case FollowedUp _ -> FOLLOWED_UP;
            case Withdrawn _ -> WITHDRAWN;
        };
    }
}
