package org.fengqiao.kernel.delivery;

import static org.fengqiao.kernel.sql.Column.date;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.value.Times;

/**
 * Note that a message of a partner was taken: what of it is kept to compare the books.
 *
 * @param partner who sent it
 * @param day the day of its {@code ce_time}, which both sides know
 * @param messageId its {@code ce_id}
 */
public record ReceivedMessage(String partner, LocalDate day, UUID messageId) {

    private static final Upsert<ReceivedMessage> NOTE = Upsert.<ReceivedMessage>into("partner_received")
            .key(text("partner", ReceivedMessage::partner))
            .key(date("day", ReceivedMessage::day))
            .key(uuid("message_id", ReceivedMessage::messageId))
            .build();

    /** Returns the note of a message with this envelope. */
    public static ReceivedMessage of(String partner, Envelope envelope) {
        return new ReceivedMessage(partner, Times.dayOf(envelope.time()), envelope.id());
    }

    /** Writes notes in one statement; what came twice is noted once. */
    public static Uni<Void> note(Mutiny.StatelessSession session, Collection<ReceivedMessage> messages) {
        return NOTE.write(session, messages);
    }
}
