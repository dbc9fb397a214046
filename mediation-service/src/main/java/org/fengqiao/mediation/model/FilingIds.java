package org.fengqiao.mediation.model;

import java.util.UUID;

/** Ids of filings with the court. The case id stands in front, so an answer finds its case without a look-up. */
public final class FilingIds {

    private FilingIds() {}

    /** Returns the id of the application for confirmation of the agreement that was signed under this custody. */
    public static String confirmation(UUID caseId, int custody) {
        return caseId + "/confirmation/" + custody;
    }

    /** Returns the id of the fast-track filing made under this custody. */
    public static String fastTrack(UUID caseId, int custody) {
        return caseId + "/fast-track/" + custody;
    }
}
