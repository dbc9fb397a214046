package org.fengqiao.kernel.operations;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response.Status;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.messaging.Broker;
import org.fengqiao.kernel.messaging.Pauses;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.messaging.TopicRestarts;
import org.fengqiao.kernel.messaging.TopicRestarts.From;
import org.fengqiao.kernel.messaging.TopicRestarts.Outcome;
import org.fengqiao.kernel.messaging.TopicRestarts.Outcome.Refused;
import org.fengqiao.kernel.messaging.TopicRestarts.Outcome.Restarts;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/**
 * Positions of this service in the topics it reads, and what an operator says about them: to pause a topic, to resume
 * it, and where to begin one that was made anew.
 */
@Path("/positions")
@Cancellable(false)
@Reach(Reach.Scope.CITY)
@RolesAllowed(Roles.OPERATOR)
public class PositionsResource {

    private final TopicRestarts restarts;
    private final Pauses pauses;
    private final Positions positions;
    private final Broker broker;
    private final Caller caller;
    private final Mutiny.SessionFactory sessions;

    PositionsResource(
            TopicRestarts restarts,
            Pauses pauses,
            @Identifier(Positions.LISTENER) Positions positions,
            Broker broker,
            Caller caller,
            Mutiny.SessionFactory sessions) {
        this.restarts = restarts;
        this.pauses = pauses;
        this.positions = positions;
        this.broker = broker;
        this.caller = caller;
        this.sessions = sessions;
    }

    /**
     * The way in which a topic that was made anew is read.
     *
     * @param from where
     * @param reason in a sentence, for the record
     */
    public record Restart(
            @NotNull From from, @NotBlank @Size(max = 2_000) String reason) {}

    /** Has a topic that was deleted and made anew read from there. Its channel goes on within seconds. */
    @POST
    @Path("/{topic}/restart")
    public Uni<Restarts> restart(@PathParam("topic") String topic, Restart body) {
        var actor = caller.actor().id();
        return sessions.withStatelessTransaction(
                        (session, _) -> restarts.restart(session, topic, body.from(), body.reason(), actor))
                .map(outcome -> switch (outcome) {
                    case Restarts restarted -> restarted;
                    case Refused refused -> throw problem(refused).exception();
                });
    }

    /**
     * Reason of a pause, or of its end.
     *
     * @param reason in a sentence, for the record
     */
    public record Because(@NotBlank @Size(max = 2_000) String reason) {}

    /**
     * A topic that this service reads.
     *
     * @param lag how many records were not dealt with yet, the end marks of transactions included; null if the broker
     *     does not answer
     * @param paused null unless it is paused
     */
    public record TopicBody(
            String topic, @Nullable Long lag, Pauses.@Nullable Pause paused, List<PartitionBody> partitions) {
        public TopicBody {
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * A partition of a topic.
     *
     * @param next the offset that is to be dealt with next
     * @param end the offset behind the last record; null if the broker does not answer
     */
    public record PartitionBody(
            int partition, long next, @Nullable Long end) {}

    /** Returns the topics that this service reads, where it stands in each, and which are paused. */
    @GET
    public Uni<List<TopicBody>> list() {
        return sessions.withStatelessSession(session -> pauses.standing(session)
                        .chain(standing -> positions.stored(session).map(stored -> new Found(standing, stored))))
                .flatMap(found -> broker.ends(found.positions().keySet())
                        .onFailure()
                        .recoverWithItem(Map.of())
                        .map(ends -> topics(found, ends)));
    }

    private record Found(List<Pauses.Pause> standing, Map<TopicPartition, Long> positions) {}

    private static List<TopicBody> topics(Found found, Map<TopicPartition, Long> ends) {
        var byTopic = new TreeMap<String, List<PartitionBody>>();
        found.positions().entrySet().stream()
                .sorted(comparing(one -> one.getKey().partition()))
                .forEach(one -> byTopic.computeIfAbsent(one.getKey().topic(), _ -> new ArrayList<>())
                        .add(new PartitionBody(one.getKey().partition(), one.getValue(), ends.get(one.getKey()))));
        return byTopic.entrySet().stream()
                .map(one -> new TopicBody(
                        one.getKey(),
                        lag(one.getValue()),
                        found.standing().stream()
                                .filter(pause -> pause.topic().equals(one.getKey()))
                                .findFirst()
                                .orElse(null),
                        one.getValue()))
                .toList();
    }

    private static @Nullable Long lag(List<PartitionBody> partitions) {
        var lag = 0L;
        for (var one : partitions) {
            if (one.end() == null) {
                return null;
            }
            lag += Math.max(0, one.end() - one.next());
        }
        return lag;
    }

    /**
     * Pauses the consumers of a topic: once it is answered, nothing more of the topic is done, until it is resumed. One
     * that is paused already stays as it is.
     */
    @POST
    @Path("/{topic}/pause")
    public Uni<Pauses.Pause> pause(@PathParam("topic") String topic, Because body) {
        var actor = caller.actor().id();
        return sessions.withStatelessTransaction((session, _) -> pauses.pause(session, topic, body.reason(), actor))
                .call(pauses::look)
                .map(pause -> pause.orElseThrow(() -> problem(Refused.NOT_READ).exception()));
    }

    /** Resumes the consumers of a topic; answers the pause that has ended. They go on within seconds. */
    @POST
    @Path("/{topic}/resume")
    public Uni<Pauses.Pause> resume(@PathParam("topic") String topic, Because body) {
        var actor = caller.actor().id();
        return sessions.withStatelessTransaction((session, _) -> pauses.resume(session, topic, body.reason(), actor))
                .call(pauses::look)
                .map(ended -> {
                    if (ended == null) {
                        throw Problem.of(Status.CONFLICT, "kernel.topic-not-paused", "The topic is not paused.")
                                .exception();
                    }
                    return ended;
                });
    }

    private static Problem problem(Outcome.Refused refused) {
        return switch (refused) {
            case NOT_READ ->
                Problem.notFound("kernel.topic-not-read", "This service keeps no position of a topic of this name.");
            case MISSING ->
                Problem.of(Status.CONFLICT, "kernel.topic-missing", "The broker has no topic of this name now.");
            case NOT_REPLACED ->
                Problem.of(
                        Status.CONFLICT,
                        "kernel.topic-not-replaced",
                        "The topic is the one whose positions are kept; it is read on from there.");
            case BEHIND_THE_END ->
                Problem.of(
                        Status.CONFLICT,
                        "kernel.position-behind-the-end",
                        "An offset that was kept lies behind the end of the new topic.");
        };
    }
}
