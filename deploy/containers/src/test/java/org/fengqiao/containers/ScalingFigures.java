package org.fengqiao.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.fengqiao.containers.ContainerStack.Layout;

/**
 * Measures one, two and four instances of each service: how much they register and follow, how long nothing arrives
 * while
 * more come in and share out the partitions anew, and how soon all is followed afterwards. {@code
 * deploy/containers/scale}
 * runs it; it is no test.
 */
class ScalingFigures {

    private static final List<Integer> INSTANCES = List.of(1, 2, 4);
    private static final int CLERKS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 250;
    private static final int CREATED = 201;

    private static final String BODY = """
            {"channel": "WINDOW", "applicants": [{"name": "王秀%1$s", "phone": "%2$s"}],
             "respondents": [{"name": "李建%1$s"}], "summary": "楼上卫生间漏水，泡坏天花板", "categoryHint": "NEIGHBOUR",
             "place": {"district": "昆都仑区", "street": "少先路街道"}}
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> lines = new ArrayList<>();

    @Test
    void measure() throws Exception {
        Images.require();
        try (var stack = new ContainerStack(Layout.ofThreeBrokers())) {
            stack.start();
            say("| instances of each service | registered | events on the topic, until all is followed | lag at the end"
                    + " of the load, gone after | longest silence of analytics while instances came |");
            say("|---|---|---|---|---|");
            var instances = new ArrayList<>(List.of("intake"));
            for (var number : INSTANCES) {
                var silence = added(stack, instances, number);
                load(stack, instances, WARM_UP);
                awaitFollowed(stack);
                var before = published(stack);
                var began = Instant.now();
                var registered = load(stack, instances, MEASURED);
                var lag = lag(stack);
                var ended = Instant.now();
                awaitFollowed(stack);
                var caughtUp = Instant.now();
                say("| %d | %.1f/s | %.0f/s | %d events, %.1f s | %s |"
                        .formatted(
                                number,
                                registered / seconds(MEASURED),
                                (published(stack) - before) / seconds(Duration.between(began, caughtUp)),
                                lag,
                                seconds(Duration.between(ended, caughtUp)),
                                silence == null ? "–" : String.format(Locale.ROOT, "%.1f s", seconds(silence))));
            }
        } finally {
            Files.createDirectories(Path.of("target"));
            Files.writeString(Path.of("target/scaling.md"), String.join("\n", lines) + "\n", UTF_8);
        }
    }

    private void say(String line) {
        lines.add(line);
        System.out.println(line);
    }

    /** Adds instances of every service up to that number under load; returns the longest time without a new event. */
    private Duration added(ContainerStack stack, List<String> intakes, int number) throws Exception {
        if (intakes.size() >= number) {
            return null;
        }
        var ready = new ArrayList<>(intakes);
        try (var _ = new Clerks(stack, intakes);
                var silence = new Silence(stack)) {
            for (var instance = intakes.size() + 1; instance <= number; instance++) {
                for (var service : ContainerStack.SERVICES) {
                    stack.addInstance(service, instance);
                }
                ready.add("intake-" + instance);
            }
            intakes.clear();
            intakes.addAll(ready);
            return silence.longest();
        }
    }

    private int load(ContainerStack stack, List<String> intakes, Duration time) throws Exception {
        try (var clerks = new Clerks(stack, intakes)) {
            // What is measured is what happens in that time.
            Thread.sleep(time);
            return clerks.registered();
        }
    }

    private static void awaitFollowed(ContainerStack stack) {
        Answers.await("all is followed", PATIENCE, () -> lag(stack) == 0);
    }

    /**
     * Returns how many events are recorded that analytics has not counted, or cases registered that routing has not.
     */
    private static long lag(ContainerStack stack) throws SQLException {
        var registered = "select count(*) from event where type = 'fengqiao.intake.case-registered.v1'";
        var routed = "select count(*) from event where version = 1 and entry is null";
        return published(stack)
                - count(stack, "analytics", "select count(*) from recorded_event")
                + count(stack, "intake", registered)
                - count(stack, "routing", routed);
    }

    private static long published(ContainerStack stack) throws SQLException {
        var sum = 0L;
        for (var service : ContainerStack.RECORDING) {
            sum += count(stack, service, "select count(*) from event where entry is null");
        }
        return sum;
    }

    private static long count(ContainerStack stack, String service, String query) throws SQLException {
        return Long.parseLong(Sql.rows(stack.superuserJdbcUrl(service), query).getFirst());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /**
     * Clerks who register one dispute after another without a pause, each at an instance of its own if there are so
     * many.
     */
    private final class Clerks implements AutoCloseable {

        private final AtomicInteger registered = new AtomicInteger();
        private final List<Future<?>> working;
        private volatile boolean stopped;

        Clerks(ContainerStack stack, List<String> intakes) {
            var addresses = intakes.stream()
                    .map(intake -> URI.create(stack.address(intake) + "/cases"))
                    .toList();
            var token = stack.token("clerk", null);
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            working = IntStream.range(0, CLERKS)
                    .<Future<?>>mapToObj(clerk -> threads.submit(() -> {
                        while (!stopped) {
                            register(addresses.get(clerk % addresses.size()), token);
                        }
                        return null;
                    }))
                    .toList();
            threads.shutdown();
        }

        private void register(URI address, String token) throws IOException, InterruptedException {
            var key = UUID.randomUUID().toString();
            var body = BODY.formatted(Registrations.ofTheirOwn(key), Registrations.phone(key));
            var answer = client.send(
                    HttpRequest.newBuilder(address)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != CREATED) {
                throw new AssertionError(answer.statusCode() + ": " + answer.body());
            }
            registered.incrementAndGet();
        }

        int registered() {
            return registered.get();
        }

        /**
         * Ends when each has its last answer.
         *
         * @throws AssertionError if one was refused
         */
        @Override
        public void close() {
            stopped = true;
            for (var clerk : working) {
                try {
                    clerk.get();
                } catch (ExecutionException refused) {
                    throw new AssertionError("a registration was refused", refused.getCause());
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** Looks again and again whether analytics has counted more. */
    private static final class Silence implements AutoCloseable {

        private final Thread thread;
        private volatile boolean stopped;
        private volatile Duration longest = Duration.ZERO;

        Silence(ContainerStack stack) {
            thread = Thread.ofVirtual().start(() -> {
                var counted = 0L;
                var since = Instant.now();
                while (!stopped) {
                    try {
                        var now = count(stack, "analytics", "select count(*) from recorded_event");
                        var silent = Duration.between(since, Instant.now());
                        longest = silent.compareTo(longest) > 0 ? silent : longest;
                        if (now > counted) {
                            counted = now;
                            since = Instant.now();
                        }
                        Thread.sleep(LOOK_MILLIS);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    } catch (InterruptedException _) {
                        return;
                    }
                }
            });
        }

        Duration longest() {
            return longest;
        }

        @Override
        public void close() {
            stopped = true;
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
