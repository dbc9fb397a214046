package org.fengqiao.mediation.model;

/**
 * State of one case in this service.
 *
 * <p>Its parts change independently: the proceeding moves on while obligations of an agreement are still owed, the
 * court may answer late, and revisits come last of all.
 */
public record Mediation(Proceeding proceeding, Filings filings, Obligations obligations, Revisits revisits) {

    static final Mediation UNKNOWN =
            new Mediation(new Proceeding.NotOpened(), Filings.none(), Obligations.none(), Revisits.none());

    /** Returns the exception for a recorded event that no decision could have recorded in this state. */
    IllegalStateException cannotBeFollowedBy(MediationEvent event) {
        return new IllegalStateException("%s cannot follow %s"
                .formatted(
                        event.getClass().getSimpleName(), proceeding.getClass().getSimpleName()));
    }

    Mediation with(Proceeding other) {
        return new Mediation(other, filings, obligations, revisits);
    }

    Mediation with(Filings other) {
        return new Mediation(proceeding, other, obligations, revisits);
    }

    Mediation with(Obligations other) {
        return new Mediation(proceeding, filings, other, revisits);
    }

    Mediation with(Revisits other) {
        return new Mediation(proceeding, filings, obligations, other);
    }
}
