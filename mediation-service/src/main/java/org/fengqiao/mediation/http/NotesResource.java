package org.fengqiao.mediation.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.mediation.MediationService;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.MediationRefusal;
import org.fengqiao.mediation.model.Proceeding.Mediated;
import org.fengqiao.mediation.note.PrivilegedNotes;
import org.fengqiao.mediation.wire.Bodies.NoteBody;

/**
 * The notes that a mediator makes in confidence. They are kept here and nowhere else: no event, message or other
 * service has them, and nobody reads them but who mediates the case.
 */
@Path("/mediations/{caseId}/notes")
@Cancellable(false)
public class NotesResource {

    private final Caller caller;
    private final MediationService service;
    private final PrivilegedNotes notes;
    private final Disclosures disclosures;

    NotesResource(Caller caller, MediationService service, PrivilegedNotes notes, Disclosures disclosures) {
        this.caller = caller;
        this.service = service;
        this.notes = notes;
        this.disclosures = disclosures;
    }

    /**
     * Note as its reader sees it.
     *
     * @param session its number; null if it is about none
     */
    public record NotePart(
            UUID note,
            @Nullable Integer session,
            String writtenBy,
            Instant writtenAt,
            @Nullable String text) {}

    /** The notes of a case. */
    public record NotesBody(UUID caseId, List<NotePart> notes) {}

    /** The mediator notes something in confidence; answers the id of the note. */
    @POST
    @RolesAllowed(Roles.MEDIATOR)
    public Uni<Response> write(@PathParam("caseId") UUID caseId, NoteBody body) {
        return service.current(caseId).flatMap(current -> {
            var by = caller.actor().id();
            if (!by.equals(mediated(current).talks().mediator())) {
                throw Problem.of(MediationRefusal.NOT_ITS_MEDIATOR).exception();
            }
            var note = id(caseId, by);
            return notes.keep(caseId, note, body.session(), by, caller.now(), body.text())
                    .map(_ ->
                            Response.ok(Map.of("caseId", caseId, "note", note)).build());
        });
    }

    /** A call that is repeated with its key makes one note. */
    private UUID id(UUID caseId, String by) {
        var key = caller.idempotencyKey();
        return key == null
                ? Identifiers.next()
                : UUID.nameUUIDFromBytes((caseId + "\n" + by + "\n" + key).getBytes(UTF_8));
    }

    /**
     * The notes of the case, for its mediator; whoever mediated it before sees what they wrote themselves. That they
     * were read is on record.
     */
    @GET
    @RolesAllowed(Roles.MEDIATOR)
    public Uni<NotesBody> read(@PathParam("caseId") UUID caseId) {
        return service.current(caseId).flatMap(current -> {
            var reader = caller.actor().id();
            var talks = mediated(current).talks();
            if (!current.state().mediators().contains(reader)) {
                throw Problem.of(MediationRefusal.NOT_ITS_MEDIATOR).exception();
            }
            return notes.of(caseId)
                    .map(all -> all.stream()
                            .filter(note -> reader.equals(talks.mediator()) || reader.equals(note.writtenBy()))
                            .toList())
                    .flatMap(seen -> disclosures
                            .paperToStaff(caller, caseId, seen, Set.of(PersonalKind.NARRATIVE))
                            .map(disclosed -> new NotesBody(
                                    caseId,
                                    seen.stream()
                                            .map(note -> new NotePart(
                                                    note.note(),
                                                    note.session(),
                                                    note.writtenBy(),
                                                    note.writtenAt(),
                                                    disclosed.text(PersonalKind.NARRATIVE, note.text())))
                                            .toList())));
        });
    }

    private static Mediated mediated(CurrentCase<Mediation> current) {
        if (current.state().proceeding() instanceof Mediated mediated) {
            return mediated;
        }
        throw Problem.noSuchCase().exception();
    }
}
