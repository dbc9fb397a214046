package org.fengqiao.routing.http;

import java.time.Instant;
import java.time.LocalDate;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.routing.Directories;
import org.fengqiao.routing.RegisteredUnits;
import org.fengqiao.routing.model.DirectoryRefusal;
import org.fengqiao.routing.model.Unit;
import org.fengqiao.routing.model.UnitRegister;
import org.fengqiao.routing.model.UnitRegister.ChangeUnit;
import org.fengqiao.routing.model.UnitRegister.CloseUnit;
import org.fengqiao.routing.model.UnitRegister.Command;
import org.fengqiao.routing.model.UnitRegister.RevokeUnitChange;
import org.fengqiao.routing.view.QueueList;
import org.fengqiao.routing.view.QueueList.QueueRow;
import org.fengqiao.routing.wire.DirectoryBodies.EndBody;
import org.fengqiao.routing.wire.DirectoryBodies.UnitBody;
import org.fengqiao.routing.wire.DirectoryBodies.UnitHistory;

/** Units of the districts with their history, and the cases they hold. */
@Path("/units")
@Cancellable(false)
public class UnitsResource {

    private final Caller caller;
    private final Directories directories;
    private final RegisteredUnits units;
    private final UnitRegister register;
    private final CaseLists lists;

    UnitsResource(
            Caller caller, Directories directories, RegisteredUnits units, UnitRegister register, CaseLists lists) {
        this.caller = caller;
        this.directories = directories;
        this.units = units;
        this.register = register;
        this.lists = lists;
    }

    /** All units in force today, or on the day of a time. */
    @GET
    @Authenticated
    @Reach(Reach.Scope.NONE)
    public Page<Unit> units(@QueryParam("at") @Ahead(years = 5) @Nullable Instant at) {
        return Page.whole(directories
                .current()
                .unitsOn(dayOf(at == null ? caller.now() : at))
                .units());
    }

    /** A unit with all that was changed: who, when, and from which day. */
    @GET
    @Path("/{unit}")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR, Roles.ANALYST})
    @Reach(Reach.Scope.NONE)
    public UnitHistory unit(@PathParam("unit") String unit) {
        var directory = directories.current();
        var shipped = directory.shippedUnits().find(unit).orElse(null);
        var changes = directory.unitChanges().of(unit).toList();
        if (shipped == null && changes.isEmpty()) {
            throw Problem.of(DirectoryRefusal.NO_SUCH_UNIT).exception();
        }
        return UnitHistory.of(unit, directory.unitsOn(today()).find(unit).orElse(null), shipped, changes);
    }

    /** From a day on, a unit is this; a new one is registered so. */
    @PUT
    @Path("/{unit}")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    @Reach(Reach.Scope.CHOSEN)
    public Uni<Response> change(@PathParam("unit") String unit, UnitBody body) {
        AddressParts.require("unit", unit);
        var changed = body.unit(unit);
        Jurisdiction.of(caller).requireCovers(changed.place());
        return change(
                unit,
                new ChangeUnit(
                        changed,
                        body.effectiveFrom(),
                        today(),
                        words(body.reason()),
                        caller.actor().id(),
                        caller.now()));
    }

    /** From a day on, there is no such unit. What it still holds goes up when nobody claims it. */
    @POST
    @Path("/{unit}/closure")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    @Reach(Reach.Scope.CHOSEN)
    public Uni<Response> close(@PathParam("unit") String unit, EndBody body) {
        return change(
                unit,
                new CloseUnit(
                        unit,
                        body.effectiveFrom(),
                        today(),
                        words(body.reason()),
                        caller.actor().id(),
                        caller.now()));
    }

    /** Takes a change back before its day. */
    @POST
    @Path("/{unit}/changes/{number}/revocation")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    @Reach(Reach.Scope.CHOSEN)
    public Uni<Response> revoke(@PathParam("unit") String unit, @PathParam("number") int number) {
        return change(
                unit, new RevokeUnitChange(unit, number, today(), caller.actor().id(), caller.now()));
    }

    /** The open cases of the caller's jurisdiction that a unit holds, the one to be claimed first in front. */
    @GET
    @Path("/{unit}/queue")
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.CLERK,
        Roles.GRID_WORKER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.OPERATOR
    })
    public Uni<Page<QueueRow>> queue(@PathParam("unit") String unit, @Valid @BeanParam Page.Request page) {
        if (directories.current().everyUnit(unit).findAny().isEmpty()) {
            throw Problem.notFound("routing.unknown-unit", "No such unit can hold cases; GET /units lists them.")
                    .exception();
        }
        return lists.read(QueueList.READ, new QueueList.Filter(unit), page);
    }

    /** Takes a change of a unit that is, wherever it ever was, within the caller's jurisdiction. */
    private Uni<Response> change(String unit, Command command) {
        var jurisdiction = Jurisdiction.of(caller);
        directories.current().everyUnit(unit).map(Unit::place).forEach(jurisdiction::requireCovers);
        return units.current(RegisteredUnits.ENTRY).flatMap(now -> {
            register.faultAfter(command, now.state()).ifPresent(fault -> {
                throw Problem.unacceptable(
                                DirectoryRefusal.UNITS_FAULTY.wording().code(), fault)
                        .exception();
            });
            return units.handle(caller, RegisteredUnits.ENTRY, command).call(units::refresh);
        });
    }

    private PersonalText words(String reason) {
        return PersonalText.of(SubjectId.ofCase(units.model().idOf(RegisteredUnits.ENTRY)), reason);
    }

    private LocalDate today() {
        return dayOf(caller.now());
    }

    private static LocalDate dayOf(Instant at) {
        return at.atZone(OfficialCalendar.ZONE).toLocalDate();
    }
}
