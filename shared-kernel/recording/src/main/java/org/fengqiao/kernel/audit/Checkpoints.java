package org.fengqiao.kernel.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.audit.AuditRows.Numbered;
import org.fengqiao.kernel.audit.StreamHeads.Leaf;
import org.fengqiao.kernel.crypto.Signer;
import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.PartnerMessage;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.proof.Checkpoint;
import org.fengqiao.kernel.proof.CheckpointMessage;
import org.fengqiao.kernel.proof.ConsistencyProof;
import org.fengqiao.kernel.time.Schedule;

/**
 * Takes checkpoints: notes where the streams stand that went on, signs the tree of all such notes, and publishes it, in
 * one transaction. Of several instances one does it at a time.
 */
@Singleton
public class Checkpoints {

    /**
     * No transaction is open for so long: what commits later than that, and over a restart, is found only when its
     * stream goes on.
     */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final UUID FIRST = new UUID(0, 0);

    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final InstantSource realTime = InstantSource.system();
    private final Instance<Signer> signer;
    private final String service;
    private final CheckpointConfiguration configuration;
    private @Nullable StreamHeads heads;
    /**
     * All events up to this id were seen, and so will those be that are not committed yet; null if that is not known.
     */
    private volatile @Nullable UUID seen;

    Checkpoints(
            Mutiny.SessionFactory sessions,
            ObjectMapper json,
            InstantSource clock,
            Instance<Signer> signer,
            CheckpointConfiguration configuration,
            @ConfigProperty(name = "fengqiao.service") String service) {
        this.sessions = sessions;
        this.json = json;
        this.clock = clock;
        this.signer = signer;
        this.configuration = configuration;
        this.service = service;
    }

    /** Schedules a checkpoint every minute ({@code fengqiao.checkpoints.every}). */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every("${fengqiao.checkpoints.every:1m}", Duration.ofSeconds(5), "checkpoints", this::take);
    }

    /** Returns the key that checkpoints are signed with. */
    public Signer signer() {
        return signer.get();
    }

    /** One look at what was recorded: the checkpoint it led to, and where to look on; null if that was all. */
    private record Look(
            Optional<Checkpoint> taken, @Nullable Further further) {}

    /**
     * The place from which to look on.
     *
     * @param from behind this event
     * @param next where the next checkpoint begins to look, as it was when the first look of this one was taken
     */
    private record Further(UUID from, UUID next) {}

    /**
     * Takes a checkpoint of what was recorded since the last one; several, one behind the other, if it was much.
     *
     * @return the last of them; empty if nothing was recorded, or another instance is at it
     */
    public Uni<Optional<Checkpoint>> take() {
        return take(null);
    }

    private Uni<Optional<Checkpoint>> take(@Nullable Further further) {
        return sessions.withStatelessTransaction((session, _) -> AuditRows.lock(session)
                        .flatMap(alone -> Boolean.TRUE.equals(alone)
                                ? look(session, further)
                                : Uni.createFrom().item(new Look(Optional.empty(), null))))
                // What was added to the tree in memory is not in the table: read it anew.
                .onFailure()
                .invoke(this::forget)
                .flatMap(look -> look.further() == null
                        ? Uni.createFrom().item(look.taken())
                        : take(look.further()).map(later -> later.or(look::taken)));
    }

    /** Returns the checkpoint of this number as the database has it. */
    public Uni<Optional<Checkpoint>> kept(long number) {
        return sessions.withStatelessSession(session -> AuditRows.kept(session, service, number))
                .map(found -> found.map(Numbered::checkpoint));
    }

    private Uni<Look> look(Mutiny.StatelessSession session, @Nullable Further further) {
        // Asked before the events: a transaction that ends in between has been seen by one of the two.
        return (further == null
                        ? AuditRows.oldestOpen(session).map(this::beginOfNext)
                        : Uni.createFrom().item(further.next()))
                .flatMap(next -> (further == null
                                ? begin(session)
                                : Uni.createFrom().item(further.from()))
                        .flatMap(from -> AuditRows.recordedSince(session, from, configuration.eventsAtOnce()))
                        .flatMap(recorded ->
                                sign(session, recorded.ends()).map(taken -> new Look(taken, further(recorded, next)))));
    }

    /**
     * Returns where the next search begins: what is recorded from now on has later ids, and what is open has ids later
     * than its begin, as far as the clocks agree.
     */
    private UUID beginOfNext(Instant oldestOpen) {
        return AuditRows.firstIdAt(notLaterThanNow(oldestOpen).minus(configuration.clocksDiffer()));
    }

    /**
     * Returns where to search first. An id that somebody put into the table may be of any time; nothing that is
     * recorded shall be behind it.
     */
    private Uni<UUID> begin(Mutiny.StatelessSession session) {
        var known = seen;
        return known != null
                ? Uni.createFrom().item(known)
                : AuditRows.newestSigned(session)
                        .map(newest -> newest.map(id -> AuditRows.firstIdAt(
                                        notLaterThanNow(AuditRows.timeOf(id)).minus(LATE)))
                                .orElse(FIRST));
    }

    private Instant notLaterThanNow(Instant time) {
        var now = realTime.instant();
        return time.isBefore(now) ? time : now;
    }

    private @Nullable Further further(AuditRows.RecordedSince recorded, UUID next) {
        var last = recorded.last();
        if (last != null && recorded.events() == configuration.eventsAtOnce()) {
            return new Further(last, next);
        }
        seen = next;
        return null;
    }

    private Uni<Optional<Checkpoint>> sign(Mutiny.StatelessSession session, List<Object[]> ends) {
        return current(session)
                .flatMap(heads -> AuditRows.latest(session, service).flatMap(latest -> {
                    var sameKey = latest.map(last -> last.checkpoint().keyId())
                            .filter(signer().verificationKey().keyId()::equals)
                            .isPresent();
                    return ends.isEmpty() && (sameKey || heads.tree().size() == 0)
                            ? Uni.createFrom().item(Optional.empty())
                            : sign(session, heads, latest, leaves(heads, ends)).map(Optional::of);
                }));
    }

    private static List<Leaf> leaves(StreamHeads heads, List<Object[]> rows) {
        var leaves = new ArrayList<Leaf>(rows.size());
        for (var row : rows) {
            leaves.add(new Leaf(
                    heads.tree().size() + (long) leaves.size(), (UUID) row[0], ((Number) row[1]).longValue(), (String)
                            row[2]));
        }
        return leaves;
    }

    private Uni<Checkpoint> sign(
            Mutiny.StatelessSession session, StreamHeads heads, Optional<Numbered> latest, List<Leaf> leaves) {
        Numbered numbered;
        ConsistencyProof consistency;
        synchronized (heads) {
            heads.append(leaves);
            var checkpoint = Checkpoint.sign(
                    service,
                    heads.tree(),
                    clock.instant(),
                    latest.map(Numbered::checkpoint).orElse(null),
                    signer());
            numbered = new Numbered(latest.map(Numbered::number).orElse(0L) + 1, checkpoint);
            consistency = latest.map(Numbered::checkpoint)
                    .filter(earlier ->
                            earlier.root().suite() == checkpoint.root().suite())
                    .map(earlier -> heads.tree()
                            .consistency(Math.toIntExact(earlier.treeSize()), Math.toIntExact(checkpoint.treeSize())))
                    .orElse(new ConsistencyProof(0, checkpoint.treeSize(), List.of()));
        }
        return AuditRows.add(session, leaves)
                .chain(() -> AuditRows.add(session, numbered))
                .chain(() -> PartnerMessage.insert(
                        session,
                        List.of(message(CheckpointMessage.of(
                                numbered.number(), numbered.checkpoint(), consistency, signer().verificationKey())))))
                .replaceWith(numbered.checkpoint());
    }

    private PartnerMessage message(CheckpointMessage message) {
        var now = clock.instant();
        var id = Identifiers.next();
        try {
            return PartnerMessage.ofNoCase(
                    id,
                    CheckpointMessage.TOPIC,
                    service,
                    CheckpointMessage.typeOf(service),
                    json.writeValueAsString(message),
                    new Cause(Actor.system(service), message.takenAt(), id, null, null),
                    now);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a checkpoint", e);
        }
    }

    /**
     * Returns the tree with all leaves of the table. One caller at a time, the others after it: a tree is no place for
     * two.
     */
    private synchronized Uni<StreamHeads> current(Mutiny.StatelessSession session) {
        if (heads == null) {
            heads = new StreamHeads(service, signer().verificationKey().suite());
        }
        var known = heads;
        return AuditRows.leavesFrom(session, known.tree().size()).map(leaves -> {
            synchronized (known) {
                known.append(leaves.stream()
                        .filter(leaf -> leaf.leaf() >= known.tree().size())
                        .toList());
            }
            return known;
        });
    }

    private synchronized void forget() {
        heads = null;
        seen = null;
    }

    /**
     * Looks at the tree as the latest checkpoint has it, in the caller's session.
     *
     * @param work gets the tree with all leaves of the table, and the checkpoint
     */
    <T> Uni<T> look(Mutiny.StatelessSession session, Function<Signed, T> work) {
        return AuditRows.latest(session, service)
                .flatMap(latest -> current(session).map(heads -> {
                    synchronized (heads) {
                        return work.apply(new Signed(heads, latest.map(Numbered::checkpoint)));
                    }
                }));
    }

    /** The tree, and the checkpoint that signs it; empty if none was taken. */
    record Signed(StreamHeads heads, Optional<Checkpoint> checkpoint) {}
}
