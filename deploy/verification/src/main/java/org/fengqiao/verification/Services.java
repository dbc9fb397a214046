package org.fengqiao.verification;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import org.fengqiao.local.UserError;

/** Requests to running services about their streams. */
final class Services {

    /** A service that does not answer as one that is there: it is away, starting or overtaxed. */
    static final class Away extends Exception {
        private static final long serialVersionUID = 1L;

        Away(String what) {
            super(what);
        }
    }

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int FIRST_OF_SERVERS_FAULTS = 500;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json;
    private final String token;

    /** @param token of an operator */
    Services(ObjectMapper json, String token) {
        this.json = json;
        this.token = token;
    }

    /** Returns the signature of the checkpoint of this number as the service's database has it; null if it has none. */
    @Nullable
    String signatureOf(URI service, long number) throws Away, InterruptedException {
        var answer = get(service.resolve("/checkpoints/" + number));
        return answer == null ? null : answer.path("signature").asText();
    }

    /** Hands over the verdicts on all streams of the service. */
    void verdicts(URI service, Consumer<JsonNode> each) throws Away, InterruptedException {
        var cursor = "";
        while (cursor != null) {
            var page = required(
                    service.resolve("/verdicts?limit=200&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
            page.path("items").forEach(each);
            cursor = page.path("next").asText(null);
        }
    }

    private JsonNode required(URI uri) throws Away, InterruptedException {
        var answer = get(uri);
        if (answer == null) {
            throw new UserError("%s is not known there.".formatted(uri));
        }
        return answer;
    }

    private @Nullable JsonNode get(URI uri) throws Away, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofMinutes(2))
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            var status = response.statusCode();
            if (status >= FIRST_OF_SERVERS_FAULTS) {
                throw new Away("%s answers %d".formatted(uri, status));
            }
            return switch (status) {
                case OK -> json.readTree(response.body());
                case NOT_FOUND -> null;
                default -> throw new UserError("%s answered %d.".formatted(uri, status));
            };
        } catch (IOException e) {
            throw new Away("%s does not answer (%s)".formatted(uri, e.getClass().getSimpleName()));
        }
    }
}
