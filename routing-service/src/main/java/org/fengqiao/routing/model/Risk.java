package org.fengqiao.routing.model;

/** How likely the dispute is to get worse. */
public enum Risk {
    LOW,
    MEDIUM,
    HIGH
}
