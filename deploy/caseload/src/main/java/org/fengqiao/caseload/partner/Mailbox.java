package org.fengqiao.caseload.partner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Messages sent to the partners. Those who wait for a message find it here, and nobody is answered twice unnoticed. */
public final class Mailbox implements Consumer<PartnerSystems.Received> {

    /** Name of what came back, among the types of messages. */
    public static final String REJECTED = "rejected";

    private record About(String type, String subject) {}

    private final Map<About, LinkedBlockingQueue<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> acknowledgements = new ConcurrentHashMap<>();

    @Override
    public void accept(PartnerSystems.Received message) {
        switch (message.type()) {
            case REJECTED -> put(new About(message.type(), message.key()), message.body());
            case "referral-acknowledged" -> {
                var reference = message.body().path("reference").asText();
                acknowledgements
                        .computeIfAbsent(reference, _ -> new AtomicInteger())
                        .incrementAndGet();
                put(new About(message.type(), reference), message.body());
            }
            case "referral-result" ->
                put(new About(message.type(), message.body().path("reference").asText()), message.body());
            default ->
                put(new About(message.type(), message.body().path("caseId").asText()), message.body());
        }
    }

    private void put(About about, JsonNode body) {
        waiting.computeIfAbsent(about, _ -> new LinkedBlockingQueue<>()).add(body);
    }

    /**
     * Takes the next message of this type about this subject; waits for it if it is not there yet.
     *
     * @param subject the partner's reference for acknowledgements and results, the key of what came back, else the case
     *     id
     * @return the message; null if none came in time
     */
    public @Nullable JsonNode take(String type, String subject, Duration patience) throws InterruptedException {
        return waiting.computeIfAbsent(new About(type, subject), _ -> new LinkedBlockingQueue<>())
                .poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns the number of different references that were acknowledged. */
    public int acknowledged() {
        return acknowledgements.size();
    }

    /** The references that were acknowledged more than once. */
    public List<String> acknowledgedTwice() {
        return acknowledgements.entrySet().stream()
                .filter(entry -> entry.getValue().get() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Returns what came back and nobody waited for, in words. */
    public List<String> rejected() {
        return waiting.entrySet().stream()
                .filter(entry -> entry.getKey().type().equals(REJECTED))
                .flatMap(entry -> entry.getValue().stream()
                        .map(why ->
                                "%s was rejected: %s".formatted(entry.getKey().subject(), why)))
                .sorted()
                .toList();
    }
}
