package org.fengqiao.kernel.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.audit.StreamProofs.Verified;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.proof.Checkpoint;
import org.fengqiao.kernel.proof.Verdict;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** Whether the record is as it was made: of one case with what proves it, of all cases one page after another. */
@Path("/")
public class ProofResource {

    private static final UUID FIRST = new UUID(0, 0);

    private final StreamProofs proofs;
    private final Checkpoints checkpoints;

    ProofResource(StreamProofs proofs, Checkpoints checkpoints) {
        this.proofs = proofs;
        this.checkpoints = checkpoints;
    }

    /** What a verdict comes to. */
    public enum Finding {
        /** Every event is as it was recorded. */
        INTACT,
        /** An event was altered, is missing, or was added. */
        BROKEN,
        /** The signed checkpoint itself does not hold. */
        UNPROVEN
    }

    /**
     * A verdict as it is answered.
     *
     * @param events the number of events; null unless intact
     * @param signed how many of them a signed checkpoint covers; null unless intact
     * @param what happened, as of {@link Verdict.Kind}, or why nothing can be said, as of {@link Verdict.Reason}; null if intact
     * @param version the first version that is wrong; null unless broken
     * @param upTo the last version that may be the first wrong one; null unless broken
     * @param eventId the event found there; null if none was found
     */
    public record VerdictBody(
            UUID caseId,
            Finding finding,
            @Nullable Long events,
            @Nullable Long signed,
            @Nullable String what,
            @Nullable Long version,
            @Nullable Long upTo,
            @Nullable UUID eventId) {

        static VerdictBody of(UUID caseId, Verdict verdict) {
            return switch (verdict) {
                case Verdict.Intact(var events, var signed) ->
                    new VerdictBody(caseId, Finding.INTACT, events, signed, null, null, null, null);
                case Verdict.Broken(var kind, var version, var upTo, var eventId) ->
                    new VerdictBody(caseId, Finding.BROKEN, null, null, kind.name(), version, upTo, eventId);
                case Verdict.Unproven(var because) ->
                    new VerdictBody(caseId, Finding.UNPROVEN, null, null, because.name(), null, null, null);
            };
        }
    }

    /**
     * The verdict on a case, and the bundle that proves it elsewhere.
     *
     * @param proof the bundle, to be kept as a file; null if no checkpoint covers the case yet
     */
    public record ProofBody(
            VerdictBody verdict, @JsonRawValue @Nullable String proof) {}

    /** Verifies the case's stream in this service as it is in the database now. */
    @GET
    @Path("/cases/{caseId}/proof")
    @RolesAllowed(Roles.OPERATOR)
    public Uni<ProofBody> proof(@PathParam("caseId") UUID caseId) {
        requireEvents();
        return proofs.verify(caseId)
                .map(found -> found.map(ProofResource::body)
                        .orElseThrow(() -> Problem.notFound(
                                        "kernel.unknown-case", "This service has no events of this case.")
                                .exception()));
    }

    private static ProofBody body(Verified verified) {
        var proof = verified.proof();
        return new ProofBody(
                VerdictBody.of(verified.caseId(), verified.verdict()), proof == null ? null : proof.toJson());
    }

    /** Verifies all streams of this service, a page at a time, in the order of the case ids. */
    @GET
    @Path("/verdicts")
    @RolesAllowed(Roles.OPERATOR)
    public Uni<Page<VerdictBody>> verdicts(@Valid @BeanParam Page.Request page) {
        requireEvents();
        return proofs.verifyAfter(after(page), page.fetch())
                .map(verified -> Page.of(
                        verified.stream()
                                .map(one -> VerdictBody.of(one.caseId(), one.verdict()))
                                .toList(),
                        page,
                        one -> one.caseId().toString()));
    }

    private static UUID after(Page.Request page) {
        var cursor = page.after();
        try {
            return cursor.isEmpty() ? FIRST : UUID.fromString(cursor);
        } catch (IllegalArgumentException _) {
            throw Problem.badInput(
                            List.of(new Problem.Field("cursor", "wrong-form", "Take the cursor from the page before.")))
                    .exception();
        }
    }

    /**
     * The key that this service signs its checkpoints with.
     *
     * @param suite of its signatures
     * @param key X.509 SubjectPublicKeyInfo, base64url
     */
    public record KeyBody(String keyId, String suite, String key) {}

    /** The key; open to everybody, who should compare its id with what was published elsewhere. */
    @GET
    @Path("/checkpoints/key")
    @PermitAll
    public KeyBody key() {
        requireEvents();
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

    /** The checkpoint of this number; open to everybody, since it is published and says nothing about anybody. */
    @GET
    @Path("/checkpoints/{number: \\d{1,18}}")
    @PermitAll
    public Uni<CheckpointBody> checkpoint(@PathParam("number") long number) {
        requireEvents();
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

    private void requireEvents() {
        if (!proofs.records()) {
            throw Problem.notFound("kernel.no-events", "This service records no events of its own.")
                    .exception();
        }
    }
}
