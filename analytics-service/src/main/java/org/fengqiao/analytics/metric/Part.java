package org.fengqiao.analytics.metric;

/** The part of a number whose cases are asked for. */
public enum Part {
    /** Those that count above the line. */
    NUMERATOR,
    /** All that are counted. */
    DENOMINATOR
}
