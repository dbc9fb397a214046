package org.fengqiao.kernel.identity;

/** The roles a token may carry in its claim {@code groups}. Constants, because annotations need them. */
public final class Roles {
    /** Front desk of a centre. */
    public static final String CLERK = "clerk";
    /** Files and follows cases of a grid. */
    public static final String GRID_WORKER = "grid-worker";
    /** Triages, assigns, supervises. */
    public static final String DISPATCHER = "dispatcher";
    /** Mediates and revisits. */
    public static final String MEDIATOR = "mediator";
    /** Runs the petition agency. */
    public static final String PETITION_CLERK = "petition-clerk";
    /** A department that holds cases. */
    public static final String DEPARTMENT = "department";
    /** Keeps the system running: histories, parked cases, health. */
    public static final String OPERATOR = "operator";
    /** Asks for numbers and the cases behind them. */
    public static final String ANALYST = "analyst";
    /** A partner's system, by its own token; the token's subject is the partner's name. */
    public static final String PARTNER = "partner";

    private Roles() {}
}
