package org.fengqiao.routing.model;

/** Path that a dispute can take (四项贯通). */
public enum Path {
    /** Mediation first (先行调解). */
    MEDIATION,
    /** The petition agency does the running for the petitioner (信访代办). */
    PETITION,
    /** The in-centre tribunal's fast track (速裁). */
    COURT,
    /** Relief as the safety net (救助兜底). */
    RELIEF,
    /** A department handles it by its own powers. */
    ADMINISTRATIVE
}
