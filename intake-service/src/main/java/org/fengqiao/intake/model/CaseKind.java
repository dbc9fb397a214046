package org.fengqiao.intake.model;

/** Kind of a case, as far as the law has other grounds to decline it. */
public enum CaseKind {
    /** A petition (信访事项): the petition office referred it, and the Regulation on Petitioning holds. */
    PETITION,
    /** Any other dispute. */
    DISPUTE;

    /** Returns the kind of what comes by a door. */
    public static CaseKind of(Channel channel) {
        return switch (channel) {
            case PETITION_OFFICE -> PETITION;
            case WINDOW, GRID, UNIT_LEADER, HOTLINE_12345, ONLINE, DEPARTMENT, POLICE, COURT, PROCURATORATE -> DISPUTE;
        };
    }
}
