package org.fengqiao.control.replay;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One step of a replay.
 *
 * @param number from 1, over all services
 * @param event the event
 * @param because where the event stands that led to it; null if it is none of this history
 * @param why the reasons that the event or the rule of its deadline gives
 * @param stateBefore the name of the state before
 * @param stateAfter the name of the state after
 * @param changes what the event changed in the state
 * @param state the whole state after
 * @param deadlines the deadlines that the event changed, as they stand now
 * @param sent what was sent to partners because of it; what today's policy sends, if the source knows of no messages
 * @param milestones what analytics makes of it
 * @param differs what today's code would do otherwise, and what is wrong with the stream
 */
public record ReplayedStep(
        int number,
        CaseEvent event,
        @Nullable String because,
        List<String> why,
        String stateBefore,
        String stateAfter,
        List<Change> changes,
        JsonNode state,
        List<String> deadlines,
        List<String> sent,
        List<String> milestones,
        List<String> differs) {

    public ReplayedStep {
        why = List.copyOf(why);
        changes = List.copyOf(changes);
        deadlines = List.copyOf(deadlines);
        sent = List.copyOf(sent);
        milestones = List.copyOf(milestones);
        differs = List.copyOf(differs);
    }
}
