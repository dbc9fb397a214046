package org.fengqiao.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connectors of the publishing services registered and running: each is registered once the service's
 * migration has made its publication, and one that failed (say, as the broker was away for longer than a transaction
 * lasts) is started again. In a cluster an operator of Connect does that.
 */
final class ConnectorRegistration implements AutoCloseable {

    /** The publication that a service's migration makes over its insert-only tables. */
    private static final String PUBLICATION = "fengqiao";

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorRegistration.class);
    private static final Duration WHILE_WAITING = Duration.ofMillis(250);
    private static final Duration WHILE_RUNNING = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(90);

    private final Installation installation;
    private final Announcements announcements;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private final Set<String> unregistered = new LinkedHashSet<>(Installation.PUBLISHING_SERVICES);
    private final Set<String> running = new HashSet<>();

    ConnectorRegistration(Installation installation, Announcements announcements) {
        this.installation = installation;
        this.announcements = announcements;
        this.thread =
                Thread.ofPlatform().name("connector-registration").daemon().unstarted(this::keepRunning);
    }

    void start() {
        thread.start();
    }

    private void keepRunning() {
        try {
            do {
                try {
                    registerPublished();
                    restartFailed();
                } catch (IOException | SQLException | UncheckedIOException away) {
                    // The database, the broker or the worker is away for a while; the next round tries again.
                    LOG.info("Connectors could not be looked after just now: {}", away.toString());
                }
            } while (!closed.await(pause().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            LOG.error("Connectors are no longer looked after", broken);
            announcements.say("Connectors are no longer looked after: " + broken);
        }
    }

    private Duration pause() {
        return running.size() == Installation.PUBLISHING_SERVICES.size() ? WHILE_RUNNING : WHILE_WAITING;
    }

    private void registerPublished() throws IOException, InterruptedException, SQLException {
        for (var service : Set.copyOf(unregistered)) {
            if (isPublished(service)) {
                var answer = send(HttpRequest.newBuilder(uri("/connectors/" + service + "/config"))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(configuration(service))));
                switch (answer.statusCode() / 100) {
                    case 2 -> unregistered.remove(service);
                    // The worker is joining its group, or its settings can't be read yet: again in a moment.
                    case 5 -> LOG.info("Connector {} was not taken yet: {}", service, answer.body());
                    default -> {
                        if (answer.statusCode() != 409) {
                            throw new IllegalStateException(
                                    "Connect refused connector %s: %s".formatted(service, answer.body()));
                        }
                    }
                }
            }
        }
    }

    private boolean isPublished(String service) throws SQLException {
        try (var connection = PostgresServer.connect(installation, service);
                var query = connection.prepareStatement("select 1 from pg_publication where pubname = ?")) {
            query.setString(1, PUBLICATION);
            try (var found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    private void restartFailed() throws IOException, InterruptedException {
        if (unregistered.size() == Installation.PUBLISHING_SERVICES.size()) {
            return;
        }
        var answer =
                send(HttpRequest.newBuilder(uri("/connectors?expand=status")).GET());
        if (answer.statusCode() != 200) {
            LOG.info("The state of the connectors is not known just now: {}", answer.body());
            return;
        }
        for (var entry : json.readTree(answer.body()).properties()) {
            var status = entry.getValue().path("status");
            if (isFailed(status)) {
                restart(entry.getKey(), status);
            } else if (isRunning(status) && running.add(entry.getKey())) {
                announcements.say("connector %s runs".formatted(entry.getKey()));
            }
        }
    }

    private void restart(String service, JsonNode status) throws IOException, InterruptedException {
        running.remove(service);
        LOG.warn("Connector {} has failed and is started again: {}", service, status);
        announcements.say("connector %s has failed and is started again".formatted(service));
        send(HttpRequest.newBuilder(uri("/connectors/" + service + "/restart?includeTasks=true&onlyFailed=true"))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static boolean isRunning(JsonNode status) {
        return is(status.path("connector"), "RUNNING")
                && !status.path("tasks").isEmpty()
                && status.path("tasks").valueStream().allMatch(task -> is(task, "RUNNING"));
    }

    private static boolean isFailed(JsonNode status) {
        return is(status.path("connector"), "FAILED")
                || status.path("tasks").valueStream().anyMatch(task -> is(task, "FAILED"));
    }

    private static boolean is(JsonNode part, String state) {
        return part.path("state").asText().equals(state);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(installation.connectUrl() + path);
    }

    /** The configuration as it is in {@code deploy/connectors}. */
    private static String configuration(String service) throws IOException {
        var resource = "/org/fengqiao/connectors/" + service + ".json";
        try (var stream = Objects.requireNonNull(ConnectorRegistration.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        http.shutdownNow();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
