package org.fengqiao.kernel.eventstore;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.territory.Territories;

/**
 * Content of a {@link Docket}, for {@link RecordingWriter} to write.
 *
 * @param <S> the states
 * @param past the history of each case before; a case never heard of is missing
 * @param events in the order in which they came about
 * @param messages to partners, in the order of the events they follow from
 * @param changed each case that got events, once, in its latest state, in the order of the case ids
 * @param deadlineRows the rows by which the poller finds the deadlines that changed
 * @param territories where cases belong
 */
record Recording<S>(
        Map<UUID, ? extends History<?>> past,
        List<Noted> events,
        List<NotedMessage> messages,
        List<CaseView.Changed<S>> changed,
        DeadlineRows deadlineRows,
        Territories territories) {

    Recording {
        events = List.copyOf(events);
        messages = List.copyOf(messages);
        changed = List.copyOf(changed);
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
}
