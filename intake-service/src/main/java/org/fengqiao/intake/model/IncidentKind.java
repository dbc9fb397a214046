package org.fengqiao.intake.model;

/** Kind of an incident that the police attended. */
public enum IncidentKind {
    /** A breach of public order of the sort that may be mediated (公安机关办理行政案件程序规定 art. 178). */
    PUBLIC_ORDER,
    /** A dispute between private persons, on which the police decide nothing. */
    CIVIL
}
