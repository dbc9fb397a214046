package org.fengqiao.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Asks services and Connect whether they are ready to work, and services whether they are alive. */
public final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The state that a check of a service tells when records are held up. */
    private static final String STUCK = "STUCK";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ObjectMapper json = new ObjectMapper();

    /**
     * Answer of a service about its readiness.
     *
     * @param ready whether it is ready to work
     * @param answered whether it said anything
     * @param troubles the checks that are not up, with what they say; why nothing could be asked, if nothing could
     * @param stuck where records are tried again and again, or wait for an operator, and why
     */
    public record Answer(boolean ready, boolean answered, List<String> troubles, List<String> stuck) {

        /** An answer with lists of its own. */
        public Answer {
            troubles = List.copyOf(troubles);
            stuck = List.copyOf(stuck);
        }
    }

    /** Asks the service at this address whether it is ready. */
    public Answer ofService(URI service) throws InterruptedException {
        return health(service.resolve("/q/health/ready"));
    }

    /**
     * Tells why only a new start helps the service at this address, in its own words; empty if it says that it is
     * alive, or says nothing: a service that does not answer may be starting, or have no processor.
     */
    List<String> whyNotAlive(URI service) throws InterruptedException {
        var answer = health(service.resolve("/q/health/live"));
        return answer.ready() || !answer.answered() ? List.of() : answer.troubles();
    }

    private Answer health(URI address) throws InterruptedException {
        try {
            var answer = json.readTree(get(address));
            var troubles = new ArrayList<String>();
            var stuck = new ArrayList<String>();
            for (var check : answer.path("checks")) {
                stuck.addAll(stuck(check.path("data")));
                if (!"UP".equals(check.path("status").asText())) {
                    troubles.add(check.path("name").asText() + data(check.path("data")));
                }
            }
            return new Answer("UP".equals(answer.path("status").asText()), true, troubles, stuck);
        } catch (IOException exception) {
            return noAnswer(exception);
        }
    }

    /**
     * Tells which connectors Connect knows but does not run, or that it does not answer; ready once at least
     * {@code expected} run.
     */
    Answer ofConnectors(URI connect, int expected) throws InterruptedException {
        try {
            var answer = json.readTree(get(connect.resolve("/connectors?expand=status")));
            var running = 0;
            var troubles = new ArrayList<String>();
            for (var connector : answer) {
                var status = connector.path("status");
                if (runs(status)) {
                    running++;
                } else {
                    troubles.add(status.path("name").asText() + " is "
                            + status.path("connector").path("state").asText());
                }
            }
            if (running < expected && troubles.isEmpty()) {
                troubles.add(running + " of " + expected + " run");
            }
            return new Answer(running >= expected && troubles.isEmpty(), true, troubles, List.of());
        } catch (IOException exception) {
            return noAnswer(exception);
        }
    }

    private static Answer noAnswer(IOException exception) {
        return new Answer(
                false, false, List.of("does not answer (" + exception.getClass().getSimpleName() + ")"), List.of());
    }

    private static boolean runs(JsonNode status) {
        var tasks = status.path("tasks");
        if (!"RUNNING".equals(status.path("connector").path("state").asText()) || tasks.isEmpty()) {
            return false;
        }
        for (var task : tasks) {
            if (!"RUNNING".equals(task.path("state").asText())) {
                return false;
            }
        }
        return true;
    }

    /** Returns each partition of which a check says that it is stuck, with what it says. */
    private static List<String> stuck(JsonNode data) {
        return STUCK.equals(data.path("state").asText())
                ? data.properties().stream()
                        .filter(one -> !one.getKey().equals("state"))
                        .map(one -> one.getKey() + " " + one.getValue().asText())
                        .toList()
                : List.of();
    }

    private static String data(JsonNode data) {
        return data.isMissingNode() || data.isEmpty() ? "" : " " + data;
    }

    /** The body of the answer, whatever its status: a service that is not ready says why with status 503. */
    String get(URI address) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(address).timeout(PATIENCE).GET().build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
