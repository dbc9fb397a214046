package org.fengqiao.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.CountUnit;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineBreached;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineCancelled;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineExtended;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineLapsed;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineMet;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineMoved;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlinePaused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineResumed;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineSet;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * Events of deadlines as they stand in the event table, read as far as the clock needs them. Words about people are not
 * read: they need keys, and decide nothing.
 */
final class RecordedDeadline {

    private static final PersonalText UNREAD = PersonalText.of(new SubjectId(new UUID(0, 0)), "…");

    private RecordedDeadline() {}

    /**
     * Returns the event; empty if it moves no deadline, such as a request for more time.
     *
     * @param type such as {@code fengqiao.petition.deadline-set.v1}
     */
    static Optional<DeadlineEvent> of(String type, JsonNode data) {
        var name = DeadlineName.parse(data.path("name").asText());
        var rule = data.path("rule").asText();
        return Optional.ofNullable(
                switch (type.replaceAll("^fengqiao\\.[a-z]+\\.", "")) {
                    case "deadline-set.v1" ->
                        new DeadlineSet(
                                name,
                                rule,
                                data.path("version").asInt(),
                                data.path("startedBy").asText(),
                                time(data, "startedAt"),
                                data.hasNonNull("count") ? data.path("count").asInt() : null,
                                time(data, "dueAt"),
                                times(data),
                                data.hasNonNull("continues")
                                        ? DeadlineName.parse(
                                                data.path("continues").asText())
                                        : null,
                                null);
                    case "deadline-breached.v1" ->
                        new DeadlineBreached(name, rule, time(data, "dueAt"), time(data, "breachedAt"));
                    case "deadline-lapsed.v1" ->
                        new DeadlineLapsed(name, rule, time(data, "dueAt"), time(data, "lapsedAt"));
                    case "deadline-met.v1" ->
                        new DeadlineMet(
                                name,
                                rule,
                                time(data, "metAt"),
                                data.path("onTime").asBoolean());
                    case "deadline-cancelled.v1" ->
                        new DeadlineCancelled(name, data.path("reason").asText(), time(data, "cancelledAt"));
                    case "clock-paused.v1" ->
                        new DeadlinePaused(name, data.path("ground").asText(), time(data, "pausedAt"));
                    case "clock-resumed.v1" ->
                        new DeadlineResumed(name, time(data, "resumedAt"), time(data, "dueAt"), times(data));
                    case "deadline-moved.v1" ->
                        new DeadlineMoved(
                                name,
                                rule,
                                data.path("calendar").asText(),
                                data.path("notices")
                                        .valueStream()
                                        .map(JsonNode::asText)
                                        .toList(),
                                time(data, "dueBefore"),
                                time(data, "dueAt"),
                                times(data),
                                time(data, "movedAt"));
                    case "deadline-extended.v1" ->
                        new DeadlineExtended(
                                name,
                                data.path("count").asInt(),
                                CountUnit.valueOf(data.path("unit").asText()),
                                UNREAD,
                                data.path("requestedBy").asText(),
                                null,
                                null,
                                time(data, "extendedAt"),
                                time(data, "dueAt"),
                                times(data));
                    default -> null;
                });
    }

    private static Instant time(JsonNode data, String field) {
        return Instant.parse(data.path(field).asText());
    }

    private static List<Instant> times(JsonNode data) {
        var times = new ArrayList<Instant>();
        data.path("warnAt").forEach(time -> times.add(Instant.parse(time.asText())));
        return times;
    }

    /** Returns the text of a node; null if there is none. */
    static @Nullable String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node.isTextual() ? node.asText() : node.toString();
    }
}
