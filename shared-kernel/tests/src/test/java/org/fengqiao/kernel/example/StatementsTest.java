package org.fengqiao.kernel.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.example.KernelAtWorkTest.clerk;
import static org.fengqiao.kernel.example.KernelAtWorkTest.foreign;
import static org.fengqiao.kernel.example.KernelAtWorkTest.kept;
import static org.fengqiao.kernel.example.KernelAtWorkTest.poll;
import static org.fengqiao.kernel.example.KernelAtWorkTest.promise;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.deadline.DeadlinePoller;
import org.fengqiao.kernel.inbox.CommonLogChannel;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/**
 * Numbers of statements that a command and a poll take, {@code BEGIN} and {@code COMMIT} left out. The processors' time
 * goes by statements, so that one more has to be seen by whoever adds it. Only what is marked is counted: the service
 * works for itself meanwhile.
 */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class StatementsTest {

    private static final String COUNTED = "Counted";

    /** Hibernate names each statement here before it sends it. */
    private static final Logger STATEMENTS = Logger.getLogger("org.hibernate.SQL");

    @Inject
    CommonLogChannel commonLog;

    @Inject
    DeadlinePoller deadlines;

    @Inject
    @Identifier(Positions.LISTENER)
    Positions positions;

    private final List<String> sent = new CopyOnWriteArrayList<>();

    private final Handler counter = new Handler() {
        @Override
        public void publish(LogRecord statement) {
            if (VertxContext.isOnDuplicatedContext()
                    && ContextLocals.get(COUNTED).isPresent()) {
                sent.add(statement.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Marks the calls whose statements are counted. */
    static class Marking {
        @ServerRequestFilter
        void mark(ContainerRequestContext call) {
            if (call.getHeaderString(COUNTED) != null) {
                ContextLocals.put(COUNTED, true);
            }
        }
    }

    @BeforeEach
    void begin() {
        STATEMENTS.addHandler(counter);
        STATEMENTS.setUseParentHandlers(false);
        STATEMENTS.setLevel(Level.FINE);
    }

    @AfterEach
    void end() {
        STATEMENTS.setLevel(null);
        STATEMENTS.setUseParentHandlers(true);
        STATEMENTS.removeHandler(counter);
    }

    @Test
    void a_command_with_one_event_takes_three_statements() {
        var id = promise();

        clerk().header(COUNTED, true).post("/promises/{id}/keeping", id).then().statusCode(200);

        assertThat(sent).as("stream, list, event").hasSize(3);
    }

    @Test
    void an_idempotency_key_adds_two() {
        var id = promise();

        clerk().header(COUNTED, true)
                .header("Idempotency-Key", "statements-" + id)
                .post("/promises/{id}/keeping", id)
                .then()
                .statusCode(200);

        assertThat(sent)
                .as("stream, answer looked for, answer kept, list, event")
                .hasSize(5);
    }

    @Test
    void a_repeat_only_looks() {
        var id = promise();
        clerk().header("Idempotency-Key", "looks-" + id)
                .post("/promises/{id}/keeping", id)
                .then()
                .statusCode(200);

        clerk().header(COUNTED, true)
                .header("Idempotency-Key", "looks-" + id)
                .post("/promises/{id}/keeping", id)
                .then()
                .statusCode(200);

        assertThat(sent).as("stream, answer").hasSize(2);
    }

    @Test
    void a_command_from_which_a_deadline_and_a_message_follow_takes_five() {
        clerk().header(COUNTED, true)
                .body(Map.of("what", "quiet at night"))
                .post("/promises/{id}", UUID.randomUUID())
                .then()
                .statusCode(200);

        assertThat(sent).as("stream, deadline, list, events, message").hasSize(5);
    }

    @Test
    void a_poll_takes_as_many_whether_it_has_one_record_or_ten() {
        deliver(poll("case-events", kept(promise())));
        var ofOne = List.copyOf(sent);
        sent.clear();
        deliver(poll(
                "case-events",
                kept(promise()),
                kept(promise()),
                kept(promise()),
                kept(promise()),
                kept(promise()),
                kept(promise()),
                kept(promise()),
                kept(promise()),
                kept(promise()),
                kept(promise())));

        assertThat(ofOne).as("position, parked cases, streams, list, events").hasSize(5);
        assertThat(sent).hasSize(5);
    }

    @Test
    void a_poll_of_what_concerns_nobody_takes_none() {
        deliver(poll("case-events", foreign(UUID.randomUUID())));

        assertThat(sent).isEmpty();
    }

    @Test
    void a_look_for_deadlines_that_finds_none_takes_one() {
        counted(deadlines::poll);
        sent.clear();

        counted(deadlines::poll);

        assertThat(sent).hasSize(1);
    }

    private void deliver(ConsumerRecords<byte[], byte[]> poll) {
        var partition = poll.partitions().iterator().next();
        try (var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
            consumer.assign(List.of(partition));
            positions.onPartitionsAssigned(consumer, List.of(partition));
        }
        counted(() -> commonLog.onPoll(poll));
    }

    private static <T> void counted(Supplier<Uni<T>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> {
                ContextLocals.put(COUNTED, true);
                return work.get();
            });
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }
}
