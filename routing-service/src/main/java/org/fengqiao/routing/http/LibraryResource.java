package org.fengqiao.routing.http;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.routing.view.CaseLibrary;
import org.fengqiao.routing.view.CaseLibrary.Published;
import org.fengqiao.routing.wire.LibraryBody.TypicalCaseShown;

/**
 * The library of typical cases. It is for everybody who works with cases, wherever: its summaries are written without
 * the people whom they are about. Who was shown which is on record.
 */
@Path("/typical-cases")
@Cancellable(false)
@RolesAllowed({Roles.CLERK, Roles.DISPATCHER, Roles.LEADER, Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT})
public class LibraryResource {

    private final Caller caller;
    private final CaseLibrary library;
    private final Disclosures disclosures;

    LibraryResource(Caller caller, CaseLibrary library, Disclosures disclosures) {
        this.caller = caller;
        this.library = library;
        this.disclosures = disclosures;
    }

    /**
     * The typical cases, the one published first in front.
     *
     * @param category all if it is missing
     */
    @GET
    @Reach(Reach.Scope.NONE)
    public Uni<Page<TypicalCaseShown>> list(
            @QueryParam("category") @Nullable @Size(max = 64) String category, @Valid @BeanParam Page.Request page) {
        return library.list(category, TimeCursor.after(page), page.fetch())
                .map(read -> Page.of(read, page, Published::place))
                .flatMap(found -> disclosed(found.items())
                        .map(disclosed -> new Page<>(
                                found.items().stream()
                                        .map(one -> TypicalCaseShown.of(one, disclosed))
                                        .toList(),
                                found.next())));
    }

    private Uni<Disclosed> disclosed(List<Published> shown) {
        Map<UUID, Collection<?>> records =
                shown.stream().collect(Collectors.toMap(Published::caseId, one -> List.of(one.summary())));
        return disclosures.toStaff(caller, records);
    }
}
