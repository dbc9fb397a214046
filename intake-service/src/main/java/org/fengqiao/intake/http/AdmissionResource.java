package org.fengqiao.intake.http;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeRefusal;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.Likeness.Attribute;
import org.fengqiao.intake.model.RepeatRules;
import org.fengqiao.intake.policy.AdmissionGuard;
import org.fengqiao.intake.policy.AdmissionGuard.Pending;
import org.fengqiao.intake.view.RepeatFinder;
import org.fengqiao.intake.view.RepeatFinder.Match;
import org.fengqiao.intake.wire.AdmissionBody;
import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalComponents;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/** Grounds to decline a case, and what speaks for each; the clerk decides. */
@Path("/cases/{caseId}/admission")
@Cancellable(false)
public class AdmissionResource {

    private final IntakeService service;
    private final RepeatFinder finder;
    private final IntakeRules rules;
    private final RepeatRules repeatRules;
    private final KeyRings keys;
    private final Mutiny.SessionFactory sessions;
    private final Caller caller;

    AdmissionResource(
            IntakeService service,
            RepeatFinder finder,
            IntakeRules rules,
            RepeatRules repeatRules,
            KeyRings keys,
            Mutiny.SessionFactory sessions,
            Caller caller) {
        this.service = service;
        this.finder = finder;
        this.rules = rules;
        this.repeatRules = repeatRules;
        this.keys = keys;
        this.sessions = sessions;
        this.caller = caller;
    }

    /**
     * Every ground there is, whether it applies to this kind of case, what speaks for it, and where it sends the
     * parties. Cases outside the caller's jurisdiction speak for nothing.
     */
    @GET
    @RolesAllowed(Roles.CLERK)
    public Uni<AdmissionBody> get(@PathParam("caseId") UUID caseId) {
        var jurisdiction = Jurisdiction.of(caller);
        var inForce = rules.inForceAt(caller.now())
                .orElseThrow(() -> Problem.of(IntakeRefusal.NO_RULES_IN_FORCE).exception());
        return service.current(caseId).flatMap(current -> {
            var state = registered(current);
            return pending(caseId, state, jurisdiction)
                    .flatMap(pending -> account(state)
                            .map(account -> AdmissionBody.of(
                                    caseId,
                                    current.version(),
                                    state,
                                    inForce,
                                    rules,
                                    AdmissionGuard.weigh(state, account, pending, inForce))));
        });
    }

    private Uni<List<Pending>> pending(UUID caseId, Registered state, Jurisdiction jurisdiction) {
        var samePeople =
                repeatRules.at(state.registered().receivedAt()).linkNeeds().getOrDefault(Attribute.PARTY, 1);
        return finder.sketches(Map.of(caseId, state.registered()))
                .flatMap(sketches -> sessions.withStatelessSession(
                        session -> finder.like(session, sketches.get(caseId), jurisdiction)))
                .map(matches -> matches.stream()
                        .filter(match -> isOfTheSamePeople(match, samePeople))
                        .map(match ->
                                new Pending(match.goesOn(), match.comparison().score()))
                        .toList());
    }

    private static boolean isOfTheSamePeople(Match match, int least) {
        return match.comparison().reasons().stream()
                .anyMatch(reason ->
                        reason.attribute() == Attribute.PARTY && reason.score() != null && reason.score() >= least);
    }

    private Uni<String> account(Registered state) {
        var told = state.registered();
        return keys.toOpen(Purpose.HANDLING_THE_CASE, PersonalComponents.subjectsIn(List.of(told)))
                .map(ring -> Stream.of(told.summary(), told.claim())
                        .filter(text -> text != null)
                        .map(text -> clear(text, ring))
                        .collect(Collectors.joining("\n")));
    }

    private static String clear(PersonalText text, KeyRing ring) {
        return text instanceof PersonalText.Closed closed ? ring.open(closed).revealOr("") : text.revealOr("");
    }

    private static Registered registered(CurrentCase<IntakeCase> current) {
        return switch (current.state()) {
            case IntakeCase.Unregistered _ ->
                throw Problem.of(IntakeRefusal.NO_SUCH_CASE).exception();
            case Registered state -> state;
        };
    }
}
