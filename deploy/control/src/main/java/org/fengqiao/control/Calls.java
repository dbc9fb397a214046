package org.fengqiao.control;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Calls to services in JSON, by one person. Whatever goes wrong is told in one line. */
public final class Calls {

    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int FIRST_OF_FAULTS = 400;
    private static final int FIRST_OF_SERVERS_FAULTS = 500;
    private static final int PATIENCE = 10;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Supplier<String> token;

    /** @param token the bearer token, asked for before each call */
    Calls(Supplier<String> token) {
        this.token = token;
    }

    /**
     * Returns the answer to {@code GET}.
     *
     * @throws Away if the service does not answer
     * @throws Refused if it refuses
     */
    public JsonNode get(URI uri) throws InterruptedException {
        return send(HttpRequest.newBuilder(uri).GET());
    }

    /** Returns the answer to {@code GET}; empty if there is no such thing. Otherwise as {@link #get}. */
    public Optional<JsonNode> find(URI uri) throws InterruptedException {
        try {
            return Optional.of(get(uri));
        } catch (Refused refused) {
            if (refused.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Hands over all items of a list, page by page. Otherwise as {@link #get}. */
    public void each(URI list, Consumer<JsonNode> item) throws InterruptedException {
        var begin = list + (list.getQuery() == null ? "?" : "&") + "limit=200";
        var next = Optional.of("");
        while (next.isPresent()) {
            var page = get(URI.create(next.get().isEmpty() ? begin : begin + "&cursor=" + encoded(next.get())));
            page.path("items").forEach(item);
            next = Optional.ofNullable(page.path("next").asText(null));
        }
    }

    /**
     * Returns the answer to {@code POST}.
     *
     * @param body anything that Jackson writes; null for none
     * @param idempotencyKey null for a call that may have its effect again
     * @throws Away if the service does not answer
     * @throws Refused if it refuses
     */
    public JsonNode post(URI uri, @Nullable Object body, @Nullable String idempotencyKey)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return send(request.POST(
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    }

    /** Returns the answer to {@code PUT}. Otherwise as {@link #post}. */
    public JsonNode put(URI uri, Object body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    }

    /** Returns the text as it stands in an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        var built = request.header("Authorization", "Bearer " + token.get())
                .timeout(Duration.ofMinutes(2))
                .build();
        for (var attempt = 1; ; attempt++) {
            try {
                var response = http.send(built, BodyHandlers.ofByteArray());
                var status = response.statusCode();
                if (status == TOO_MANY && attempt < PATIENCE) {
                    Thread.sleep(Duration.ofSeconds(
                            response.headers().firstValueAsLong("Retry-After").orElse(1)));
                } else if (status >= FIRST_OF_SERVERS_FAULTS) {
                    throw new Away("%s answers %d.".formatted(built.uri(), status));
                } else if (status >= FIRST_OF_FAULTS) {
                    throw refused(built, status, response.body());
                } else {
                    return json.readTree(response.body());
                }
            } catch (IOException e) {
                throw new Away("%s does not answer (%s)."
                        .formatted(built.uri(), e.getClass().getSimpleName()));
            }
        }
    }

    private Refused refused(HttpRequest request, int status, byte[] body) {
        JsonNode problem;
        try {
            problem = json.readTree(body);
        } catch (IOException _) {
            problem = json.createObjectNode();
        }
        var code = problem.path("code").asText("");
        var said = problem.path("detail").asText(problem.path("title").asText(""));
        var fields = new StringBuilder();
        problem.path("fields")
                .forEach(field -> fields.append(" %s: %s"
                        .formatted(
                                field.path("field").asText(), field.path("code").asText())));
        var advice = switch (status) {
            case UNAUTHORIZED -> " Name another token (--token-file).";
            case FORBIDDEN -> " Name another role or district (--role, --district).";
            default -> "";
        };
        return new Refused(
                status,
                code,
                "%s %s: %d%s. %s%s%s"
                        .formatted(
                                request.method(),
                                request.uri(),
                                status,
                                code.isEmpty() ? "" : " " + code,
                                said,
                                fields,
                                advice));
    }
}
