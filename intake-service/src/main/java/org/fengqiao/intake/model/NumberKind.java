package org.fengqiao.intake.model;

/** Kinds of numbers by which people and organisations are identified. */
public enum NumberKind {
    /** A citizen's identity number, also that of a residence permit (GB 11643). */
    IDENTITY_NUMBER,
    /** An organisation's unified social credit code (GB 32100). */
    ORGANISATION_CODE,
    /** The number of another document, such as a passport, about which no rule says anything. */
    OTHER_DOCUMENT
}
