package org.fengqiao.routing.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.routing.Directories;
import org.fengqiao.routing.RegisteredStaff;
import org.fengqiao.routing.model.DirectoryRefusal;
import org.fengqiao.routing.model.StaffMember;
import org.fengqiao.routing.model.StaffRegister.CancelAbsence;
import org.fengqiao.routing.model.StaffRegister.ChangeStaff;
import org.fengqiao.routing.model.StaffRegister.Command;
import org.fengqiao.routing.model.StaffRegister.EndStaff;
import org.fengqiao.routing.model.StaffRegister.NoteAbsence;
import org.fengqiao.routing.model.StaffRegister.RevokeStaffChange;
import org.fengqiao.routing.model.Unit;
import org.fengqiao.routing.model.Versions.Version;
import org.fengqiao.routing.wire.DirectoryBodies.AbsenceBody;
import org.fengqiao.routing.wire.DirectoryBodies.EndBody;
import org.fengqiao.routing.wire.DirectoryBodies.StaffBody;
import org.fengqiao.routing.wire.DirectoryBodies.StaffHistory;

/** People in the units, with their history and absences. Whoever is asked for is known by an identifier alone. */
@Path("/staff")
@Cancellable(false)
public class StaffResource {

    private final Caller caller;
    private final Directories directories;
    private final RegisteredStaff staff;

    StaffResource(Caller caller, Directories directories, RegisteredStaff staff) {
        this.caller = caller;
        this.directories = directories;
        this.staff = staff;
    }

    /** The people on the staff of the caller's jurisdiction today, or on the day of a time; of one unit or of all. */
    @GET
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR})
    @Reach(Reach.Scope.CHOSEN)
    public Page<StaffMember> staff(
            @QueryParam("unit") @Nullable String unit, @QueryParam("at") @Ahead(years = 5) @Nullable Instant at) {
        var jurisdiction = Jurisdiction.of(caller);
        var day = dayOf(at == null ? caller.now() : at);
        var directory = directories.current();
        var units = directory.unitsOn(day);
        return Page.whole(directory.staffOn(day).stream()
                .filter(member -> unit == null || member.unit().equals(unit))
                .filter(member -> units.find(member.unit())
                        .map(Unit::place)
                        .filter(jurisdiction::covers)
                        .isPresent())
                .toList());
    }

    /** A person with all that was changed, and their absences. */
    @GET
    @Path("/{staff}")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR})
    @Reach(Reach.Scope.CHOSEN)
    public StaffHistory person(@PathParam("staff") String id) {
        requireWithin(id);
        var directory = directories.current();
        if (directory.isUnknown(id)) {
            throw Problem.of(DirectoryRefusal.NO_SUCH_STAFF).exception();
        }
        return StaffHistory.of(
                id,
                directory.memberOn(today(), id).orElse(null),
                directory.shippedStaff(id).orElse(null),
                directory.employment(id));
    }

    /** From a day on, a person works so; somebody new is registered so. */
    @PUT
    @Path("/{staff}")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    @Reach(Reach.Scope.CHOSEN)
    public Uni<Response> change(@PathParam("staff") String id, StaffBody body) {
        AddressParts.require("staff", id);
        requireWithin(Stream.of(body.unit()));
        return change(
                id,
                new ChangeStaff(
                        body.member(id),
                        body.effectiveFrom(),
                        today(),
                        words(id, body.reason()),
                        caller.actor().id(),
                        caller.now()));
    }

    /** From a day on, a person is not on the staff. */
    @POST
    @Path("/{staff}/departure")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    @Reach(Reach.Scope.CHOSEN)
    public Uni<Response> end(@PathParam("staff") String id, EndBody body) {
        return change(
                id,
                new EndStaff(
                        id,
                        body.effectiveFrom(),
                        today(),
                        words(id, body.reason()),
                        caller.actor().id(),
                        caller.now()));
    }

    /** Takes a change back before its day. */
    @POST
    @Path("/{staff}/changes/{number}/revocation")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    @Reach(Reach.Scope.CHOSEN)
    public Uni<Response> revoke(@PathParam("staff") String id, @PathParam("number") int number) {
        return change(
                id, new RevokeStaffChange(id, number, today(), caller.actor().id(), caller.now()));
    }

    /** Notes that a person is away; why is nobody's business here. */
    @POST
    @Path("/{staff}/absences")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    @Reach(Reach.Scope.CHOSEN)
    public Uni<Response> note(@PathParam("staff") String id, AbsenceBody body) {
        return change(
                id,
                new NoteAbsence(
                        id, body.from(), body.to(), today(), caller.actor().id(), caller.now()));
    }

    /** Takes an absence back. */
    @POST
    @Path("/{staff}/absences/{number}/cancellation")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    @Reach(Reach.Scope.CHOSEN)
    public Uni<Response> cancel(@PathParam("staff") String id, @PathParam("number") int number) {
        return change(id, new CancelAbsence(id, number, today(), caller.actor().id(), caller.now()));
    }

    private Uni<Response> change(String id, Command command) {
        requireWithin(id);
        return staff.handle(caller, id, command).call(staff::refresh);
    }

    /** Goes on if all units in which a person ever worked are within the caller's jurisdiction. */
    private void requireWithin(String id) {
        var directory = directories.current();
        requireWithin(Stream.concat(
                        directory.shippedStaff(id).stream(),
                        directory.employment(id).changes().all().stream()
                                .map(Version::value)
                                .flatMap(Stream::ofNullable))
                .map(StaffMember::unit));
    }

    /** Goes on if these units, as they were ever, are within the caller's jurisdiction. */
    private void requireWithin(Stream<String> units) {
        var jurisdiction = Jurisdiction.of(caller);
        var directory = directories.current();
        units.flatMap(directory::everyUnit).map(Unit::place).forEach(jurisdiction::requireCovers);
    }

    private PersonalText words(String id, String reason) {
        return PersonalText.of(SubjectId.ofCase(staff.model().idOf(id)), reason);
    }

    private LocalDate today() {
        return dayOf(caller.now());
    }

    private static LocalDate dayOf(Instant at) {
        return at.atZone(OfficialCalendar.ZONE).toLocalDate();
    }
}
