package org.fengqiao.control.replay;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.sealing.Box;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.local.UserError;

/**
 * Histories without people: every box is gone, as if all subjects were erased, and those who acted have numbers
 * instead of their identifiers. Units, places and times stay: a history without them would not fold to the same.
 */
public final class Anonymous {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern MACHINES = Pattern.compile("system|partner");

    private final Map<String, String> names = new HashMap<>();

    private Anonymous(CaseHistory history) {
        // In alphabetical order: the number tells nothing about who came first.
        var people = new TreeSet<String>();
        for (var event : history.events()) {
            if (!MACHINES.matcher(event.actor().role()).matches()) {
                people.add(event.actor().id());
            }
        }
        people.forEach(person -> names.put(person, "person-" + (names.size() + 1)));
    }

    /** Returns the history without people. */
    public static CaseHistory of(CaseHistory history) {
        var anonymous = new Anonymous(history);
        var messages = history.messages();
        return new CaseHistory(
                history.caseId(),
                history.events().stream().map(anonymous::event).toList(),
                messages == null
                        ? null
                        : messages.stream().map(anonymous::message).toList());
    }

    private CaseEvent event(CaseEvent event) {
        var actor = event.actor();
        return new CaseEvent(
                event.service(),
                event.caseId(),
                event.version(),
                event.eventId(),
                event.type(),
                event.occurredAt(),
                event.recordedAt(),
                new Actor(names.getOrDefault(actor.id(), actor.id()), actor.unit(), actor.role(), actor.onBehalfOf()),
                event.correlationId(),
                event.causationId(),
                without(event.data()));
    }

    private SentMessage message(SentMessage message) {
        return new SentMessage(
                message.service(),
                message.caseId(),
                message.messageId(),
                message.topic(),
                message.key(),
                message.type(),
                message.recordedAt(),
                message.causationId(),
                message.sequence(),
                without(message.data()));
    }

    private JsonNode without(JsonNode node) {
        if (node.isTextual()) {
            return JSON.textNode(without(node.asText()));
        }
        if (node.isArray()) {
            var array = JSON.arrayNode();
            node.forEach(item -> array.add(without(item)));
            return array;
        }
        if (node.isObject()) {
            var fields = new LinkedHashMap<String, JsonNode>();
            node.properties().forEach(field -> fields.put(without(field.getKey()), without(field.getValue())));
            return JSON.objectNode().setAll(fields);
        }
        return node;
    }

    private String without(String text) {
        if (!text.startsWith(Box.PREFIX)) {
            return names.getOrDefault(text, text);
        }
        try {
            return "erased." + PersonalText.Closed.subjectOf(text);
        } catch (IllegalArgumentException _) {
            // Rather no export than one with a box in it.
            throw new UserError("A sealed text in this history cannot be read, so it cannot be left out.");
        }
    }
}
