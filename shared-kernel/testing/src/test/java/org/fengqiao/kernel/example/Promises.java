package org.fengqiao.kernel.example;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.command.CaseCommands;
import org.fengqiao.kernel.deadline.DeadlinePoller;
import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.eventstore.CaseLedger;
import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.eventstore.PartnerRules;
import org.fengqiao.kernel.eventstore.Safeguards;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.inbox.CaseEventReader;
import org.fengqiao.kernel.inbox.Inbox;
import org.fengqiao.kernel.inbox.PartnerReader;
import org.fengqiao.kernel.json.StrictJson;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.files.LegalFile;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.messaging.ParkingLot;
import org.fengqiao.kernel.messaging.PollTransactions;
import org.fengqiao.kernel.messaging.Redrivable;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.web.Caller;

/** The smallest service that uses every room of the kernel: a promise is made, and kept or broken. */
@Singleton
public class Promises {

    /** The rules of promises, as a rule pack has them: seven days, extendable once, and the clock may stand for a hearing. */
    static final LegalClock CLOCK = LegalFiles.read(List.of(new LegalFile("promises.yaml", """
            source: Example
            rules:
              - id: promise
                version: 1
                kind: STANDARD
                title: {zh: 守诺, en: Keep a promise}
                article: Example art. 1
                service: intake
                starts: [promise-made.v1]
                length: {count: 7, unit: DAYS}
                firstDayCounts: false
                lastDayOnHoliday: STAYS
                pauses:
                  - id: hearing
                    title: {zh: 听证, en: Hearing}
                    article: Example art. 2
                extension:
                  atMost: 5
                  unit: DAYS
                  times: 1
                  approver: {zh: 负责人, en: the head of the unit}
                  partyMustBeTold: true
                warnings:
                  - {count: 2, unit: DAYS}
                follows: {zh: 视为未守诺, en: The promise is broken}
                effectiveFrom: 2000-01-01
                verified: true
            """)), List.of())
            .clock();

    /** A case has one promise, so that its deadline needs no number. */
    static final DeadlineName PROMISE = DeadlineName.of("promise");

    sealed interface Command {
        record Make(String what, @Nullable Promiser by, Instant at) implements Command {}

        record Keep() implements Command {}

        record GiveUp() implements Command {}
    }

    /** Who promised, and how to reach them. */
    record Promiser(
            @Personal(PersonalKind.NAME) PersonalText name,
            @Personal(PersonalKind.PHONE) PersonalText phone) {}

    sealed interface Event {
        record PromiseMade(String what, @Nullable Promiser by, Instant madeAt) implements Event {}

        record PromiseKept(int times) implements Event {}

        record PromiseBroken() implements Event {}
    }

    sealed interface Promise {
        record NotMade() implements Promise {}

        record Made(int kept) implements Promise {}

        record Broken() implements Promise {}
    }

    enum No implements Decision.Refusal {
        NOT_MADE,
        BROKEN;

        @Override
        public String code() {
            return "example." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        @Override
        public String detail() {
            return "No.";
        }
    }

    static final EventTypes<Event> TYPES = EventTypes.of("intake", Event.class)
            .name("promise-made.v1", Event.PromiseMade.class)
            .name("promise-kept.v1", Event.PromiseKept.class)
            .name("promise-broken.v1", Event.PromiseBroken.class)
            .build();

    /** A promise is kept again and again; each time is an event of its own, so that races show. */
    static final class Keeping implements Decider<Command, Promise, Event> {
        private record Moment(Promise state, Command command) {}

        @Override
        public Promise initial() {
            return new Promise.NotMade();
        }

        @Override
        public Decision<Event> decide(Command command, Promise state) {
            return switch (new Moment(state, command)) {
                case Moment(Promise.NotMade _, Command.Make(var what, var by, var at)) ->
                    Decision.accept(new Event.PromiseMade(what, by, at));
                case Moment(Promise.NotMade _, Command.Keep _), Moment(Promise.NotMade _, Command.GiveUp _) ->
                    Decision.refuse(No.NOT_MADE);
                case Moment(Promise.Made _, Command.Make _) -> Decision.alreadyTrue();
                case Moment(Promise.Made(var kept), Command.Keep _) -> Decision.accept(new Event.PromiseKept(kept + 1));
                case Moment(Promise.Made _, Command.GiveUp _) -> Decision.accept(new Event.PromiseBroken());
                case Moment(Promise.Broken _, Command.Make _), Moment(Promise.Broken _, Command.Keep _) ->
                    Decision.refuse(No.BROKEN);
                case Moment(Promise.Broken _, Command.GiveUp _) -> Decision.alreadyTrue();
            };
        }

        @Override
        public Promise evolve(Promise state, Event event) {
            return switch (event) {
                case Event.PromiseMade _ -> new Promise.Made(0);
                case Event.PromiseKept(var times) -> new Promise.Made(times);
                case Event.PromiseBroken _ -> new Promise.Broken();
            };
        }
    }

    /** What the court hears of a promise. */
    record PromiseTold(String what, @Nullable Promiser by) {}

    /** The court is told who promised, and not how to reach them. */
    @Produces
    @Singleton
    PartnerRules partnerRules() {
        return new PartnerRules(
                "example",
                List.of(new PartnerRules.Rule(
                        "court",
                        "fengqiao.partner.promise-made.v1",
                        new Bilingual("核对承诺人", "to see who promised"),
                        Map.of("by.name", PersonalKind.NAME))));
    }

    @Produces
    @Singleton
    CaseLedger<Command, Promise, Event> ledger(ObjectMapper json, Safeguards safeguards, InstantSource clock) {
        Consequence.Policy<Promise, Event> policy = recorded -> switch (recorded.event()) {
            case Event.PromiseMade(var what, var by, var at) ->
                List.of(
                        Consequence.setDeadline(PROMISE, "promise", TYPES.shortNameOf(recorded.event()), at),
                        new SendToPartner(
                                "court.outbound",
                                recorded.caseId().toString(),
                                "fengqiao.partner.promise-made.v1",
                                new PromiseTold(what, by)));
            case Event.PromiseKept(var times) ->
                times < 3 ? List.of() : List.of(Consequence.meetDeadline(PROMISE, recorded.recordedAt()));
            case Event.PromiseBroken _ -> List.of();
        };
        return new CaseLedger<>(TYPES, new Keeping(), policy, CLOCK, CaseView.none(), json, safeguards, clock);
    }

    @Produces
    @Singleton
    CaseCommands<Command, Promise, Event> commands(
            CaseLedger<Command, Promise, Event> ledger, Mutiny.SessionFactory sessions, ObjectMapper json) {
        return new CaseCommands<>(ledger, sessions, json);
    }

    @Produces
    @Singleton
    DeadlinePoller<Command> poller(
            CaseLedger<Command, Promise, Event> ledger, Mutiny.SessionFactory sessions, InstantSource clock) {
        return new DeadlinePoller<>(ledger, _ -> Optional.of(new Command.GiveUp()), sessions, clock);
    }

    record Kept(String by) {}

    @Produces
    @Singleton
    Redrivable inbox(
            PollTransactions transactions,
            CaseLedger<Command, Promise, Event> ledger,
            ParkingLot parkingLot,
            ObjectMapper json) {
        return Inbox.ofCaseEvents(
                transactions,
                ledger,
                CaseEventReader.<Command>of("intake", json)
                        .on("fengqiao.routing.seen-kept.v1", Kept.class, (_, _, _) -> Optional.of(new Command.Keep()))
                        .build(),
                parkingLot);
    }

    record Promised(@NotBlank String reference, @NotBlank String what) {}

    @Produces
    @Singleton
    @jakarta.enterprise.inject.Typed(Inbox.class)
    Inbox<Command> partners(
            PollTransactions transactions,
            CaseLedger<Command, Promise, Event> ledger,
            StrictJson json,
            InstantSource clock) {
        return Inbox.ofPartners(
                transactions,
                ledger,
                PartnerReader.<Command>of(json)
                        .on(
                                "fengqiao.partner.promised.v1",
                                Promised.class,
                                (partner, message, envelope) -> new Order<>(
                                        Identifiers.of(partner + ":" + message.reference()),
                                        new Command.Make(message.what(), null, envelope.time()),
                                        envelope.sentBy(partner)))
                        .answeringForUnknownTypes(),
                clock);
    }

    /** Promises over HTTP. */
    @Path("/promises/{id}")
    @RolesAllowed(Roles.CLERK)
    public static class PromisesResource {
        private final CaseCommands<Command, Promise, Event> commands;
        private final Caller caller;

        PromisesResource(CaseCommands<Command, Promise, Event> commands, Caller caller) {
            this.commands = commands;
            this.caller = caller;
        }

        record Make(
                @NotBlank String what,
                @Nullable String name,
                @Nullable String phone) {}

        @POST
        public Uni<Response> make(@PathParam("id") UUID id, Make body) {
            return commands.handle(caller, id, new Command.Make(body.what(), promiser(body), caller.now()));
        }

        private static @Nullable Promiser promiser(Make body) {
            if (body.name() == null || body.phone() == null) {
                return null;
            }
            var subject = new SubjectId(Identifiers.next());
            return new Promiser(PersonalText.of(subject, body.name()), PersonalText.of(subject, body.phone()));
        }

        @POST
        @Path("/keeping")
        public Uni<Response> keep(@PathParam("id") UUID id) {
            return commands.handle(caller, id, new Command.Keep());
        }

        @GET
        public Uni<Map<String, Object>> get(@PathParam("id") UUID id) {
            return commands.standing(id)
                    .map(s -> Map.of("version", s.version(), "state", s.state().toString()));
        }
    }
}
