package org.fengqiao.mediation.http;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.mediation.MediationService;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.MediationCommand;
import org.fengqiao.mediation.model.MediationCommand.ApplyForConfirmation;
import org.fengqiao.mediation.model.MediationCommand.ApplyForFastTrack;
import org.fengqiao.mediation.model.MediationCommand.AppointMediator;
import org.fengqiao.mediation.model.MediationCommand.ChallengeMediator;
import org.fengqiao.mediation.model.MediationCommand.DecideChallenge;
import org.fengqiao.mediation.model.MediationCommand.DiscloseInterest;
import org.fengqiao.mediation.model.MediationCommand.ExamineVoluntariness;
import org.fengqiao.mediation.model.MediationCommand.ExcuseObligation;
import org.fengqiao.mediation.model.MediationCommand.MoveSession;
import org.fengqiao.mediation.model.MediationCommand.NoteNeeds;
import org.fengqiao.mediation.model.MediationCommand.RecordBreach;
import org.fengqiao.mediation.model.MediationCommand.RecordConsent;
import org.fengqiao.mediation.model.MediationCommand.RecordEnforcement;
import org.fengqiao.mediation.model.MediationCommand.RecordPayment;
import org.fengqiao.mediation.model.MediationCommand.RecordPerformance;
import org.fengqiao.mediation.model.MediationCommand.RecordSession;
import org.fengqiao.mediation.model.MediationCommand.ReportFailure;
import org.fengqiao.mediation.model.MediationCommand.ScheduleSession;
import org.fengqiao.mediation.model.MediationCommand.SignAgreement;
import org.fengqiao.mediation.model.MediationCommand.WithdrawApplication;
import org.fengqiao.mediation.model.MediationEvent;
import org.fengqiao.mediation.model.MediationRules;
import org.fengqiao.mediation.model.Proceeding.Claimed;
import org.fengqiao.mediation.model.Proceeding.ConfirmationPending;
import org.fengqiao.mediation.model.Proceeding.Underway;
import org.fengqiao.mediation.model.Readiness;
import org.fengqiao.mediation.model.Remedy;
import org.fengqiao.mediation.model.Selection;
import org.fengqiao.mediation.model.SessionOutcome;
import org.fengqiao.mediation.model.SessionOutcome.Held;
import org.fengqiao.mediation.model.SessionOutcome.Missed;
import org.fengqiao.mediation.view.Bookings;
import org.fengqiao.mediation.view.Bookings.Taken;
import org.fengqiao.mediation.view.MediationList;
import org.fengqiao.mediation.view.MediationList.MediationRow;
import org.fengqiao.mediation.view.MediationStatus;
import org.fengqiao.mediation.wire.Bodies.AgreementBody;
import org.fengqiao.mediation.wire.Bodies.ApplicationBody;
import org.fengqiao.mediation.wire.Bodies.ChallengeBody;
import org.fengqiao.mediation.wire.Bodies.ChallengeDecisionBody;
import org.fengqiao.mediation.wire.Bodies.ConsentBody;
import org.fengqiao.mediation.wire.Bodies.EnforcementBody;
import org.fengqiao.mediation.wire.Bodies.MediatorBody;
import org.fengqiao.mediation.wire.Bodies.MoveBody;
import org.fengqiao.mediation.wire.Bodies.NeedsBody;
import org.fengqiao.mediation.wire.Bodies.PaymentBody;
import org.fengqiao.mediation.wire.Bodies.PerformanceBody;
import org.fengqiao.mediation.wire.Bodies.PlaintiffBody;
import org.fengqiao.mediation.wire.Bodies.ReasonBody;
import org.fengqiao.mediation.wire.Bodies.SessionBody;
import org.fengqiao.mediation.wire.Bodies.SessionOutcomeBody;
import org.fengqiao.mediation.wire.Bodies.SignatureBody;
import org.fengqiao.mediation.wire.Bodies.VoluntarinessBody;
import org.fengqiao.mediation.wire.Bodies.WithdrawalBody;
import org.fengqiao.mediation.wire.MediationBody;

/** Calls of mediators, grid workers and clerks about one mediation. */
@Path("/mediations")
@Cancellable(false)
public class MediationsResource {

    private final Caller caller;
    private final MediationService service;
    private final CaseLists lists;
    private final MediationRules rules;
    private final Disclosures disclosures;
    private final Bookings bookings;

    MediationsResource(
            Caller caller,
            MediationService service,
            CaseLists lists,
            MediationRules rules,
            Disclosures disclosures,
            Bookings bookings) {
        this.caller = caller;
        this.service = service;
        this.lists = lists;
        this.rules = rules;
        this.disclosures = disclosures;
        this.bookings = bookings;
    }

    /**
     * The mediations and fast tracks of a unit or a mediator in cases of the caller's jurisdiction, oldest first;
     * {@code status} may be given several times.
     */
    @GET
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.MEDIATOR, Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR})
    public Uni<Page<MediationRow>> list(
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("mediator") @Nullable String mediator,
            @QueryParam("status") List<MediationStatus> statuses,
            @Valid @BeanParam Page.Request page) {
        return lists.read(MediationList.READ, new MediationList.Filter(unit, mediator, statuses), page);
    }

    /** The case as it stands in this service, as much of it as the caller may see. */
    @GET
    @Path("/{caseId}")
    @RolesAllowed({Roles.MEDIATOR, Roles.GRID_WORKER, Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MediationBody.class)))
    public Uni<Response> get(@PathParam("caseId") UUID caseId) {
        return service.current(caseId).flatMap(current -> {
            if (current.version() == 0) {
                throw Problem.noSuchCase().exception();
            }
            return disclosures.toStaff(
                    caller,
                    caseId,
                    current,
                    List.of(current.state()),
                    disclosed -> MediationBody.of(caseId, current, disclosed));
        });
    }

    /** A party consents to the mediation, or refuses, which ends it. */
    @POST
    @Path("/{caseId}/consents")
    @RolesAllowed(Roles.MEDIATOR)
    public Uni<Response> consent(@PathParam("caseId") UUID caseId, ConsentBody body) {
        return service.handle(caller, caseId, new RecordConsent(body.partyId(), body.consents(), caller.now()));
    }

    /** An authority heard a party of a criminal reconciliation, and examined whether it is willing (刑事诉讼法 art. 289). */
    @POST
    @Path("/{caseId}/voluntariness")
    @RolesAllowed(Roles.MEDIATOR)
    public Uni<Response> examine(@PathParam("caseId") UUID caseId, VoluntarinessBody body) {
        var account = body.account();
        return service.handle(
                caller,
                caseId,
                new ExamineVoluntariness(
                        body.partyId(),
                        body.voluntary(),
                        body.by().presided(),
                        account == null ? null : words(caseId, account),
                        caller.now()));
    }

    /** Another mediator takes the case over. */
    @POST
    @Path("/{caseId}/mediator")
    @RolesAllowed({Roles.MEDIATOR, Roles.DISPATCHER})
    public Uni<Response> appoint(@PathParam("caseId") UUID caseId, MediatorBody body) {
        var command = new AppointMediator(body.mediator(), requireNonNullElse(body.how(), Selection.APPOINTED));
        return unlessBooked(caseId, command, service.handle(caller, caseId, command));
    }

    /** The mediator discloses an interest in the case, or a tie to somebody in it. */
    @POST
    @Path("/{caseId}/mediator/interests")
    @RolesAllowed(Roles.MEDIATOR)
    public Uni<Response> disclose(@PathParam("caseId") UUID caseId, ReasonBody body) {
        return service.handle(caller, caseId, new DiscloseInterest(words(caseId, body.reason()), caller.now()));
    }

    /** A party challenges the mediator; nothing goes on until that is decided, or another one takes over. */
    @POST
    @Path("/{caseId}/mediator/challenge")
    @RolesAllowed({Roles.MEDIATOR, Roles.CLERK, Roles.DISPATCHER})
    public Uni<Response> challenge(@PathParam("caseId") UUID caseId, ChallengeBody body) {
        return service.handle(
                caller, caseId, new ChallengeMediator(body.partyId(), words(caseId, body.reason()), caller.now()));
    }

    /** The mediating body decides on the challenge; if it is upheld, another mediator has to take over. */
    @POST
    @Path("/{caseId}/mediator/challenge/decision")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    public Uni<Response> decide(@PathParam("caseId") UUID caseId, ChallengeDecisionBody body) {
        return service.handle(caller, caseId, new DecideChallenge(body.upheld(), caller.now()));
    }

    /** A party needs something when it is asked to come, or does not meet the other side. */
    @POST
    @Path("/{caseId}/parties/{partyId}/needs")
    @RolesAllowed({Roles.MEDIATOR, Roles.CLERK})
    public Uni<Response> note(@PathParam("caseId") UUID caseId, @PathParam("partyId") String partyId, NeedsBody body) {
        return service.current(caseId)
                .flatMap(current -> service.handle(
                        caller,
                        caseId,
                        new NoteNeeds(partyId, needs(current.state(), partyId, body), body.noContact(), caller.now())));
    }

    /** Seals what a party needs under the party's own key. */
    private static List<PersonalText> needs(Mediation state, String partyId, NeedsBody body) {
        return state.proceeding() instanceof Underway talking
                ? talking.opening().parties().stream()
                        .filter(party -> party.partyId().equals(partyId))
                        .flatMap(party -> body.needs().stream().map(need ->
                                (PersonalText) PersonalText.of(party.name().subject(), need.name())))
                        .toList()
                : List.of();
    }

    /**
     * The parties are asked to come, all or some of them; answers the number of the session. Where a ground of risk
     * keeps the parties apart, only those of one side are asked to one session.
     */
    @POST
    @Path("/{caseId}/sessions")
    @RolesAllowed(Roles.MEDIATOR)
    public Uni<Response> schedule(@PathParam("caseId") UUID caseId, SessionBody body) {
        var startsAt = body.startsAt().toInstant();
        var command = new ScheduleSession(startsAt, end(startsAt, body.minutes()), body.room(), body.parties());
        return unlessBooked(
                caseId,
                command,
                service.handle(
                        caller,
                        caseId,
                        command,
                        200,
                        null,
                        held -> Map.of(
                                "session",
                                ((Underway) held.state().proceeding())
                                        .talks()
                                        .sessionAt(startsAt, body.room(), body.parties())
                                        .orElseThrow())));
    }

    /** The parties are asked to come at another time, or to another room. */
    @POST
    @Path("/{caseId}/sessions/{session}/time")
    @RolesAllowed(Roles.MEDIATOR)
    public Uni<Response> move(@PathParam("caseId") UUID caseId, @PathParam("session") int session, MoveBody body) {
        var startsAt = body.startsAt().toInstant();
        var command = new MoveSession(session, startsAt, end(startsAt, body.minutes()), body.room(), caller.now());
        return unlessBooked(caseId, command, service.handle(caller, caseId, command));
    }

    private Instant end(Instant startsAt, @Nullable Integer minutes) {
        return startsAt.plus(minutes == null ? rules.usualSession(startsAt) : Duration.ofMinutes(minutes));
    }

    /** Answers with what is in the way, if somebody or something would be booked twice. */
    private Uni<Response> unlessBooked(UUID caseId, MediationCommand command, Uni<Response> answer) {
        return answer.onFailure(Bookings::areInTheWay)
                .recoverWithUni(() -> service.current(caseId)
                        .flatMap(current -> bookings.inTheWayOf(caseId, after(command, current.state())))
                        .map(taken -> doubleBooked(taken).response()));
    }

    private Mediation after(MediationCommand command, Mediation state) {
        var decider = service.model().decider();
        return switch (decider.decide(command, state)) {
            case Decision.Refused<MediationEvent> _ -> state;
            case Decision.Accepted<MediationEvent>(var events) ->
                events.stream().reduce(state, decider::evolve, (_, later) -> later);
        };
    }

    private static Problem doubleBooked(List<Taken> taken) {
        return Problem.conflict(
                "mediation.double-booked",
                "Another session takes up what this one needs: see fields, and choose another time, room or mediator.",
                taken.stream()
                        .map(one -> new OffendingField(
                                switch (one.what()) {
                                    case MEDIATOR -> "mediator";
                                    case PARTY -> "parties";
                                    case ROOM -> "room";
                                },
                                "taken",
                                "Taken until " + one.until() + "."))
                        .toList());
    }

    /** A session is over, or did not take place. */
    @POST
    @Path("/{caseId}/sessions/{session}/outcome")
    @RolesAllowed(Roles.MEDIATOR)
    public Uni<Response> outcome(
            @PathParam("caseId") UUID caseId, @PathParam("session") int session, SessionOutcomeBody body) {
        return service.handle(caller, caseId, new RecordSession(session, outcome(caseId, body), caller.now()));
    }

    private static SessionOutcome outcome(UUID caseId, SessionOutcomeBody body) {
        var facts = requireNonNullElse(body.undisputedFacts(), List.<String>of());
        var absent = requireNonNullElse(body.absent(), List.<String>of());
        if (body.held() && !absent.isEmpty()) {
            throw unexpected("absent", "Nobody is absent from a session that was held.");
        }
        if (!body.held() && !facts.isEmpty()) {
            throw unexpected("undisputedFacts", "Nothing was said in a session that was missed.");
        }
        return body.held()
                ? new Held(facts.stream().map(fact -> words(caseId, fact)).toList())
                : new Missed(absent);
    }

    private static Problem.Thrown unexpected(String field, String detail) {
        return Problem.badInput(List.of(new OffendingField(field, "unexpected", detail)))
                .exception();
    }

    /** Every party signs what they agreed on: all of the dispute, or a part of it, about whose rest the talks go on. */
    @POST
    @Path("/{caseId}/agreement")
    @RolesAllowed(Roles.MEDIATOR)
    public Uni<Response> sign(@PathParam("caseId") UUID caseId, AgreementBody body) {
        return service.handle(
                caller,
                caseId,
                new SignAgreement(
                        body.form(),
                        body.whole(),
                        words(caseId, body.terms()),
                        body.obligations().stream()
                                .map(obligation -> obligation.undertaking(caseId))
                                .toList(),
                        body.signedBy(),
                        body.confirmationIntended(),
                        body.presided() == null ? null : body.presided().presided(),
                        requireNonNullElse(body.signatures(), List.<SignatureBody>of()).stream()
                                .map(signature -> signature.signature(caseId))
                                .toList(),
                        requireNonNullElse(body.matters(), List.of()),
                        caller.now()));
    }

    /** The mediator gives up. */
    @POST
    @Path("/{caseId}/failure")
    @RolesAllowed(Roles.MEDIATOR)
    public Uni<Response> fail(@PathParam("caseId") UUID caseId, ReasonBody body) {
        return service.handle(caller, caseId, new ReportFailure(words(caseId, body.reason()), caller.now()));
    }

    /** The parties apply for judicial confirmation together; answers the filing id the court will name. */
    @POST
    @Path("/{caseId}/confirmation-application")
    @RolesAllowed(Roles.MEDIATOR)
    public Uni<Response> apply(@PathParam("caseId") UUID caseId, ApplicationBody body) {
        return service.handle(
                caller,
                caseId,
                new ApplyForConfirmation(
                        caseId,
                        body.applicants(),
                        body.document() == null ? null : body.document().reference(),
                        caller.now()),
                200,
                null,
                held -> Map.of("filingId", ((ConfirmationPending) held.state().proceeding()).filingId()));
    }

    /** A party takes the application back before the court has decided; the agreement itself stands. */
    @POST
    @Path("/{caseId}/confirmation-application/withdrawal")
    @RolesAllowed(Roles.MEDIATOR)
    public Uni<Response> withdraw(@PathParam("caseId") UUID caseId, WithdrawalBody body) {
        return service.handle(caller, caseId, new WithdrawApplication(caseId, body.partyId(), caller.now()));
    }

    /** The lacks of an application for judicial confirmation now, each with its article, and where it is made. */
    @GET
    @Path("/{caseId}/confirmation-readiness")
    @RolesAllowed({Roles.MEDIATOR, Roles.CLERK})
    public Uni<ReadinessBody> readiness(@PathParam("caseId") UUID caseId) {
        return service.current(caseId).map(current -> {
            if (current.version() == 0) {
                throw Problem.noSuchCase().exception();
            }
            return ReadinessBody.of(caseId, Readiness.of(current.state(), caller.now(), rules));
        });
    }

    /** The readiness of a case for judicial confirmation. */
    public record ReadinessBody(
            UUID caseId,
            boolean ready,
            Readiness.Standing standing,
            List<String> applicants,
            @Nullable LocalDate until,
            List<Readiness.Competence> courts,
            List<Readiness.Gap> gaps) {

        private static ReadinessBody of(UUID caseId, Readiness readiness) {
            return new ReadinessBody(
                    caseId,
                    readiness.isReady(),
                    readiness.standing(),
                    readiness.applicants(),
                    readiness.until(),
                    readiness.courts(),
                    readiness.gaps());
        }
    }

    /** A party applies for the fast track, as its plaintiff; answers the filing id the court will name. */
    @POST
    @Path("/{caseId}/fast-track-application")
    @RolesAllowed({Roles.MEDIATOR, Roles.CLERK})
    public Uni<Response> applyForFastTrack(@PathParam("caseId") UUID caseId, PlaintiffBody body) {
        return service.handle(
                caller,
                caseId,
                new ApplyForFastTrack(caseId, body.plaintiff(), caller.now()),
                200,
                null,
                held -> Map.of(
                        "filingId",
                        ((Claimed) held.state().proceeding()).claim().filingId()));
    }

    /** A party did what it owed. */
    @POST
    @Path("/{caseId}/obligations/{obligation}/performance")
    @RolesAllowed({Roles.MEDIATOR, Roles.GRID_WORKER, Roles.CLERK})
    public Uni<Response> perform(
            @PathParam("caseId") UUID caseId, @PathParam("obligation") int obligation, PerformanceBody body) {
        var performedOn = requireNonNullElse(body.performedOn(), rules.dayOf(caller.now()));
        return service.handle(caller, caseId, new RecordPerformance(obligation, performedOn, caller.now()));
    }

    /** A party paid a part of what it owes, or the rest of it. */
    @POST
    @Path("/{caseId}/obligations/{obligation}/payments")
    @RolesAllowed({Roles.MEDIATOR, Roles.GRID_WORKER, Roles.CLERK})
    public Uni<Response> pay(
            @PathParam("caseId") UUID caseId, @PathParam("obligation") int obligation, PaymentBody body) {
        var paidOn = requireNonNullElse(body.paidOn(), rules.dayOf(caller.now()));
        return service.handle(caller, caseId, new RecordPayment(obligation, body.amount(), paidOn, caller.now()));
    }

    /** The creditor asked the court to enforce what it is owed under a confirmed agreement (民事诉讼法 art. 206). */
    @POST
    @Path("/{caseId}/obligations/{obligation}/enforcement")
    @RolesAllowed({Roles.MEDIATOR, Roles.GRID_WORKER, Roles.CLERK})
    public Uni<Response> enforce(
            @PathParam("caseId") UUID caseId, @PathParam("obligation") int obligation, EnforcementBody body) {
        var appliedOn = requireNonNullElse(body.appliedOn(), rules.dayOf(caller.now()));
        return service.handle(caller, caseId, new RecordEnforcement(obligation, appliedOn, caller.now()));
    }

    /** The creditor lets go what it is owed, or what is left of it. */
    @POST
    @Path("/{caseId}/obligations/{obligation}/excuse")
    @RolesAllowed(Roles.MEDIATOR)
    public Uni<Response> excuse(
            @PathParam("caseId") UUID caseId, @PathParam("obligation") int obligation, ReasonBody body) {
        return service.handle(
                caller, caseId, new ExcuseObligation(obligation, words(caseId, body.reason()), caller.now()));
    }

    /** The next steps of creditors whose debtors do not perform, each with its article. */
    @GET
    @Path("/{caseId}/remedies")
    @RolesAllowed({Roles.MEDIATOR, Roles.GRID_WORKER, Roles.CLERK, Roles.DISPATCHER, Roles.LEADER})
    public Uni<RemediesBody> remedies(@PathParam("caseId") UUID caseId) {
        return service.current(caseId).map(current -> {
            if (current.version() == 0) {
                throw Problem.noSuchCase().exception();
            }
            return new RemediesBody(caseId, current.state().remedies(rules.dayOf(caller.now()), rules));
        });
    }

    /** The remedies of a case. */
    public record RemediesBody(UUID caseId, List<Remedy> remedies) {}

    /** A party did not do what it owed. */
    @POST
    @Path("/{caseId}/obligations/{obligation}/breach")
    @RolesAllowed({Roles.MEDIATOR, Roles.GRID_WORKER, Roles.CLERK})
    public Uni<Response> breach(
            @PathParam("caseId") UUID caseId, @PathParam("obligation") int obligation, ReasonBody body) {
        return service.handle(caller, caseId, new RecordBreach(obligation, words(caseId, body.reason())));
    }

    /** Seals the text under the key of the case, since it may be about anybody in it. */
    private static PersonalText words(UUID caseId, String words) {
        return PersonalText.of(SubjectId.ofCase(caseId), words);
    }
}
