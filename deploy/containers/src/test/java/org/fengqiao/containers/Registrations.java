package org.fengqiao.containers;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.restassured.response.Response;

/**
 * Clerks who register disputes, and send the same again with the same key until they have an answer, as people whose
 * network fails do.
 */
final class Registrations {

    private static final int CREATED = 201;
    private static final int SERVERS_FAULT = 500;
    private static final int TOO_MANY = 429;
    private static final long BETWEEN_TRIES_MILLIS = 300;
    private static final int FIRST_CHARACTER = 0x4e00;
    private static final int CHARACTERS = 20_000;
    private static final int PHONES = 100_000_000;

    private final ContainerStack stack;
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, String> casesByKey = new ConcurrentHashMap<>();
    private final Queue<Response> putOff = new ConcurrentLinkedQueue<>();

    Registrations(ContainerStack stack) {
        this.stack = stack;
    }

    /** Returns the case of each registration that was answered, by its key. */
    Map<String, String> answered() {
        return Map.copyOf(casesByKey);
    }

    /** Returns the answers so far that told the clerk to come again. */
    List<Response> putOff() {
        return List.copyOf(putOff);
    }

    /** Sends one registration to an instance, once, and returns the answer. */
    Response once(String instance, String key) {
        return Answers.with(stack.token("clerk", null))
                .header("Idempotency-Key", key)
                .body(Map.of(
                        "channel",
                        "WINDOW",
                        "applicants",
                        List.of(Map.of("name", "王秀" + ofTheirOwn(key), "phone", phone(key))),
                        "respondents",
                        List.of(Map.of("name", "李建" + ofTheirOwn(key))),
                        "summary",
                        "楼上卫生间漏水，泡坏天花板 " + key,
                        "categoryHint",
                        "NEIGHBOUR",
                        "place",
                        Map.of("district", "昆都仑区", "street", "少先路街道")))
                .post(stack.address(instance) + "/cases");
    }

    /** Returns a character that hardly any other key has: disputes of the same people would be linked as repeats. */
    static String ofTheirOwn(String key) {
        return Character.toString(FIRST_CHARACTER + Math.floorMod(key.hashCode(), CHARACTERS));
    }

    /** Returns a telephone number of the same kind. */
    static String phone(String key) {
        return "139%08d".formatted(Math.floorMod(key.hashCode(), PHONES));
    }

    /** Registers one dispute, at one of the instances after another until it is answered, and returns its case. */
    String register(List<String> instances) throws InterruptedException {
        return register(instances, "registration-" + sent.incrementAndGet());
    }

    /** Does the same with a key that may have been sent before. */
    String register(List<String> instances, String key) throws InterruptedException {
        for (var attempt = 0; ; attempt++) {
            var answer = tried(instances.get(attempt % instances.size()), key);
            if (answer != null) {
                if (answer.statusCode() != CREATED) {
                    throw new AssertionError("refused: " + answer.asString());
                }
                var caseId = answer.jsonPath().getString("caseId");
                casesByKey.put(key, caseId);
                return caseId;
            }
            Thread.sleep(BETWEEN_TRIES_MILLIS);
        }
    }

    private Response tried(String instance, String key) {
        try {
            var answer = once(instance, key);
            if (answer.statusCode() >= SERVERS_FAULT || answer.statusCode() == TOO_MANY) {
                putOff.add(answer);
                return null;
            }
            return answer;
        } catch (Exception _) {
            return null;
        }
    }

    /** Registers one dispute after another until it is told to stop. */
    Going going(List<String> instances) {
        return new Going(instances);
    }

    /** Registrations that go on beside something else. */
    final class Going implements AutoCloseable {

        private final Thread thread;
        private volatile boolean stopped;
        private volatile Throwable failure;

        private Going(List<String> instances) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    while (!stopped) {
                        register(instances);
                        Thread.sleep(BETWEEN_TRIES_MILLIS);
                    }
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                } catch (Throwable failed) {
                    failure = failed;
                }
            });
        }

        /** Ends with the answer to the last one. */
        @Override
        public void close() {
            stopped = true;
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            if (failure != null) {
                throw new AssertionError("a registration was refused", failure);
            }
        }
    }
}
