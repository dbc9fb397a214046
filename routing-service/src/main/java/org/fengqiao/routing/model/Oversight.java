package org.fengqiao.routing.model;

/**
 * Oversight of how a case is handled, beside its custody.
 *
 * @param evaluation its review after it was closed (评查)
 * @param supervision the notices about what is late or wrong (督办)
 */
public record Oversight(Evaluation evaluation, Supervision supervision) {

    /** Oversight of a case that nothing happened to yet. */
    public static final Oversight NONE = new Oversight(Evaluation.NONE, Supervision.NONE);

    Oversight with(ReviewEvent event) {
        return new Oversight(evaluation.with(event), supervision);
    }

    Oversight with(SupervisionEvent event) {
        return new Oversight(evaluation, supervision.with(event));
    }
}
