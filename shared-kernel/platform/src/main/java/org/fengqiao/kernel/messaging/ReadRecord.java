package org.fengqiao.kernel.messaging;

import java.util.Objects;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of a poll and what it was read as.
 *
 * @param <T> what records are read as
 * @param read null if it could not be read
 * @param unreadable the failure with which it could not be read; null if it could
 */
record ReadRecord<T>(
        ConsumerRecord<byte[], byte[]> record,
        @Nullable T read,
        @Nullable Throwable unreadable) {

    /**
     * Reads a record; empty if it is of no concern.
     *
     * @param spans those of the poll, to which the record's is added
     */
    static <T> Optional<ReadRecord<T>> read(ConsumerRecord<byte[], byte[]> record, Inbox<T> inbox, PollSpans spans) {
        try {
            return spans.read(record, inbox).map(read -> new ReadRecord<>(record, read, null));
        } catch (RuntimeException | StackOverflowError | AssertionError unreadable) {
            return Optional.of(new ReadRecord<>(record, null, unreadable));
        }
    }

    /** Meaning that was read from it. */
    T as() {
        return Objects.requireNonNull(read);
    }
}
