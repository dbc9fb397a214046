package org.fengqiao.intake.model;

/** Stage of a case as its party meets it; each can be rated when it is over. */
public enum Stage {
    /** Registration and acceptance (受理). */
    INTAKE,
    /** Finding who deals with it (分流). */
    DISPATCH,
    /** Mediation (调解). */
    MEDIATION,
    /** Judicial confirmation or the fast track (司法确认、速裁). */
    COURT,
    /** The petition agency (信访代办). */
    PETITION,
    /** The result (办结). */
    RESULT
}
