package org.fengqiao.kernel.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.audit.Checkpoints.Signed;
import org.fengqiao.kernel.audit.StreamHeads.Leaf;
import org.fengqiao.kernel.proof.CaseProof;
import org.fengqiao.kernel.proof.ChainKey;
import org.fengqiao.kernel.proof.Checkpoint;
import org.fengqiao.kernel.proof.EventStream;
import org.fengqiao.kernel.proof.LinkedEvent;
import org.fengqiao.kernel.proof.StreamVerifier;
import org.fengqiao.kernel.proof.Verdict;
import org.fengqiao.kernel.proof.Verdict.Reason;
import org.fengqiao.kernel.proof.Verdict.Unproven;
import org.fengqiao.kernel.service.CaseService;

/**
 * The verification of streams as they are in the database now, and the proofs of it for use elsewhere.
 */
@Singleton
public class StreamProofs {

    private final Mutiny.SessionFactory sessions;
    private final CaseService<?, ?, ?> service;
    private final ChainKey chainKey;
    private final Checkpoints checkpoints;

    StreamProofs(
            Mutiny.SessionFactory sessions, CaseService<?, ?, ?> service, ChainKey chainKey, Checkpoints checkpoints) {
        this.sessions = sessions;
        this.service = service;
        this.chainKey = chainKey;
        this.checkpoints = checkpoints;
    }

    /**
     * A verdict.
     *
     * @param proof what proves it without the system; null if no checkpoint covers the case yet
     */
    public record Verified(
            UUID caseId, Verdict verdict, @Nullable CaseProof proof) {}

    /** Returns the verdict on one case; empty if this service never heard of it. */
    public Uni<Optional<Verified>> verify(UUID caseId) {
        return sessions.withStatelessSession(session -> verify(session, List.of(caseId), true))
                .map(verified -> verified.stream().findFirst());
    }

    /** Returns the verdicts on the next cases behind this one, in the order of their ids; no proofs. */
    public Uni<List<Verified>> verifyAfter(UUID after, int most) {
        return sessions.withStatelessSession(
                session -> AuditRows.cases(session, after, most).flatMap(cases -> verify(session, cases, false)));
    }

    private Uni<List<Verified>> verify(Mutiny.StatelessSession session, List<UUID> cases, boolean proofs) {
        // Leaves before events: what a checkpoint has noted is then among the events that are read.
        return AuditRows.leavesOf(session, cases)
                .flatMap(leaves -> service.ledger().store().rows(session, cases).flatMap(rows -> {
                    var leavesByCase = StreamHeads.byCase(leaves);
                    var rowsByCase = new HashMap<UUID, List<LinkedEvent>>();
                    rows.forEach(row -> rowsByCase
                            .computeIfAbsent(row.row().caseId(), _ -> new java.util.ArrayList<>())
                            .add(row));
                    return checkpoints.look(
                            session,
                            signed -> cases.stream()
                                    .filter(caseId ->
                                            leavesByCase.containsKey(caseId) || rowsByCase.containsKey(caseId))
                                    .map(caseId -> verify(caseId, signed, leavesByCase, rowsByCase, proofs))
                                    .toList());
                }));
    }

    private Verified verify(
            UUID caseId,
            Signed signed,
            Map<UUID, List<Leaf>> leavesByCase,
            Map<UUID, List<LinkedEvent>> rowsByCase,
            boolean proofs) {
        var stream = new EventStream(service.ledger().service(), caseId);
        var events = rowsByCase.getOrDefault(caseId, List.of());
        var checkpoint = signed.checkpoint().orElse(null);
        var fault = checkpoint == null ? null : fault(checkpoint, signed.heads());
        if (fault != null) {
            return new Verified(caseId, new Unproven(fault), null);
        }
        var leaves = checkpoint == null
                ? List.<Leaf>of()
                : leavesByCase.getOrDefault(caseId, List.of()).stream()
                        .filter(leaf -> leaf.leaf() < checkpoint.treeSize())
                        .toList();
        var heads = leaves.stream().map(signed.heads()::head).toList();
        // The tree is read from the same table as the leaves: a leaf that was altered after it was read into memory
        // shows here.
        for (var at = 0; checkpoint != null && at < leaves.size(); at++) {
            var inclusion = signed.heads()
                    .tree()
                    .inclusion(Math.toIntExact(leaves.get(at).leaf()), Math.toIntExact(checkpoint.treeSize()));
            if (!inclusion.proves(heads.get(at).leaf(), checkpoint.root())) {
                return new Verified(caseId, new Unproven(Reason.NOT_INCLUDED), null);
            }
        }
        var verdict = new StreamVerifier(stream, heads, chainKey).verify(events);
        if (!proofs || checkpoint == null || leaves.isEmpty()) {
            return new Verified(caseId, verdict, null);
        }
        var inclusion = signed.heads()
                .tree()
                .inclusion(Math.toIntExact(leaves.getLast().leaf()), Math.toIntExact(checkpoint.treeSize()));
        var key = checkpoints.signer().verificationKey();
        return new Verified(caseId, verdict, CaseProof.of(stream, events, heads.getLast(), inclusion, checkpoint, key));
    }

    /** Returns what does not hold about the checkpoint itself; null if it holds. */
    private @Nullable Reason fault(Checkpoint checkpoint, StreamHeads heads) {
        var key = checkpoints.signer().verificationKey();
        if (!checkpoint.keyId().equals(key.keyId())) {
            return Reason.UNKNOWN_KEY;
        }
        if (!checkpoint.isSignedBy(key)) {
            return Reason.BAD_SIGNATURE;
        }
        return checkpoint.treeSize() > heads.tree().size()
                        || !heads.tree()
                                .root(Math.toIntExact(checkpoint.treeSize()))
                                .equals(checkpoint.root())
                ? Reason.NOT_INCLUDED
                : null;
    }
}
