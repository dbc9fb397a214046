package org.fengqiao.routing.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.routing.model.TriageTable.Condition;

/**
 * A ground of risk, and what it entails.
 *
 * @param code as it stands in events
 * @param zh Chinese name
 * @param en English name
 * @param article the article behind what it entails; missing if there is none
 * @param quote the sentence of the law that it rests on, in Chinese; missing if none says it
 * @param note the reading that was taken, and what is the centre's own; missing if the sentence says it all
 * @param signals any of these in what was told; none: no words tell of it
 * @param when it is there too if all of these hold; none of them: only words or a person tell of it
 * @param entails what follows
 */
public record RiskGround(
        String code,
        String zh,
        String en,
        @Nullable String article,
        @Nullable String quote,
        @Nullable Bilingual note,
        List<Signal> signals,
        @Nullable Condition when,
        Entailed entails) {

    public RiskGround {
        signals = signals == null ? List.of() : List.copyOf(signals);
    }

    /**
     * Consequences of a ground of risk.
     *
     * @param alert the roles that are told of it at once
     * @param noJointSession whether the parties are not brought together in one session
     * @param consultation whether the case is consulted on
     */
    public record Entailed(List<String> alert, boolean noJointSession, boolean consultation) {

        public Entailed {
            alert = alert == null ? List.of() : List.copyOf(alert);
        }
    }

    /**
     * A ground of risk that a case has.
     *
     * @param because what tells of it: a word of the table or a fact, no personal data
     */
    public record Noted(String code, String because, Entailed entails) {}

    /** Returns the ground as a person has noted it. */
    Noted notedByAPerson() {
        return new Noted(code, BY_A_PERSON, entails);
    }

    /** Returns the ground as it was reported at the front desk. */
    Noted reportedAsUrgent() {
        return new Noted(code, "reported as urgent", entails);
    }

    /** Sign of a ground that a person noted; their own words are sealed. */
    public static final String BY_A_PERSON = "noted by a person";

    /** Returns the ground if the text or the facts tell of it. */
    Optional<Noted> in(TriageFacts facts, Function<Condition, @Nullable List<String>> reasons) {
        var text = facts.summary().revealOr("");
        var word = signals.stream().flatMap(signal -> signal.in(text).stream()).findFirst();
        if (word.isPresent()) {
            return Optional.of(new Noted(code, "the words have " + word.get(), entails));
        }
        var why = when == null ? null : reasons.apply(when);
        return why == null ? Optional.empty() : Optional.of(new Noted(code, String.join(", ", why), entails));
    }
}
