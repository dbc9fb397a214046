package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which this service refuses a command. The codes are part of the published contract. */
public enum PetitionRefusal implements Refusal {
    NO_SUCH_CASE(Wording.NO_SUCH_CASE),
    DISCONTINUED(CONFLICT, "The case has left the petition agency; it goes on where the case is now."),
    ALREADY_CONCLUDED(CONFLICT, "The agency is concluded; a new one opens only when the case is claimed again."),
    NOT_NOTIFIED(CONFLICT, "The petitioner must first be notified in writing that the matter is accepted."),
    NOT_REPLIED(CONFLICT, "The petitioner must first get the written reply."),
    NOTIFIED_OTHERWISE(CONFLICT, "Another notice to the petitioner is on record."),
    REPLIED_OTHERWISE(CONFLICT, "Another reply to the petitioner is on record."),
    RESULT_DIFFERS_FROM_REPLY(CONFLICT, "The agency is concluded with the result that stands in the reply.");

    private final Wording wording;

    PetitionRefusal(Nature nature, String detail) {
        wording = Wording.of("petition", name(), nature, detail);
    }

    PetitionRefusal(Wording wording) {
        this.wording = wording;
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
