package org.fengqiao.analytics.metric;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The part of a number whose cases are asked for. */
public enum Part {
    /** Those that count above the line. */
    NUMERATOR,
    /** All that are counted. */
    DENOMINATOR,
    /** Those that are counted, but not above the line: what is late, or did not succeed. */
    REMAINDER;

    /** Returns its name in queries. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the part of this name; empty if there is none. */
    public static Optional<Part> named(String parameter) {
        return Arrays.stream(values())
                .filter(part -> part.parameter().equals(parameter))
                .findFirst();
    }
}
