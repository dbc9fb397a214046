package org.fengqiao.routing.model;

/** Complexity of a case: whether one unit can handle it alone. */
public enum Complexity {
    SIMPLE,
    COMPLEX
}
