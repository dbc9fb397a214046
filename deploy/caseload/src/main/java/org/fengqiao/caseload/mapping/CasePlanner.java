package org.fengqiao.caseload.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.fengqiao.caseload.log.LogRow;
import org.fengqiao.caseload.mapping.Lifecycle.Fits;
import org.fengqiao.caseload.mapping.Lifecycle.Misfit;
import org.fengqiao.caseload.mapping.Mapping.Alternative;
import org.fengqiao.caseload.mapping.Mapping.When;

/**
 * Planner of one case after another: for each row the first alternative of its activity that applies and whose acts fit
 * how the case stands. The plan depends on the rows of the case alone, not on their lines.
 */
public final class CasePlanner {

    private final Mapping mapping;
    private final ZoneId zone;
    private final Map<String, Integer> ranks;
    private final Map<String, Template> templates = new HashMap<>();

    /** Plans by this mapping. */
    public CasePlanner(Mapping mapping) {
        this.mapping = mapping;
        this.zone = mapping.log().time().place();
        this.ranks = MappingFile.ranks(mapping);
    }

    /** Returns the order in which the rows of a log are planned: case by case, each by time. */
    public Comparator<LogRow> order() {
        return Comparator.comparing(LogRow::caseId)
                .thenComparing(LogRow::at)
                .thenComparing(row -> row.order() == null ? "" : row.order(), CasePlanner::compareOrders)
                .thenComparing(row -> ranks.getOrDefault(row.activity(), Integer.MAX_VALUE))
                .thenComparing(LogRow::line);
    }

    /** Numbers by their value, before texts. */
    private static int compareOrders(String one, String other) {
        var numbers = one.matches("\\d{1,18}") && other.matches("\\d{1,18}");
        return numbers ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareTo(other);
    }

    /** Returns what the rows of a case come to; they are in {@link #order}. */
    public PlannedCase plan(List<LogRow> rows) {
        return new Planning(rows).plan();
    }

    /** One case. */
    private final class Planning {

        private final List<LogRow> rows;
        private final List<PlannedStep> steps = new ArrayList<>();
        private final List<PlannedCase.Played> played = new ArrayList<>();
        private final List<PlannedCase.LeftOut> leftOut = new ArrayList<>();
        private final Map<String, String> carried = new HashMap<>();
        private final Map<String, Integer> times = new HashMap<>();
        private Standing standing = new Standing.NotBrought();

        Planning(List<LogRow> rows) {
            this.rows = rows;
        }

        PlannedCase plan() {
            for (var index = 0; index < rows.size(); index++) {
                var row = rows.get(index);
                carried.putAll(row.values());
                times.merge(row.activity(), 1, Integer::sum);
                var why = step(row, index);
                if (why.isEmpty()) {
                    played.add(new PlannedCase.Played(row.line(), row.activity()));
                } else {
                    leftOut.add(new PlannedCase.LeftOut(row.line(), row.activity(), why.get()));
                }
            }
            return new PlannedCase(rows.getFirst().caseId(), steps, played, leftOut);
        }

        /** Plans a row; returns why nothing comes of it, or nothing. */
        private Optional<String> step(LogRow row, int index) {
            var alternatives = mapping.activities().get(row.activity());
            if (alternatives == null) {
                return Optional.of("the mapping does not know this activity");
            }
            var why = "no alternative of the mapping applies";
            for (var alternative : alternatives) {
                if (alternative.when() != null && !applies(alternative.when(), row, index)) {
                    continue;
                }
                var reason = tried(alternative, row);
                if (reason.isEmpty()) {
                    return reason;
                }
                why = reason.get();
            }
            return Optional.of(why);
        }

        private boolean applies(When when, LogRow row, int index) {
            return (when.in() == null || when.in().contains(standing.named()))
                    && (when.first() == null || when.first() == (times.get(row.activity()) == 1))
                    && (when.last() == null || when.last() == (index == rows.size() - 1))
                    && (when.earlier() == null || has(when.earlier(), 0, index))
                    && (when.later() == null || has(when.later(), index + 1, rows.size()))
                    && (when.where() == null
                            || when.where().entrySet().stream()
                                    .allMatch(each -> row.values()
                                            .getOrDefault(each.getKey(), "")
                                            .equals(each.getValue())));
        }

        private boolean has(String activity, int from, int to) {
            return rows.subList(from, to).stream()
                    .anyMatch(row -> row.activity().equals(activity));
        }

        /** Tries an alternative: all of its acts are planned, or none. */
        private Optional<String> tried(Alternative alternative, LogRow row) {
            if (alternative.acts() == null) {
                return Optional.of(String.valueOf(alternative.leaveOut()));
            }
            var after = standing;
            var planned = new ArrayList<PlannedStep>();
            for (var each : alternative.acts()) {
                var act = each.keySet().iterator().next();
                ObjectNode fields;
                try {
                    fields = (ObjectNode) filled(each.get(act), scope(row));
                } catch (Template.Unfilled unfilled) {
                    return Optional.of(unfilled.getMessage());
                }
                switch (Lifecycle.fit(after, act, fields)) {
                    case Misfit(var reason) -> {
                        return Optional.of(reason);
                    }
                    case Fits(var next, var number) -> {
                        after = next;
                        planned.add(new PlannedStep(
                                row.at(),
                                row.caseId(),
                                steps.size() + planned.size() + 1,
                                row.line(),
                                row.activity(),
                                act,
                                ((Standing.Brought) next).origin(),
                                number,
                                !(next instanceof Standing.Held),
                                fields,
                                key(row, planned.size())));
                    }
                }
            }
            standing = after;
            steps.addAll(planned);
            return Optional.empty();
        }

        private UUID key(LogRow row, int place) {
            return UUID.nameUUIDFromBytes("%s/%s/%s/%d/%d"
                    .formatted(mapping.log().name(), row.caseId(), row.activity(), times.get(row.activity()), place)
                    .getBytes(UTF_8));
        }

        private Template.Scope scope(LogRow row) {
            return new Template.Scope(
                    row.caseId(), row.activity(), row.at().atZone(zone).toLocalDate(), row.values(), carried);
        }

        private JsonNode filled(JsonNode given, Template.Scope scope) {
            var make = JsonNodeFactory.instance;
            if (given.isObject()) {
                var object = make.objectNode();
                given.properties().forEach(field -> object.set(field.getKey(), filled(field.getValue(), scope)));
                return object;
            }
            if (given.isArray()) {
                var array = make.arrayNode();
                given.forEach(item -> array.add(filled(item, scope)));
                return array;
            }
            return given.isTextual()
                    ? make.textNode(templates
                            .computeIfAbsent(given.asText(), text -> Template.of(text, mapping))
                            .filled(scope))
                    : given;
        }
    }
}
