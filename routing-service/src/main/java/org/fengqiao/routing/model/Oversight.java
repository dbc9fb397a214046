package org.fengqiao.routing.model;

/**
 * Oversight of how a case is handled, beside its custody.
 *
 * @param consultations how often it was consulted on, and what came of it (会商)
 * @param duties what units have to do in it beside the lead (联合办理)
 * @param evaluation its review after it was closed (评查)
 * @param supervision the notices about what is late or wrong (督办)
 * @param dispatch whether somebody is being looked for who takes it up (调度)
 * @param approvals what one person asked for and another one decides (审批)
 */
public record Oversight(
        Consultations consultations,
        Duties duties,
        Evaluation evaluation,
        Supervision supervision,
        Dispatch dispatch,
        Approvals approvals) {

    /** Oversight of a case that nothing happened to yet. */
    public static final Oversight NONE = new Oversight(
            Consultations.NONE, Duties.NONE, Evaluation.NONE, Supervision.NONE, Dispatch.NONE, Approvals.NONE);

    Oversight with(Consultations known) {
        return new Oversight(known, duties, evaluation, supervision, dispatch, approvals);
    }

    Oversight with(ReviewEvent event) {
        return new Oversight(consultations, duties, evaluation.with(event), supervision, dispatch, approvals);
    }

    Oversight with(SupervisionEvent event) {
        return new Oversight(consultations, duties, evaluation, supervision.with(event), dispatch, approvals);
    }

    /** Returns it after an event of a case that was judged: what follows the case through all its slices. */
    Oversight after(RoutingEvent event) {
        return new Oversight(
                consultations.after(event),
                duties.after(event),
                evaluation,
                supervision,
                dispatch.after(event),
                approvals.after(event));
    }
}
