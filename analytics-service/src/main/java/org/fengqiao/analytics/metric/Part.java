package org.fengqiao.analytics.metric;

/** Which cases behind a number are asked for. */
public enum Part {
    /** Those that count above the line. */
    NUMERATOR,
    /** All that are counted. */
    DENOMINATOR
}
