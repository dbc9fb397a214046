package org.fengqiao.mediation.model;

/**
 * Mandate under which a referred case is mediated, where it has a time of its own.
 *
 * @param kind whose it is and in which procedure
 * @param reference the partner's reference of the case
 */
public record Mandate(Kind kind, String reference) {

    /** Kind of a mandate. */
    public enum Kind {
        /** The court appointed the centre before it filed the case (委派调解). */
        COURT_BEFORE_FILING,
        /** The court appointed the centre for a case in the ordinary procedure (委托调解). */
        COURT_ORDINARY,
        /** The court appointed the centre for a case in the summary procedure (委托调解). */
        COURT_SUMMARY,
        /** The police have to decide about a breach of public order that a settlement may end (治安调解). */
        POLICE_PUBLIC_ORDER,
        /** The procuratorate let the parties of a public prosecution reconcile (当事人和解). */
        CRIMINAL_RECONCILIATION
    }

    /** Returns whether an authority examines that the parties are willing, and presides over what they agree on. */
    public boolean needsAuthority() {
        return kind == Kind.CRIMINAL_RECONCILIATION;
    }

    /** Returns whether a court asked for the mediation. */
    public boolean isOfTheCourt() {
        return switch (kind) {
            case COURT_BEFORE_FILING, COURT_ORDINARY, COURT_SUMMARY -> true;
            case POLICE_PUBLIC_ORDER, CRIMINAL_RECONCILIATION -> false;
        };
    }

    /** Returns whether the police decide, where nothing is settled. */
    public boolean belongsToPolice() {
        return kind == Kind.POLICE_PUBLIC_ORDER;
    }
}
