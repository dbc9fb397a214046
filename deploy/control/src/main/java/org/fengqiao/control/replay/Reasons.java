package org.fengqiao.control.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.LegalClock;

/** The reasons of an event: the rule of its deadline with its article, or what the event itself says. */
final class Reasons {

    /** Names under which events say why: rules, grounds and articles, and what was chosen because of what. */
    private static final Set<String> SAYING_WHY = Set.of(
            "rule",
            "ruleVersion",
            "rulesVersion",
            "because",
            "ground",
            "grounds",
            "article",
            "basis",
            "reason",
            "cause",
            "choice",
            "overruled",
            "finding",
            "matched");

    private final LegalClock clock;

    Reasons(LegalClock clock) {
        this.clock = clock;
    }

    List<String> of(StreamFold.Folded<?, ?> folded) {
        return switch (folded.read()) {
            case DeadlineEvent event ->
                folded.deadlinesAfter().find(event.name()).map(this::ofDeadline).orElse(List.of());
            default -> said(StateJson.of(folded.read()));
        };
    }

    private List<String> ofDeadline(Deadline deadline) {
        try {
            var explained = clock.explain(deadline);
            return List.of("%s (rule %s, version %d): %s%s"
                    .formatted(
                            explained.title().zh(),
                            explained.rule(),
                            explained.version(),
                            explained.article(),
                            explained.verified() ? "" : " (not verified)"));
        } catch (IllegalArgumentException | IllegalStateException _) {
            return List.of("rule %s, version %d, which today's rules do not have"
                    .formatted(deadline.rule(), deadline.version()));
        }
    }

    private static List<String> said(JsonNode event) {
        var said = new ArrayList<String>();
        event.properties().forEach(field -> {
            if (SAYING_WHY.contains(field.getKey())) {
                said.add(field.getKey() + ": " + text(field.getValue()));
            }
        });
        return said;
    }

    private static String text(JsonNode value) {
        if (value.isValueNode()) {
            return value.asText();
        }
        var parts = new ArrayList<String>();
        if (value.isArray()) {
            value.forEach(item -> parts.add(text(item)));
        } else {
            value.properties().forEach(field -> parts.add(field.getKey() + " " + text(field.getValue())));
        }
        return value.isArray() ? String.join("; ", parts) : "(" + String.join(", ", parts) + ")";
    }
}
