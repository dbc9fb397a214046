package org.fengqiao.kernel.identity;

/** Roles a token may carry in its claim {@code groups}; constants, because annotations need them. */
public final class Roles {
    /** A clerk at the front desk of a centre. */
    public static final String CLERK = "clerk";
    /** A grid worker: files and follows cases of a grid. */
    public static final String GRID_WORKER = "grid-worker";
    /** A dispatcher: triages, assigns and supervises. */
    public static final String DISPATCHER = "dispatcher";
    /** A leader, head of a centre or unit: sees its level, decides what one person alone may not. */
    public static final String LEADER = "leader";
    /** A mediator: mediates and revisits. */
    public static final String MEDIATOR = "mediator";
    /** A petition clerk: runs the petition agency. */
    public static final String PETITION_CLERK = "petition-clerk";
    /** A department that holds cases. */
    public static final String DEPARTMENT = "department";
    /** An operator: keeps the system running and looks at histories, parked cases and health. */
    public static final String OPERATOR = "operator";
    /** An analyst: asks for numbers and the cases behind them. */
    public static final String ANALYST = "analyst";
    /** A partner's system, by its own token; the token's subject is the partner's name. */
    public static final String PARTNER = "partner";

    private Roles() {}
}
