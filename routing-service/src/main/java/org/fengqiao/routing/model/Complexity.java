package org.fengqiao.routing.model;

/** Whether one unit can handle the case alone. */
public enum Complexity {
    SIMPLE,
    COMPLEX
}
