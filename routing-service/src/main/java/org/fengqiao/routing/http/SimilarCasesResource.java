package org.fengqiao.routing.http;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.routing.view.CaseLibrary;
import org.fengqiao.routing.wire.LibraryBody.SimilarCase;

/** The typical cases that are like a case. Who was shown which is on record. */
@Path("/cases/{caseId}/similar-cases")
@Cancellable(false)
@RolesAllowed({Roles.CLERK, Roles.DISPATCHER, Roles.LEADER, Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT})
public class SimilarCasesResource {

    /** The number of similar cases that somebody reads. */
    private static final int SHOWN = 5;

    private final Caller caller;
    private final CaseLibrary library;
    private final Disclosures disclosures;

    SimilarCasesResource(Caller caller, CaseLibrary library, Disclosures disclosures) {
        this.caller = caller;
        this.library = library;
        this.disclosures = disclosures;
    }

    /** The typical cases that are most like it, by the words of its account and its category; at most five. */
    @GET
    public Uni<Page<SimilarCase>> similar(@PathParam("caseId") UUID caseId) {
        return library.like(caseId, SHOWN).flatMap(found -> {
            Map<UUID, Collection<?>> records = found.stream()
                    .map(CaseLibrary.Similar::published)
                    .collect(Collectors.toMap(CaseLibrary.Published::caseId, one -> List.of(one.summary())));
            return disclosures
                    .toStaff(caller, records)
                    .map(disclosed -> Page.whole(found.stream()
                            .map(one -> SimilarCase.of(one, disclosed))
                            .toList()));
        });
    }
}
