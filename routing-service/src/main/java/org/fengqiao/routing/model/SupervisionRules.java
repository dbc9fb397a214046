package org.fengqiao.routing.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.routing.model.Supervision.Fault;

/**
 * The data by which notices are issued: the deadline rules that are supervised.
 *
 * @param atTheTop the kind of the unit of a district that issues and lifts notices to its highest unit, above which
 *     there is none
 * @param oneLevelUpFrom with which red notice to a unit in one case the unit above is told as well, whatever the rule
 *     says
 * @param notices one for each supervised rule
 */
public record SupervisionRules(Unit.Kind atTheTop, int oneLevelUpFrom, List<Supervised> notices) {

    /**
     * Stands for the dispatchers, who lift any notice, as the issuer of one to a highest unit in whose district no unit
     * is of the kind {@link #atTheTop}.
     */
    static final String DISPATCHERS = "dispatchers";

    /** Units to which a notice can go. */
    public enum Addressee {
        /** The holder of the case, or its last one if it is closed; the centre between two units. */
        HOLDER,
        /** The front desk of the centre. */
        FRONT_DESK,
        /** The unit whose leader decides requests: the one above the holder, at the top the holder itself. */
        LEADING,
        /** The unit that owes a rectification, whoever holds the case now. */
        RECTIFYING
    }

    /**
     * A deadline rule that is supervised.
     *
     * @param rule its id
     * @param to who gets the notice
     * @param fault what the notice says it is
     * @param oneLevelUp whether the unit above is told of each red notice
     * @param asks what is to be done, for people
     */
    public record Supervised(String rule, Addressee to, Fault fault, boolean oneLevelUp, Bilingual asks) {}

    /** @throws IllegalArgumentException if a rule stands twice */
    public SupervisionRules {
        notices = List.copyOf(notices);
        var rules = new HashSet<String>();
        notices.forEach(notice -> {
            if (!rules.add(notice.rule())) {
                throw new IllegalArgumentException("supervision: rule " + notice.rule() + " stands twice");
            }
        });
    }

    /** Returns how deadlines of this rule are supervised; empty if they are not. */
    public Optional<Supervised> find(String rule) {
        return notices.stream().filter(notice -> notice.rule().equals(rule)).findFirst();
    }
}
