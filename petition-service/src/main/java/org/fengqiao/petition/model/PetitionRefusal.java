package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.UNKNOWN;

import java.util.Locale;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;

/** Why this service does not do what it is asked. The codes are part of the published contract. */
public enum PetitionRefusal implements Refusal {
    NOT_OPENED(UNKNOWN, "This case has not been claimed for the petition agency."),
    DISCONTINUED(CONFLICT, "The case has left the petition agency; it goes on where the case is now."),
    ALREADY_CONCLUDED(CONFLICT, "The agency is concluded; a new one opens only when the case is claimed again."),
    NOT_NOTIFIED(CONFLICT, "The petitioner must first be notified in writing that the matter is accepted."),
    NOT_REPLIED(CONFLICT, "The petitioner must first get the written reply."),
    NOTIFIED_OTHERWISE(CONFLICT, "Another notice to the petitioner is on record."),
    REPLIED_OTHERWISE(CONFLICT, "Another reply to the petitioner is on record."),
    RESULT_DIFFERS_FROM_REPLY(CONFLICT, "The agency is concluded with the result that stands in the reply.");

    private final Nature nature;
    private final String detail;

    PetitionRefusal(Nature nature, String detail) {
        this.nature = nature;
        this.detail = detail;
    }

    @Override
    public String code() {
        return "petition." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public Nature nature() {
        return nature;
    }
}
