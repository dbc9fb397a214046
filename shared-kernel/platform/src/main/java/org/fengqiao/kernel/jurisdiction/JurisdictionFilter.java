package org.fengqiao.kernel.jurisdiction;

import java.util.Optional;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.jurisdiction.Reach.Scope;
import org.fengqiao.kernel.threads.EventLoop;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/**
 * The one place where every call about a case, reading or writing, is held against the caller's jurisdiction. A case
 * outside it is answered as one that does not exist. Calls without a token are none of its business: what they may see,
 * the receipt code says.
 */
@ApplicationScoped
public class JurisdictionFilter {

    private final CurrentIdentityAssociation identity;
    private final Caller caller;
    private final CasesWithin cases;

    JurisdictionFilter(CurrentIdentityAssociation identity, Caller caller, CasesWithin cases) {
        this.identity = identity;
        this.caller = caller;
        this.cases = cases;
    }

    /** Lets the call pass (null), or refuses it. */
    @ServerRequestFilter
    public Uni<@Nullable Response> filter(ContainerRequestContext call, ResourceInfo resource) {
        return identity.getDeferredIdentity()
                .flatMap(who -> who.isAnonymous() ? Uni.createFrom().nullItem() : ofKnown(call, resource));
    }

    private Uni<@Nullable Response> ofKnown(ContainerRequestContext call, ResourceInfo resource) {
        var path = call.getUriInfo().getPathParameters();
        var named = path.getFirst("caseId");
        return switch (named == null ? scope(resource) : Scope.CASE) {
            case CASE -> ofCase(named);
            case CITY -> ofCity();
            case CHOSEN, NONE -> Uni.createFrom().nullItem();
        };
    }

    /** Returns what a call without a case in its path is about, as it says itself. */
    static Scope scope(ResourceInfo resource) {
        return Optional.ofNullable(resource.getResourceMethod().getAnnotation(Reach.class))
                .or(() -> Optional.ofNullable(resource.getResourceClass().getAnnotation(Reach.class)))
                .map(Reach::value)
                .orElse(Scope.CITY);
    }

    private Uni<@Nullable Response> ofCase(@Nullable String named) {
        var jurisdiction = Jurisdiction.of(caller);
        return identifier(named)
                .map(caseId ->
                        EventLoop.on(() -> cases.require(jurisdiction, caseId)).map(_ -> (@Nullable Response) null))
                // No case can have it: what is read from the path says so.
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    private static Optional<UUID> identifier(@Nullable String named) {
        try {
            return Optional.ofNullable(named).map(UUID::fromString);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Uni<@Nullable Response> ofCity() {
        if (!Jurisdiction.of(caller).isOfAllPlaces()) {
            throw Problem.of(
                            Response.Status.FORBIDDEN,
                            "kernel.whole-city-only",
                            "This is about all cases; it needs a token for the whole city (claim district: *).")
                    .exception();
        }
        return Uni.createFrom().nullItem();
    }
}
