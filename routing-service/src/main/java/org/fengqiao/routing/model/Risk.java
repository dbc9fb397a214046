package org.fengqiao.routing.model;

/** Risk that the dispute gets worse. */
public enum Risk {
    LOW,
    MEDIUM,
    HIGH
}
