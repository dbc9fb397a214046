package org.fengqiao.routing.model;

/** End of a case. */
public enum Outcome {
    /** By an agreement of the parties. */
    AGREED,
    /** By an agreement that the court confirmed (司法确认). */
    CONFIRMED,
    /** By a ruling of the tribunal (速裁). */
    ADJUDICATED,
    /** By the reply of the petition agency. */
    PETITION_CONCLUDED,
    /** By a department's handling. */
    ADMINISTRATIVELY_HANDLED,
    /** By relief that was delivered. */
    RELIEVED,
    /** Taken back. */
    WITHDRAWN,
    /** Carried on under another case. */
    MERGED;

    /** Returns what proves that a case ended so. */
    Evidence.Kind provenBy() {
        return switch (this) {
            case AGREED -> Evidence.Kind.AGREEMENT;
            case CONFIRMED -> Evidence.Kind.CONFIRMATION;
            case ADJUDICATED -> Evidence.Kind.RULING;
            case PETITION_CONCLUDED -> Evidence.Kind.REPLY;
            case ADMINISTRATIVELY_HANDLED -> Evidence.Kind.HANDLING;
            case RELIEVED -> Evidence.Kind.DELIVERY;
            case WITHDRAWN -> Evidence.Kind.WITHDRAWAL;
            case MERGED -> Evidence.Kind.MERGER;
        };
    }

    /** Returns whether the dispute was settled, so that the settlement can turn out not to hold. */
    public boolean isSettlement() {
        return switch (this) {
            case AGREED, CONFIRMED, ADJUDICATED, PETITION_CONCLUDED, ADMINISTRATIVELY_HANDLED, RELIEVED -> true;
            case WITHDRAWN, MERGED -> false;
        };
    }

    /** Returns whether obligations of an agreement outlive the closing, so that a breach undoes it. */
    boolean restsOnAnAgreement() {
        return switch (this) {
            case AGREED, CONFIRMED -> true;
            case ADJUDICATED, PETITION_CONCLUDED, ADMINISTRATIVELY_HANDLED, RELIEVED, WITHDRAWN, MERGED -> false;
        };
    }
}
