package org.fengqiao.mediation.model;

import java.util.UUID;

/** How filings with the court are named: the case stands in front, so that the court's answer finds its case without being looked up. */
public final class FilingIds {

    private FilingIds() {}

    /** The filing of the application for confirmation of the agreement that was signed under this custody. */
    public static String confirmation(UUID caseId, int custody) {
        return caseId + "/confirmation/" + custody;
    }

    /** The fast-track filing made under this custody. */
    public static String fastTrack(UUID caseId, int custody) {
        return caseId + "/fast-track/" + custody;
    }
}
