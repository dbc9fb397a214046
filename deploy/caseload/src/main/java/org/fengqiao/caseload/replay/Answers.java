package org.fengqiao.caseload.replay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.partner.PartnerSystems;

/** Messages to partners that a replay goes by: acknowledgements, filings and rejections. Thread-safe. */
public final class Answers implements Consumer<PartnerSystems.Received> {

    /** Field by which the rejection of a message is told from an acknowledgement. */
    static final String REJECTION = "rejection-code";

    private final Map<String, CompletableFuture<JsonNode>> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<String>> filed = new ConcurrentHashMap<>();
    private final Queue<String> rejected = new ConcurrentLinkedQueue<>();
    private final Queue<String> twice = new ConcurrentLinkedQueue<>();
    private final Set<String> acknowledgedOnce = ConcurrentHashMap.newKeySet();
    private final Set<String> filings = ConcurrentHashMap.newKeySet();
    private final String references;

    /** @param references with what the references of the replay begin: what is about others is not looked at */
    Answers(String references) {
        this.references = references;
    }

    @Override
    public void accept(PartnerSystems.Received message) {
        switch (message.type()) {
            case "rejected" -> {
                if (message.key().startsWith(references) || filings.contains(message.key())) {
                    rejected.add(message.key() + " was rejected: " + message.body());
                    // Nobody waits in vain for what will not be acknowledged.
                    of(acknowledged, message.key()).complete(message.body());
                }
            }
            case "referral-acknowledged" -> {
                var reference = message.body().path("reference").asText();
                if (reference.startsWith(references)) {
                    if (!acknowledgedOnce.add(reference)) {
                        twice.add(reference + " was acknowledged more than once");
                    }
                    of(acknowledged, reference).complete(message.body());
                }
            }
            case "confirmation-filed", "fast-track-filed" -> {
                var filing = message.body().path("filingId").asText();
                of(filed, message.type() + "/" + message.body().path("caseId").asText())
                        .complete(filing);
                filings.add(filing);
            }
            default -> {
                // What else partners are told does not decide about what they do here.
            }
        }
    }

    private static <T> CompletableFuture<T> of(Map<String, CompletableFuture<T>> some, String key) {
        return some.computeIfAbsent(key, _ -> new CompletableFuture<>());
    }

    @Nullable
    JsonNode acknowledgement(String reference, Duration patience) throws InterruptedException {
        return awaited(of(acknowledged, reference), patience);
    }

    @Nullable
    String filing(String type, String caseId, Duration patience) throws InterruptedException {
        return awaited(of(filed, type + "/" + caseId), patience);
    }

    private static <T> @Nullable T awaited(CompletableFuture<T> future, Duration patience) throws InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return null;
        } catch (ExecutionException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** Returns what should not have been. */
    List<String> problems() {
        return java.util.stream.Stream.concat(rejected.stream(), twice.stream()).toList();
    }
}
