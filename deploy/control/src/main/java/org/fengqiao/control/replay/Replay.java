package org.fengqiao.control.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineTypes;
import org.fengqiao.local.Service;

/**
 * A replay of one case: every event of every service folded by today's code, and told with what was before and after
 * it. What today's code would do otherwise is told beside what was recorded.
 */
public final class Replay {

    private final Folds folds;
    private final Reasons reasons;
    private final CaseHistory history;
    private final Map<UUID, CaseEvent> byId = new HashMap<>();
    private final Map<UUID, List<CaseEvent>> ledTo = new HashMap<>();
    private final Map<Service, StreamFold<?, ?>> streams = new EnumMap<>(Service.class);
    private final Milestones milestones = new Milestones();
    private final boolean partial;

    private Replay(CaseHistory history, Folds folds, boolean partial) {
        this.history = history;
        this.folds = folds;
        this.reasons = new Reasons(folds.clock());
        this.partial = partial;
        history.events().forEach(event -> {
            byId.put(event.eventId(), event);
            if (event.causationId() != null) {
                ledTo.computeIfAbsent(event.causationId(), _ -> new ArrayList<>())
                        .add(event);
            }
        });
    }

    /**
     * Returns the steps of the history.
     *
     * @param partial whether the history was cut short: then nothing is said of what did not follow from its last
     *     event
     * @throws StreamFold.CannotFold if today's code cannot fold an event; it names the event
     */
    public static List<ReplayedStep> of(CaseHistory history, Folds folds, boolean partial) {
        var replay = new Replay(history, folds, partial);
        var steps = new ArrayList<ReplayedStep>();
        for (var event : history.events()) {
            steps.add(replay.step(steps.size() + 1, event));
        }
        return steps;
    }

    private ReplayedStep step(int number, CaseEvent event) {
        return step(
                number,
                streams.computeIfAbsent(event.recordedBy(), folds::begin).next(event));
    }

    private ReplayedStep step(int number, StreamFold.Folded<?, ?> folded) {
        var event = folded.event();
        var before = StateJson.of(folded.before());
        var after = StateJson.of(folded.after());
        var cause = event.causationId() == null ? null : byId.get(event.causationId());
        return new ReplayedStep(
                number,
                event,
                cause == null ? null : cause.place(),
                reasons.of(folded),
                name(before),
                name(after),
                Change.between(before, after),
                after,
                deadlines(folded),
                sent(folded),
                milestones.next(event),
                differs(folded));
    }

    /** Returns the name of the state; where it is put together from several, the names of its parts. */
    static String name(JsonNode state) {
        if (state.has("is")) {
            return state.path("is").asText();
        }
        return state.properties().stream()
                .filter(part -> part.getValue().has("is"))
                .map(part -> part.getKey() + " " + part.getValue().path("is").asText())
                .collect(Collectors.joining(", "));
    }

    private static List<String> deadlines(StreamFold.Folded<?, ?> folded) {
        return folded.deadlinesAfter().all().stream()
                .filter(deadline -> !deadline.equals(
                        folded.deadlinesBefore().find(deadline.name()).orElse(null)))
                .map(Replay::line)
                .toList();
    }

    /** Returns the deadline in one line. */
    static String line(Deadline deadline) {
        return "%s %s, due %s".formatted(deadline.name(), deadline.state(), Times.shown(deadline.dueAt()));
    }

    private List<String> sent(StreamFold.Folded<?, ?> folded) {
        var known = history.messages();
        return known == null
                ? folded.sends().stream()
                        .map(send -> "%s to %s (by today's policy)".formatted(shortName(send.type()), send.topic()))
                        .toList()
                : known.stream()
                        .filter(message -> folded.event().eventId().equals(message.causationId()))
                        .map(message -> "%s to %s%s"
                                .formatted(
                                        shortName(message.type()),
                                        message.topic(),
                                        message.sequence() == null ? "" : " number " + message.sequence()))
                        .toList();
    }

    private static String shortName(String type) {
        return type.startsWith("fengqiao.") ? type.substring("fengqiao.".length()) : type;
    }

    private List<String> differs(StreamFold.Folded<?, ?> folded) {
        var event = folded.event();
        var differs = new ArrayList<String>();
        if (event.version() != folded.expected()) {
            differs.add(
                    event.version() == folded.expected() + 1
                            ? "version %d is missing".formatted(folded.expected())
                            : "versions %d to %d are missing".formatted(folded.expected(), event.version() - 1));
        }
        if (partial && event.equals(history.events().getLast())) {
            return differs;
        }
        clock(folded, differs);
        messages(folded, differs);
        return differs;
    }

    /** Compares what the legal clock decides today with what was recorded behind the event. */
    private void clock(StreamFold.Folded<?, ?> folded, List<String> differs) {
        if (folded.read() instanceof DeadlineEvent) {
            return;
        }
        var event = folded.event();
        var types = DeadlineTypes.of(event.service());
        var recorded = ledTo.getOrDefault(event.eventId(), List.of()).stream()
                .filter(following -> following.service().equals(event.service()))
                .filter(following -> types.find(following.type()).isPresent())
                .map(following -> line(following.shortType(), following.data()))
                .toList();
        var decided = folded.clockDecides().stream()
                .map(today -> line(types.shortNameOf(today), StateJson.of(today)))
                .toList();
        if (!sorted(recorded).equals(sorted(decided)) && !isCutShort(folded)) {
            without(decided, recorded).forEach(line -> differs.add("today's clock decides " + line));
            without(recorded, decided).forEach(line -> differs.add("today's clock does not decide " + line));
        }
    }

    /** In a history that was cut short, what followed from its last events may be cut off. */
    private boolean isCutShort(StreamFold.Folded<?, ?> folded) {
        var service = folded.event().service();
        return partial
                && history.events().stream()
                        .filter(event -> event.service().equals(service))
                        .noneMatch(event -> event.version() > folded.event().version()
                                && !folded.event().eventId().equals(event.causationId()));
    }

    private static String line(String type, JsonNode data) {
        var due = data.path("dueAt").asText(null);
        return "%s %s%s"
                .formatted(
                        type,
                        data.path("name").asText(),
                        due == null ? "" : ", due " + Times.shown(java.time.Instant.parse(due)));
    }

    private void messages(StreamFold.Folded<?, ?> folded, List<String> differs) {
        var known = history.messages();
        if (known == null) {
            return;
        }
        var sent = known.stream()
                .filter(message -> folded.event().eventId().equals(message.causationId()))
                .filter(message -> message.service().equals(folded.event().service()))
                .map(message -> "%s to %s".formatted(shortName(message.type()), message.topic()))
                .toList();
        var today = folded.sends().stream()
                .map((SendToPartner send) -> "%s to %s".formatted(shortName(send.type()), send.topic()))
                .toList();
        without(today, sent).forEach(line -> differs.add("today's policy sends " + line));
        without(sent, today).forEach(line -> differs.add("today's policy does not send " + line));
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    /** Returns the first list without as many of each line as are in the second. */
    private static List<String> without(List<String> lines, List<String> others) {
        var left = new ArrayList<>(lines);
        others.forEach(left::remove);
        return left;
    }

    /** Returns how every stream of the history stands at its end. */
    public static List<Standing> standing(CaseHistory history, Folds folds) {
        var streams = new TreeMap<Service, StreamFold<?, ?>>();
        for (var event : history.events()) {
            streams.computeIfAbsent(event.recordedBy(), folds::begin).next(event);
        }
        return streams.entrySet().stream()
                .map(stream -> new Standing(
                        stream.getKey(),
                        stream.getValue().version(),
                        name(StateJson.of(stream.getValue().state())),
                        stream.getValue().deadlines().all().stream()
                                .filter(deadline -> deadline.state().isOpen())
                                .map(Replay::line)
                                .toList()))
                .toList();
    }

    /**
     * A stream at the end of a replay.
     *
     * @param service whose it is
     * @param version of the last event
     * @param state the name of the state
     * @param running the deadlines that have not ended
     */
    public record Standing(Service service, long version, String state, List<String> running) {}
}
