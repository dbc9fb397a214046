package org.fengqiao.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Line to the topics of a partner: writes to some, hears others from their beginning, and keeps what it heard. It
 * belongs to no consumer group.
 */
final class Line implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration DELIVERY = Duration.ofSeconds(30);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Message> heard = new ArrayList<>();
    private final Thread reading;
    private final Consumer<Message> listener;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException broken;

    /**
     * Connects, and returns when everything was heard that was there.
     *
     * @param settings of Kafka's clients, {@code bootstrap.servers} among them
     * @param topics that are heard
     * @param listener is told of what comes after that, one message after the other
     */
    Line(Map<String, Object> settings, Collection<String> topics, Consumer<Message> listener)
            throws IOException, InterruptedException {
        this.listener = listener;
        try {
            var writing = new HashMap<>(settings);
            writing.put(ProducerConfig.ACKS_CONFIG, "all");
            writing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            writing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 * 1024 * 1024);
            writing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY.toMillis());
            this.producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
            var hearing = new HashMap<>(settings);
            hearing.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            hearing.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            hearing.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
            this.consumer = new KafkaConsumer<>(hearing, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw new IOException("Kafka cannot be reached: " + e.getMessage(), e);
        }
        var connected = new CountDownLatch(1);
        this.reading = Thread.ofPlatform().daemon().name("line").start(() -> read(topics, connected));
        connected.await();
        if (broken != null) {
            throw new IOException("Kafka cannot be read: " + broken.getMessage(), broken);
        }
    }

    private void read(Collection<String> topics, CountDownLatch connected) {
        try (consumer) {
            var partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                hear(_ -> {});
            }
            connected.countDown();
            while (!closed) {
                hear(listener);
            }
        } catch (WakeupException e) {
            if (!closed) {
                broken = e;
            }
        } catch (KafkaException e) {
            broken = e;
        } finally {
            connected.countDown();
            synchronized (heard) {
                heard.notifyAll();
            }
        }
    }

    private void hear(Consumer<Message> told) {
        for (var record : consumer.poll(POLL)) {
            var message = message(record);
            synchronized (heard) {
                heard.add(message);
                heard.notifyAll();
            }
            told.accept(message);
        }
    }

    private static Message message(ConsumerRecord<byte[], byte[]> record) {
        var headers = new LinkedHashMap<String, String>();
        record.headers()
                .forEach(header ->
                        headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8)));
        return new Message(
                record.topic(),
                "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset()),
                record.key(),
                headers,
                record.value());
    }

    /**
     * Writes a message, and returns when the broker has it.
     *
     * @throws IOException if it does not take it within half a minute
     */
    void send(Message message) throws IOException, InterruptedException {
        var record = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        try {
            producer.send(record).get(DELIVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The broker did not take " + message + ": " + e.getMessage(), e);
        }
    }

    /** Returns how many messages were heard so far. */
    int count() {
        synchronized (heard) {
            return heard.size();
        }
    }

    /** Returns what was heard of these, in each partition in its order. */
    List<Message> heard(Predicate<Message> which) {
        return heard(0, which);
    }

    /** Returns what was heard of these after so many messages. */
    List<Message> heard(int after, Predicate<Message> which) {
        synchronized (heard) {
            return heard.subList(after, heard.size()).stream().filter(which).toList();
        }
    }

    /** Waits for the first of these after so many messages; empty if none comes in time. */
    Optional<Message> await(int after, Predicate<Message> which, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        synchronized (heard) {
            for (var at = after; ; ) {
                for (; at < heard.size(); at++) {
                    if (which.test(heard.get(at))) {
                        return Optional.of(heard.get(at));
                    }
                }
                var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || broken != null) {
                    return Optional.empty();
                }
                heard.wait(left);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            reading.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(5));
    }
}
