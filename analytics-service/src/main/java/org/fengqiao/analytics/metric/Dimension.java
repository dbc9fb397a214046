package org.fengqiao.analytics.metric;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.value.Messages;

/** A dimension by which numbers can be grouped and, unless it is a period, filtered. */
public enum Dimension {
    DISTRICT("district"),
    STREET("street"),
    COMMUNITY("community"),
    GRID("grid"),
    CHANNEL("channel"),
    LAYER("layer"),
    CATEGORY("category"),
    PATH("path"),
    /**
     * The unit answerable for what is counted: of the custody or closing where there is one, else the unit that has the
     * case; for a deadline the unit that had the case when it ended, which may be none.
     */
    UNIT("unit"),
    /** The rule of a deadline, by its id in the rule packs. */
    RULE("rule"),
    /** The fault that a notice of supervision names. */
    FAULT("fault"),
    /** The grade of an evaluation. */
    GRADE("grade"),
    /** Debtor and creditor of an obligation between the centre and a partner, such as {@code police/centre}. */
    DEBT("debt"),
    /** The leg of {@code lead-time} that a row tells of. */
    STAGE("stage"),
    DAY("day"),
    WEEK("week"),
    MONTH("month"),
    QUARTER("quarter"),
    YEAR("year");

    private static final Messages WORDS = Messages.read(
            Dimension.class,
            "metrics/dimensions",
            Arrays.stream(values()).collect(Collectors.toMap(Dimension::parameter, _ -> Set.of())));

    private final String parameter;

    Dimension(String parameter) {
        this.parameter = parameter;
    }

    /** Returns its name in queries and answers. */
    public String parameter() {
        return parameter;
    }

    /** Returns what it is. */
    public Bilingual title() {
        return WORDS.say(parameter, Map.of());
    }

    /** Returns whether it is a period of the cohort's date. */
    public boolean isPeriod() {
        return switch (this) {
            case DAY, WEEK, MONTH, QUARTER, YEAR -> true;
            case DISTRICT,
                    STREET,
                    COMMUNITY,
                    GRID,
                    CHANNEL,
                    LAYER,
                    CATEGORY,
                    PATH,
                    UNIT,
                    RULE,
                    FAULT,
                    GRADE,
                    DEBT,
                    STAGE -> false;
        };
    }

    /** Returns the dimension of this name; empty if there is none. */
    public static Optional<Dimension> named(String parameter) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.parameter.equals(parameter))
                .findFirst();
    }
}
