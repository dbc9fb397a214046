package org.fengqiao.analytics.model;

/** The layer of the source pyramid (倒金字塔) a case comes from: the aim is that the grassroots see a dispute first. */
public enum Layer {
    /** Referred by a court (诉调对接). */
    COURT,
    /** Referred by the police (公调对接). */
    POLICE,
    /** Referred by the petition office (访调对接). */
    PETITION,
    /** Referred by the procuratorate (检调对接): a connection of its own, so that the shares add up to the whole. */
    PROCURATORATE,
    /** Brought by the people or their grid: window, grid, hotline, online, and what a department hands on. */
    GRASSROOTS,
    /** A channel this version does not know. */
    OTHER;

    /** Returns the layer of an intake channel. */
    public static Layer ofChannel(String channel) {
        return switch (channel) {
            case "COURT" -> COURT;
            case "POLICE" -> POLICE;
            case "PETITION_OFFICE" -> PETITION;
            case "PROCURATORATE" -> PROCURATORATE;
            case "WINDOW", "GRID", "UNIT_LEADER", "HOTLINE_12345", "ONLINE", "DEPARTMENT" -> GRASSROOTS;
            default -> OTHER;
        };
    }
}
