package org.fengqiao.kernel.audit;

import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.audit.StreamProofs.Verified;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.web.Problem;

/** The proof that the record of one case is as it was made. */
@Path("/cases/{caseId}/proof")
@Cancellable(false)
public class CaseProofResource {

    private final StreamProofs proofs;

    CaseProofResource(StreamProofs proofs) {
        this.proofs = proofs;
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
    @RolesAllowed(Roles.OPERATOR)
    public Uni<ProofBody> proof(@PathParam("caseId") UUID caseId) {
        return proofs.verify(caseId)
                .map(found -> found.map(CaseProofResource::body)
                        .orElseThrow(() -> Problem.noSuchCase().exception()));
    }

    private static ProofBody body(Verified verified) {
        var proof = verified.proof();
        return new ProofBody(
                VerdictBody.of(verified.caseId(), verified.verdict()), proof == null ? null : proof.toJson());
    }
}
