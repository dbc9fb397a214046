package org.fengqiao.kernel.operations;

import java.util.List;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.failures.Blame;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.messaging.ParkingLot;
import org.fengqiao.kernel.messaging.ParkingLot.ParkedCase;
import org.fengqiao.kernel.messaging.ParkingLot.Redriven;
import org.fengqiao.kernel.messaging.Redrivable;
import org.fengqiao.kernel.messaging.Unprocessable;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** The parked cases: what is stuck and why, and how to have it tried again. */
@Path("/parked")
@Reach(Reach.Scope.CITY)
@RolesAllowed(Roles.OPERATOR)
public class ParkedResource {

    private final ParkingLot parkingLot;
    private final Instance<Redrivable> inbox;
    private final Mutiny.SessionFactory sessions;

    ParkedResource(ParkingLot parkingLot, Instance<Redrivable> inbox, Mutiny.SessionFactory sessions) {
        this.parkingLot = parkingLot;
        this.inbox = inbox;
        this.sessions = sessions;
    }

    /** Returns the parked cases, each with the reason of the record the others wait for. */
    @GET
    public Uni<Page<ParkedCase>> parked(@Valid @BeanParam Page.Request page) {
        return sessions.withStatelessSession(session -> parkingLot.list(session, page.after(), page.fetch()))
                .map(read -> Page.of(read, page, ParkedCase::caseId));
    }

    /** Tries everything parked of the case again, in order. */
    @POST
    @Path("/{caseId}/redrive")
    public Uni<Redriven> redrive(@PathParam("caseId") String caseId) {
        return redriven(caseId, inbox.get()::redrive, Integer.MAX_VALUE)
                .onFailure(ParkedResource::isARecords)
                .recoverWithUni(() -> oneByOne(caseId, 0))
                .invoke(redriven -> {
                    if (redriven.done() + redriven.waiting() == 0) {
                        throw Problem.notFound("kernel.nothing-parked", "Nothing of this case is parked here.")
                                .exception();
                    }
                });
    }

    private Uni<Redriven> redriven(String caseId, ParkingLot.Retry retry, int atMost) {
        return sessions.withStatelessTransaction((session, _) -> parkingLot.redrive(session, caseId, atMost, retry));
    }

    /** Each in a transaction of its own, up to the one with which it fails: that one waits on, with the reason. */
    private Uni<Redriven> oneByOne(String caseId, int done) {
        return redriven(caseId, inbox.get()::redrive, 1)
                .onFailure(ParkedResource::isARecords)
                .recoverWithUni(failure -> redriven(caseId, failing(failure), 1))
                .flatMap(one -> one.done() == 1 && one.waiting() > 0
                        ? oneByOne(caseId, done + 1)
                        : Uni.createFrom()
                                .item(new Redriven(
                                        caseId, done + one.done(), one.waiting(), one.code(), one.detail())));
    }

    private static ParkingLot.Retry failing(Throwable failure) {
        return (_, _) -> Uni.createFrom().item(List.of(Unprocessable.reason(failure)));
    }

    private static boolean isARecords(Throwable failure) {
        return Blame.of(failure) == Blame.RECORD;
    }
}
