package org.fengqiao.kernel.eventstore;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.value.Territory;

/**
 * Content of a {@link Docket}, for {@link RecordingWriter} to write.
 *
 * @param <S> the states
 * @param past the history of each case before; a case never heard of is missing
 * @param events in the order in which they came about
 * @param messages to partners, in the order of the events they follow from
 * @param changed each case that got events, once, in its latest state, in the order of the case ids
 * @param deadlines those whose rows are to be written, each once, as it stands at the end
 * @param territories where cases belong, as far as the events tell
 */
record Recording<S>(
        Map<UUID, ? extends History<?>> past,
        List<Noted> events,
        List<NotedMessage> messages,
        List<CaseView.Changed<S>> changed,
        List<NotedDeadline> deadlines,
        Map<UUID, Territory> territories) {

    Recording {
        events = List.copyOf(events);
        messages = List.copyOf(messages);
        changed = List.copyOf(changed);
        deadlines = List.copyOf(deadlines);
        territories = Map.copyOf(territories);
    }

    /**
     * An event.
     *
     * @param type the full name under which it is stored
     */
    record Noted(Recorded<?, ?> recorded, String type) {}

    /**
     * A message to a partner.
     *
     * @param becauseOf the event it follows from
     */
    record NotedMessage(SendToPartner message, Recorded<?, ?> becauseOf) {}

    /**
     * A deadline of a case.
     *
     * @param deadline null if there is none of that name
     * @param refusal code of the refusal of what follows from its passing; null if there was none
     */
    record NotedDeadline(
            UUID caseId,
            DeadlineName name,
            @Nullable Deadline deadline,
            @Nullable String refusal) {}
}
