package org.fengqiao.control.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.Rule;
import org.fengqiao.local.Service;

/**
 * The reasons of an event: the rule of its deadline with its article, or what the event itself says, with the articles
 * behind the rules and grounds that it names.
 */
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

    /** Names under which events say what stands in a table with an article, beside those. */
    private static final Set<String> NAMED_IN_TABLES = Set.of("kind", "code", "urgent", "limit");

    private final LegalClock clock;
    private final RuleArticles articles = RuleArticles.shipped();

    Reasons(LegalClock clock) {
        this.clock = clock;
    }

    List<String> of(StreamFold.Folded<?, ?> folded) {
        return switch (folded.read()) {
            case DeadlineEvent event ->
                folded.deadlinesAfter()
                        .find(event.name())
                        .map(deadline -> Stream.concat(ofDeadline(deadline).stream(), ofPause(event, deadline).stream())
                                .toList())
                        .orElse(List.of());
            default -> {
                var event = StateJson.of(folded.read());
                var why = said(event);
                why.addAll(cited(folded.event().recordedBy(), event));
                yield why;
            }
        };
    }

    /** Returns where it is written that the clock stands on this ground. */
    private Optional<String> ofPause(DeadlineEvent event, Deadline deadline) {
        return event instanceof DeadlineEvent.DeadlinePaused paused
                ? rule(deadline.rule(), deadline.version())
                        .flatMap(rule -> rule.ground(paused.ground()))
                        .map(ground ->
                                "%s (ground %s): %s".formatted(ground.title().zh(), ground.id(), ground.article()))
                : Optional.empty();
    }

    private Optional<Rule> rule(String id, int version) {
        return clock.rules().all().stream()
                .filter(rule -> rule.id().equals(id) && rule.version() == version)
                .findFirst();
    }

    /** Returns the articles behind what the event names, each once; but for the one that it names itself. */
    private List<String> cited(Service service, JsonNode event) {
        var version = Stream.of("ruleVersion", "rulesVersion")
                .map(event::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse(null);
        var named = new LinkedHashSet<String>();
        event.properties().forEach(field -> {
            if (SAYING_WHY.contains(field.getKey()) || NAMED_IN_TABLES.contains(field.getKey())) {
                names(field.getValue(), named);
            }
        });
        var own = event.path("article").asText();
        var cited = new ArrayList<String>();
        for (var name : named) {
            articles.find(service, name, version)
                    .filter(line -> !line.article().equals(own))
                    .ifPresentOrElse(
                            line -> cited.add("law: %s: %s".formatted(name, line.cited())),
                            () -> ofClock(name).ifPresent(cited::add));
        }
        return cited;
    }

    /** Returns the article of the newest version of a rule of the legal clock; empty if it has no such rule. */
    private Optional<String> ofClock(String name) {
        return clock.rules().all().stream()
                .filter(rule -> rule.id().equals(name))
                .reduce((_, later) -> later)
                .map(rule -> "law: %s (rule %s, version %d): %s%s"
                        .formatted(
                                rule.title().zh(),
                                rule.id(),
                                rule.version(),
                                rule.article(),
                                rule.verified() ? "" : " (not verified)"));
    }

    /** Collects texts, and the names of what is told in more words. */
    private static void names(JsonNode value, Set<String> named) {
        if (value.isTextual()) {
            named.add(value.asText());
        } else if (value.isObject()) {
            value.properties().forEach(field -> {
                if (SAYING_WHY.contains(field.getKey()) || NAMED_IN_TABLES.contains(field.getKey())) {
                    names(field.getValue(), named);
                }
            });
        } else {
            value.forEach(one -> names(one, named));
        }
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
