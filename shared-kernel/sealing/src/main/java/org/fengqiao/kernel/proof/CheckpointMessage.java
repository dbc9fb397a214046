package org.fengqiao.kernel.proof;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.crypto.VerificationKey;

/**
 * A checkpoint as it is published on {@value #TOPIC}, keyed by the service: what a court or an auditor keeps to hold
 * the service to its word.
 *
 * @param service whose streams it is about
 * @param number the checkpoint's, from 1, without gaps
 * @param treeSize the number of leaves of the tree
 * @param root the tree's root
 * @param takenAt when, to the microsecond
 * @param previous the digest of the checkpoint before it; null for the first one
 * @param keyId the key it is signed with
 * @param key the key of that id, X.509 SubjectPublicKeyInfo in base64url
 * @param signature base64url
 * @param previousTreeSize the number of leaves the checkpoint before it had
 * @param consistency proves that the tree only grew since then (RFC 6962, section 2.1.2); base64url
 */
public record CheckpointMessage(
        String service,
        long number,
        long treeSize,
        String root,
        Instant takenAt,
        @Nullable String previous,
        String keyId,
        String key,
        String signature,
        long previousTreeSize,
        List<String> consistency) {

    /** The topic. */
    public static final String TOPIC = "audit-checkpoints";

    public CheckpointMessage {
        consistency = List.copyOf(consistency);
    }

    /** Returns the type of the message when this service publishes it. */
    public static String typeOf(String service) {
        return "fengqiao." + service + ".checkpoint-signed.v1";
    }

    public static CheckpointMessage of(
            long number, Checkpoint checkpoint, ConsistencyProof consistency, VerificationKey key) {
        var previous = checkpoint.previous();
        return new CheckpointMessage(
                checkpoint.service(),
                number,
                checkpoint.treeSize(),
                checkpoint.root().toString(),
                checkpoint.takenAt(),
                previous == null ? null : previous.toString(),
                checkpoint.keyId(),
                key.encoded(),
                checkpoint.signature(),
                consistency.earlierSize(),
                consistency.path());
    }

    /** Returns the checkpoint, to check its signature and what it follows. */
    public Checkpoint checkpoint() {
        return new Checkpoint(
                service,
                treeSize,
                Digest.parse(root),
                takenAt,
                previous == null ? null : Digest.parse(previous),
                keyId,
                signature);
    }

    /**
     * Returns the key it says it is signed with. Whether that is the service's, only its id can tell, told by another
     * way.
     */
    public VerificationKey verificationKey() {
        return new VerificationKey(Suite.of(keyId.substring(0, Math.max(0, keyId.indexOf('.')))), key);
    }

    /** Returns the proof that the tree only grew. */
    public ConsistencyProof proof() {
        return new ConsistencyProof(previousTreeSize, treeSize, consistency);
    }
}
