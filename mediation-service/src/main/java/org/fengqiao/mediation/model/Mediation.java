package org.fengqiao.mediation.model;

/**
 * The least this service must remember of one case to decide about it and to show it.
 *
 * <p>A product of independent lives: the proceeding moves on while obligations of an agreement are still owed, the court may answer late, and
 * revisits outlast them all.
 */
public record Mediation(Proceeding proceeding, Filings filings, Obligations obligations, Revisits revisits) {

    static final Mediation UNKNOWN =
            new Mediation(new Proceeding.NotOpened(), Filings.none(), Obligations.none(), Revisits.none());

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
