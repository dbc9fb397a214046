package org.fengqiao.kernel.eventstore;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.value.Bilingual;

/**
 * Rules on the personal data that each partner is told: {@code disclosure/partners.yaml}. A partner gets what its
 * task needs and no more (个人信息保护法 art. 6), for a purpose that each rule names and the partner stays within (art. 23):
 * what no rule names is not put into a message, and not opened for the partner if an older one has it.
 *
 * @param version its name
 * @param rules at most one for each partner and type of message
 */
public record PartnerRules(String version, List<Rule> rules) {

    /** Ending of topics that partners read. */
    private static final String OUTBOUND = ".outbound";

    /** @throws IllegalArgumentException if two rules are for the same message, or one tells nothing */
    public PartnerRules {
        Objects.requireNonNull(version, "version");
        rules = List.copyOf(rules);
        var seen = new HashSet<String>();
        for (var rule : rules) {
            if (rule.tells().isEmpty()) {
                throw new IllegalArgumentException("partner rules: " + rule.message() + " tells nothing");
            }
            if (!seen.add(rule.partner() + " " + rule.message())) {
                throw new IllegalArgumentException(
                        "partner rules: two for " + rule.message() + " to " + rule.partner());
            }
        }
    }

    /**
     * Rule on what a partner is told in messages of one type.
     *
     * @param partner the partner's name, as its topics have it, such as {@code petition-office}
     * @param message the full type, such as {@code fengqiao.partner.confirmation-filed.v1}
     * @param purpose what the partner needs it for
     * @param tells the kind of each field it is told, by path, such as {@code applicants[].name}
     */
    public record Rule(String partner, String message, Bilingual purpose, Map<String, PersonalKind> tells) {

        public Rule {
            Objects.requireNonNull(partner, "partner");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(purpose, "purpose");
            tells = Map.copyOf(tells);
        }
    }

    /** The personal fields that one partner is told in messages of one type; none if no rule is for them. */
    public static final class ToldFields {

        private final Map<String, PersonalKind> fields;

        private ToldFields(Map<String, PersonalKind> fields) {
            this.fields = fields;
        }

        /** Returns whether the partner is told the field with this path, such as {@code applicants[].name}. */
        public boolean has(String path) {
            return fields.containsKey(path);
        }

        /** The kinds of all of them. */
        public Set<PersonalKind> kinds() {
            var kinds = EnumSet.noneOf(PersonalKind.class);
            kinds.addAll(fields.values());
            return kinds;
        }
    }

    /** The personal fields that this partner is told in messages of that type. */
    public ToldFields fieldsTold(@Nullable String partner, String message) {
        return rules.stream()
                .filter(rule -> rule.partner().equals(partner) && rule.message().equals(message))
                .findFirst()
                .map(rule -> new ToldFields(rule.tells()))
                .orElseGet(() -> new ToldFields(Map.of()));
    }

    /**
     * Returns the partner whose topic it is: {@code court} of {@code court.outbound}; empty for a topic that no partner
     * reads.
     */
    public static Optional<String> partnerOf(String topic) {
        return topic.endsWith(OUTBOUND)
                ? Optional.of(topic.substring(0, topic.length() - OUTBOUND.length()))
                : Optional.empty();
    }
}
