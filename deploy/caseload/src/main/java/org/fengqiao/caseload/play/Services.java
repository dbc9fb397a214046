package org.fengqiao.caseload.play;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.Json;
import org.fengqiao.local.Person;
import org.fengqiao.local.Service;
import org.fengqiao.local.Tokens;

/**
 * The five services as people reach them: over HTTP, each with their own token. What can't be done yet, because another
 * service has not heard of the case so far, is tried again until patience ends; so is what a service that has died and
 * comes back did not answer. Every attempt carries the same Idempotency-Key, so nothing happens twice.
 */
public final class Services {

    private static final String KEY = "Idempotency-Key";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration TOKEN = Duration.ofHours(24);

    private final Map<Service, URI> addresses;
    private final Tokens tokens;
    private final InstantSource clock;
    private final Duration patience;
    private final Semaphore lines;
    private final Map<Person, String> signed = new ConcurrentHashMap<>();
    private final LongAdder calls = new LongAdder();
    private final LongAdder repeats = new LongAdder();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * Reaches the services at these addresses.
     *
     * @param clock the real time, by which patience ends
     * @param patience how long a step is tried
     * @param atOnce how many calls may be under way at the same time
     */
    public Services(Map<Service, URI> addresses, Tokens tokens, InstantSource clock, Duration patience, int atOnce) {
        this.addresses = Map.copyOf(addresses);
        this.tokens = tokens;
        this.clock = clock;
        this.patience = patience;
        this.lines = new Semaphore(atOnce);
    }

    /** Returns the number of calls made, repeats included. */
    public long calls() {
        return calls.sum();
    }

    /** Returns the number of calls that were repeats. */
    public long repeats() {
        return repeats.sum();
    }

    /** Returns the time for which a step is tried. */
    public Duration patience() {
        return patience;
    }

    /** Does something: {@code POST} with a key that makes repeats safe. Answers what the service answered. */
    public JsonNode post(Service service, String path, @Nullable Person person, Object body, UUID key)
            throws StepFailed, InterruptedException {
        return untilDone(request(service, path, person, "POST", body).header(KEY, key.toString()), _ -> true);
    }

    /**
     * Answer to a call that is not insisted on.
     *
     * @param done whether it was done
     * @param words what was answered instead
     */
    public record Attempt(boolean done, JsonNode body, String words) {}

    /** Does something if it can be done now: only a service that is away is waited for. */
    public Attempt attempt(Service service, String path, @Nullable Person person, Object body, UUID key)
            throws InterruptedException {
        return attempt(request(service, path, person, "POST", body)
                .header(KEY, key.toString())
                .build());
    }

    /** Hands in a text as a file if it can be done now, as somebody without a token. */
    Attempt attemptText(Service service, String path, String text, UUID key) throws InterruptedException {
        return attempt(request(service, path, null, "POST", null)
                .header(KEY, key.toString())
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build());
    }

    private Attempt attempt(HttpRequest request) throws InterruptedException {
        var giveUpAt = clock.instant().plus(patience);
        while (true) {
            var answer = once(request);
            if (!answer.isAway() || clock.instant().isAfter(giveUpAt)) {
                return new Attempt(answer.isDone(), answer.body(), answer.inWords());
            }
            repeats.increment();
            Thread.sleep(LONGEST_PAUSE);
        }
    }

    /** Does something on behalf of somebody, who is named by an identifier. */
    public JsonNode postFor(String onBehalfOf, Service service, String path, Person person, Object body, UUID key)
            throws StepFailed, InterruptedException {
        return untilDone(
                request(service, path, person, "POST", body)
                        .header(KEY, key.toString())
                        .header("On-Behalf-Of", onBehalfOf),
                _ -> true);
    }

    /** Sets something: {@code PUT}. */
    public JsonNode put(Service service, String path, Person person, Object body)
            throws StepFailed, InterruptedException {
        return untilDone(request(service, path, person, "PUT", body), _ -> true);
    }

    /**
     * Looks something up until it is as expected.
     *
     * @param person who looks; null if no token is needed
     */
    public JsonNode get(Service service, String path, @Nullable Person person, Predicate<JsonNode> asExpected)
            throws StepFailed, InterruptedException {
        return untilDone(request(service, path, person, "GET", null), asExpected);
    }

    /** Looks something up until it is as expected, without a pause: for measuring when it becomes so. */
    public JsonNode getTightly(Service service, String path, Person person, Predicate<JsonNode> asExpected)
            throws StepFailed, InterruptedException {
        return untilDone(
                request(service, path, person, "GET", null), asExpected, Duration.ofMillis(1), Duration.ofMillis(1));
    }

    private HttpRequest.Builder request(
            Service service, String path, @Nullable Person person, String method, @Nullable Object body) {
        var request =
                HttpRequest.newBuilder(addresses.get(service).resolve(path)).timeout(ANSWER);
        if (person != null) {
            request.header("Authorization", "Bearer " + signed.computeIfAbsent(person, who -> tokens.sign(who, TOKEN)));
        }
        try {
            return body == null
                    ? request.method(method, HttpRequest.BodyPublishers.noBody())
                    : request.header("Content-Type", "application/json")
                            .method(
                                    method,
                                    HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException exception) {
            throw new IllegalStateException("Our own body can't be written as JSON.", exception);
        }
    }

    private JsonNode untilDone(HttpRequest.Builder built, Predicate<JsonNode> asExpected)
            throws StepFailed, InterruptedException {
        return untilDone(built, asExpected, FIRST_PAUSE, LONGEST_PAUSE);
    }

    private JsonNode untilDone(
            HttpRequest.Builder built, Predicate<JsonNode> asExpected, Duration firstPause, Duration longestPause)
            throws StepFailed, InterruptedException {
        var request = built.build();
        var giveUpAt = clock.instant().plus(patience);
        var pause = firstPause;
        while (true) {
            var answer = once(request);
            if (answer.isDone() && asExpected.test(answer.body())) {
                return answer.body();
            }
            if (!answer.isDone() && !answer.mayChange() || clock.instant().isAfter(giveUpAt)) {
                throw new StepFailed("%s %s: %s".formatted(request.method(), request.uri(), answer.inWords()));
            }
            repeats.increment();
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(longestPause) < 0 ? pause.multipliedBy(2) : longestPause;
        }
    }

    private Answer once(HttpRequest request) throws InterruptedException {
        lines.acquire();
        try {
            calls.increment();
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), body(response.body()));
        } catch (IOException exception) {
            // The service is away; it is started again by whoever runs it.
            return new Answer(0, Json.MAPPER.createObjectNode().put("detail", exception.toString()));
        } finally {
            lines.release();
        }
    }

    private static JsonNode body(byte[] bytes) {
        try {
            return bytes.length == 0 ? MissingNode.getInstance() : Json.MAPPER.readTree(bytes);
        } catch (IOException _) {
            return Json.MAPPER
                    .createObjectNode()
                    .put("detail", new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /**
     * An answer.
     *
     * @param status the HTTP status; 0 if there was no answer
     */
    private record Answer(int status, JsonNode body) {

        boolean isDone() {
            return status >= 200 && status < 300;
        }

        /** Returns whether the service did not deal with the call. */
        boolean isAway() {
            return status == 0 || status == 429 || status >= 500;
        }

        /** Returns whether the same call may be answered differently a little later. */
        boolean mayChange() {
            return isAway()
                    || status == 404
                    || status == 409
                            && !CaseWork.DOUBLE_BOOKED.equals(body.path("code").asText())
                    || status == 425;
        }

        String inWords() {
            if (isDone()) {
                return "not as expected: " + body;
            }
            return (status == 0 ? "no answer" : "status " + status) + " "
                    + body.path("code").asText() + " " + body.path("detail").asText()
                    + (body.has("fields") ? " " + body.path("fields") : "");
        }
    }
}
