package org.fengqiao.kernel.audit;

import java.time.Instant;
import java.util.UUID;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.proof.Checkpoint;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/**
 * The proof that the whole record is as it was made, one page of cases after another, and the signed checkpoints that
 * say so.
 */
@Path("/")
@Cancellable(false)
public class ProofResource {

    private static final UUID FIRST = new UUID(0, 0);

    private final StreamProofs proofs;
    private final Checkpoints checkpoints;

    ProofResource(StreamProofs proofs, Checkpoints checkpoints) {
        this.proofs = proofs;
        this.checkpoints = checkpoints;
    }

    /** Verifies all streams of this service, a page at a time, in the order of the case ids. */
    @GET
    @Path("/verdicts")
    @Reach(Reach.Scope.CITY)
    @RolesAllowed(Roles.OPERATOR)
    public Uni<Page<VerdictBody>> verdicts(@Valid @BeanParam Page.Request page) {
        return proofs.verifyAfter(page.after(FIRST, UUID::fromString), page.fetch())
                .map(verified -> Page.of(
                        verified.stream()
                                .map(one -> VerdictBody.of(one.caseId(), one.verdict()))
                                .toList(),
                        page,
                        one -> one.caseId().toString()));
    }

    /**
     * The key that this service signs its checkpoints with.
     *
     * @param suite of its signatures
     * @param key X.509 SubjectPublicKeyInfo, base64url
     */
    public record KeyBody(String keyId, String suite, String key) {}

    /** Returns the key; open to everybody, who should compare its id with what was published elsewhere. */
    @GET
    @Path("/checkpoints/key")
    @Reach(Reach.Scope.NONE)
    @PermitAll
    public KeyBody key() {
        var key = checkpoints.signer().verificationKey();
        return new KeyBody(key.keyId(), key.suite().id(), key.encoded());
    }

    /**
     * A checkpoint as this service keeps it; the published one must be the same.
     *
     * @param previous the digest of the checkpoint before it; null for the first one
     */
    public record CheckpointBody(
            long number,
            long treeSize,
            String root,
            Instant takenAt,
            @Nullable String previous,
            String keyId,
            String signature) {}

    /**
     * Returns the checkpoint of this number; open to everybody, since it is published and says nothing about anybody.
     */
    @GET
    @Reach(Reach.Scope.NONE)
    @Path("/checkpoints/{number: \\d{1,18}}")
    @PermitAll
    public Uni<CheckpointBody> checkpoint(@PathParam("number") long number) {
        return checkpoints
                .kept(number)
                .map(found -> found.map(checkpoint -> body(number, checkpoint))
                        .orElseThrow(
                                () -> Problem.notFound("kernel.unknown-checkpoint", "No checkpoint has this number.")
                                        .exception()));
    }

    private static CheckpointBody body(long number, Checkpoint checkpoint) {
        var previous = checkpoint.previous();
        return new CheckpointBody(
                number,
                checkpoint.treeSize(),
                checkpoint.root().toString(),
                checkpoint.takenAt(),
                previous == null ? null : previous.toString(),
                checkpoint.keyId(),
                checkpoint.signature());
    }
}
