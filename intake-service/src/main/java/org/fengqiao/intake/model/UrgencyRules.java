package org.fengqiao.intake.model;

import java.util.EnumSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Urgency.Kind;
import org.fengqiao.kernel.value.Bilingual;

/**
 * Rules of what is urgent, as data.
 *
 * @param article the article behind them
 * @param quote the sentence of the law that says it
 * @param verified whether it was checked against the published text
 * @param kinds every kind there is
 */
public record UrgencyRules(String article, @Nullable String quote, boolean verified, List<KindRule> kinds) {

    /**
     * Checks that they are whole.
     *
     * @throws IllegalArgumentException if a kind is missing or given twice, or alerts nobody, or what is verified is
     *     not quoted
     */
    public UrgencyRules {
        Quotes.require(verified, quote, article);
        kinds = List.copyOf(kinds);
        var missing = EnumSet.allOf(Kind.class);
        for (var kind : kinds) {
            if (!missing.remove(kind.code())) {
                throw new IllegalArgumentException("urgency rules: " + kind.code() + " is given twice");
            }
            if (kind.alerts().isEmpty()) {
                throw new IllegalArgumentException("urgency rules: " + kind.code() + " alerts nobody");
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("urgency rules: " + missing + " is missing");
        }
    }

    /** Returns what the rules say of a kind. */
    public KindRule of(Kind kind) {
        return kinds.stream()
                .filter(one -> one.code() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("checked rules lack " + kind));
    }

    /**
     * A kind of urgency.
     *
     * @param words what people are told
     * @param alerts the roles that have to know at once
     * @param police whether the police are alerted on their topic
     */
    public record KindRule(Kind code, Bilingual words, List<String> alerts, boolean police) {
        public KindRule {
            alerts = List.copyOf(alerts);
        }
    }
}
