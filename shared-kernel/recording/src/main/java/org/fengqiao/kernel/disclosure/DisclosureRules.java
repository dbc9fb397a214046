package org.fengqiao.kernel.disclosure;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalKind;

/**
 * The rules of who sees how much, as data: {@code disclosure/staff.yaml}. What is needed for the work and no more
 * (个人信息保护法 art. 6).
 *
 * @param version its name
 * @param rules of those for a role the first that fits counts; of somebody's several roles the one that shows most
 */
public record DisclosureRules(String version, List<Rule> rules) {

    public DisclosureRules {
        rules = List.copyOf(rules);
        var incomplete = new ArrayList<String>();
        for (var rule : rules) {
            var missing = EnumSet.allOf(PersonalKind.class);
            missing.removeAll(rule.shows().keySet());
            if (!missing.isEmpty()) {
                incomplete.add(rule.role() + " says nothing of " + missing);
            }
        }
        if (!incomplete.isEmpty()) {
            throw new IllegalArgumentException("disclosure rules: " + String.join("; ", incomplete));
        }
    }

    /**
     * A rule.
     *
     * @param role whose
     * @param street true: only for those whose token names a street; null: for all of the role
     * @param shows how much of each kind
     */
    public record Rule(String role, @Nullable Boolean street, Map<PersonalKind, Extent> shows) {

        public Rule {
            shows = Map.copyOf(shows);
        }

        private boolean fits(String who, boolean ofAStreet) {
            return role.equals(who) && (street == null || street == ofAStreet);
        }
    }

    /** Returns how much somebody of these roles sees; nothing if no rule is for them. */
    public Extent extent(Set<String> roles, boolean ofAStreet, PersonalKind kind) {
        var most = Extent.NOTHING;
        for (var role : roles) {
            var extent = rules.stream()
                    .filter(rule -> rule.fits(role, ofAStreet))
                    .findFirst()
                    .map(rule -> rule.shows().getOrDefault(kind, Extent.NOTHING))
                    .orElse(Extent.NOTHING);
            most = extent.compareTo(most) > 0 ? extent : most;
        }
        return most;
    }
}
