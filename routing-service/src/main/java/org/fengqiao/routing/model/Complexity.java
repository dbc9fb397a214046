package org.fengqiao.routing.model;

/** Complexity of a case: one unit can handle it alone, or not. */
public enum Complexity {
    SIMPLE,
    COMPLEX
}
