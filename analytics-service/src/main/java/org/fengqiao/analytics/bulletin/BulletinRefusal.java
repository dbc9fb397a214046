package org.fengqiao.analytics.bulletin;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.UNACCEPTABLE;
import static org.fengqiao.kernel.decision.Decision.Nature.UNKNOWN;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which a bulletin is not issued or not found. The codes are part of the published contract. */
public enum BulletinRefusal implements Refusal {
    NO_SUCH_BULLETIN(UNKNOWN, "There is no such bulletin, or it is of a district outside your jurisdiction."),
    NO_RULES_OF_BULLETINS(UNACCEPTABLE, "No rules of bulletins were in force on the last day of the period."),
    PERIOD_NOT_OVER(CONFLICT, "The period is not over; its figures are issued from the day after its last one."),
    BULLETIN_ISSUED(
            CONFLICT,
            "The bulletin of the period is issued, and its figures stay; another edition names in corrects the latest"
                    + " one, which GET /bulletins lists, and the cause."),
    NOT_THE_LATEST_EDITION(CONFLICT, "A correction names the latest edition of the period; GET /bulletins lists it."),
    NOTHING_TO_CORRECT(CONFLICT, "Each figure and each case behind it is the one that was issued."),
    TABLE_TOO_LONG(UNACCEPTABLE, "A table of the bulletin would have more lines than anybody reads."),
    BULLETIN_UNPRINTABLE(
            UNACCEPTABLE,
            "The font of bulletins lacks a character of it; read it as JSON or print the page in a browser.");

    private final Wording wording;

    BulletinRefusal(Nature nature, String detail) {
        wording = Wording.of("analytics", name(), nature, detail);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
