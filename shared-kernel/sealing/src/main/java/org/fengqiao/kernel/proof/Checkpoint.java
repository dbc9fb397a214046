package org.fengqiao.kernel.proof;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Base64Url;
import org.fengqiao.kernel.crypto.Canonical;
import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.crypto.Signer;
import org.fengqiao.kernel.crypto.VerificationKey;

/**
 * A signed word about all streams of a service at one time. Once it was published, nobody can alter what it covers
 * unseen, the service's own operators included.
 *
 * @param service whose streams
 * @param treeSize the number of leaves of the tree of heads
 * @param root the tree's root
 * @param takenAt when, to the microsecond
 * @param previous the digest of the checkpoint before it; null for the first one
 * @param keyId the key it is signed with
 * @param signature of all the other components, base64url
 */
public record Checkpoint(
        String service,
        long treeSize,
        Digest root,
        Instant takenAt,
        @Nullable Digest previous,
        String keyId,
        String signature) {

    public Checkpoint {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(signature, "signature");
        takenAt = takenAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Signs the tree as it stands.
     *
     * @param previous the checkpoint before it; null for the first one
     */
    public static Checkpoint sign(
            String service, MerkleTree tree, Instant takenAt, @Nullable Checkpoint previous, Signer signer) {
        var unsigned = new Checkpoint(
                service,
                tree.size(),
                tree.root(),
                takenAt,
                previous == null ? null : previous.digest(),
                signer.verificationKey().keyId(),
                "");
        return new Checkpoint(
                service,
                unsigned.treeSize,
                unsigned.root,
                unsigned.takenAt,
                unsigned.previous,
                unsigned.keyId,
                Base64Url.encode(signer.sign(unsigned.signed())));
    }

    /** Returns whether this key signed it; false also for a signature that cannot be read. */
    public boolean isSignedBy(VerificationKey key) {
        try {
            return key.keyId().equals(keyId) && key.verifies(signed(), Base64Url.decode(signature));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /**
     * Returns whether it directly follows that one: names it, is not before it in time, and its tree only grew, as the
     * proof shows.
     */
    public boolean follows(Checkpoint earlier, ConsistencyProof proof) {
        return earlier.digest().equals(previous)
                && earlier.service.equals(service)
                && !takenAt.isBefore(earlier.takenAt)
                && proof.earlierSize() == earlier.treeSize
                && proof.laterSize() == treeSize
                && proof.proves(earlier.root, root);
    }

    /** Returns what the next one calls it by. The signature is part of it. */
    public Digest digest() {
        return Digest.of(
                root.suite(),
                Canonical.of("fengqiao signed checkpoint 1")
                        .bytes(signed())
                        .text(signature)
                        .toBytes());
    }

    private byte[] signed() {
        return Canonical.of("fengqiao checkpoint 1")
                .text(service)
                .number(treeSize)
                .text(root.toString())
                .time(takenAt)
                .text(previous == null ? null : previous.toString())
                .text(keyId)
                .toBytes();
    }
}
