package org.fengqiao.intake.model;

/** The door by which a dispute came in. */
public enum Channel {
    /** A visit to the front desk (来访窗口). */
    WINDOW,
    /** A grid worker (网格员). */
    GRID,
    /** A unit leader (单元长), the sentinel of a building below the grid. */
    UNIT_LEADER,
    /** The city's hotline 12345. */
    HOTLINE_12345,
    /** The mini-program, day and night. */
    ONLINE,
    /** Handed on by a department (转办). */
    DEPARTMENT,
    /** Police–mediation connection (公调对接). */
    POLICE,
    /** Litigation–mediation connection (诉调对接). */
    COURT,
    /** Petition–mediation connection (访调对接). */
    PETITION_OFFICE,
    /** Procuratorate–mediation connection (检调对接). */
    PROCURATORATE
}
