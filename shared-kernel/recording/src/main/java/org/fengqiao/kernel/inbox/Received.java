package org.fengqiao.kernel.inbox;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.fengqiao.kernel.eventstore.Docket;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.eventstore.Ruling;
import org.fengqiao.kernel.inbox.Reading.Asks;
import org.fengqiao.kernel.inbox.Reading.AsksNothing;
import org.fengqiao.kernel.inbox.Reading.Delivers;
import org.fengqiao.kernel.inbox.Reading.Unreadable;
import org.fengqiao.kernel.messaging.ParkingLot.Attempt;
import org.fengqiao.kernel.service.Opening;

/**
 * A record and what it asks: what both inboxes decide about.
 *
 * @param <C> the service's commands
 */
record Received<C>(ConsumerRecord<byte[], byte[]> record, Reading<C> reading) {

    /** The cases that these ask something about. */
    static <C> Set<UUID> cases(Collection<Received<C>> all) {
        return all.stream()
                .flatMap(one ->
                        one.reading() instanceof Asks<C>(var order) ? Stream.of(order.caseId()) : Stream.<UUID>empty())
                .collect(toSet());
    }

    /** Returns these with their commands opened, where a command must be read in clear. */
    static <C> Uni<List<Received<C>>> opened(List<Received<C>> closed, Opening<C> opening) {
        var commands = closed.stream()
                .flatMap(one ->
                        one.reading() instanceof Asks<C>(var order) ? Stream.of(order.command()) : Stream.<C>empty())
                .toList();
        return opening.of(commands)
                .map(open -> closed.stream().map(one -> one.opened(open)).toList());
    }

    private Received<C> opened(UnaryOperator<C> open) {
        return reading instanceof Asks<C>(var order)
                ? new Received<>(
                        record, new Asks<>(new Order<>(order.caseId(), open.apply(order.command()), order.cause())))
                : this;
    }

    /** Decides it. */
    Attempt attempt(Docket<C, ?, ?> docket) {
        return switch (reading) {
            case Asks<C>(var order) ->
                switch (docket.decide(order)) {
                    case Ruling.Held<?, ?> _ -> new Attempt.Done();
                    case Ruling.Refused<?, ?>(var because, var _) ->
                        new Attempt.Failed(because.code(), because.detail());
                };
            case Unreadable<C>(var code, var detail) -> new Attempt.Failed(code, detail);
            case AsksNothing<C> _ -> new Attempt.Done();
            // Not decided about, but done beside the cases.
            case Delivers<C> _ -> new Attempt.Done();
        };
    }
}
