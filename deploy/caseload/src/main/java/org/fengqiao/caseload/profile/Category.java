package org.fengqiao.caseload.profile;

/** Subject of a dispute. */
public enum Category {
    MARRIAGE_FAMILY,
    NEIGHBOUR,
    PROPERTY_MANAGEMENT,
    LABOUR,
    MEDICAL,
    TRAFFIC,
    CONSUMER,
    CONTRACT_DEBT,
    HOUSING_LAND,
    ENVIRONMENT,
    CAMPUS,
    TORT,
    OTHER
}
