package org.fengqiao.control;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.fengqiao.control.replay.CaseEvent;
import org.fengqiao.control.replay.CaseHistory;
import org.fengqiao.control.replay.HistorySource;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;

/**
 * Histories as the running services tell them.
 *
 * @param calls of an operator
 * @param system where the services are
 */
record OverHttp(Calls calls, SystemOptions system) implements HistorySource {

    @Override
    public CaseHistory read(UUID caseId, Set<Service> services) throws IOException, InterruptedException {
        var events = new ArrayList<CaseEvent>();
        for (var service : services) {
            calls.find(URI.create("%s/cases/%s/events".formatted(system.of(service), caseId)))
                    .ifPresent(page -> page.path("items").forEach(item -> events.add(event(service, caseId, item))));
        }
        if (events.isEmpty()) {
            throw new UserError("No service that was asked knows a case %s.".formatted(caseId));
        }
        return CaseHistory.of(caseId, events, null);
    }

    private static CaseEvent event(Service service, UUID caseId, JsonNode item) {
        var actor = item.path("actor");
        return new CaseEvent(
                service.label(),
                caseId,
                item.path("version").asLong(),
                UUID.fromString(item.path("eventId").asText()),
                item.path("type").asText(),
                Instant.parse(item.path("occurredAt").asText()),
                Instant.parse(item.path("recordedAt").asText()),
                new Actor(
                        actor.path("id").asText(),
                        actor.path("unit").asText(null),
                        actor.path("role").asText(),
                        actor.path("onBehalfOf").asText(null)),
                UUID.fromString(item.path("correlationId").asText()),
                uuid(item.path("causationId").asText(null)),
                item.path("data"));
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
