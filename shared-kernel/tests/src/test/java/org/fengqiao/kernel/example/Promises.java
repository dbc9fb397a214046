package org.fengqiao.kernel.example;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.eventstore.PartnerRules;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.inbox.PartnerInbox;
import org.fengqiao.kernel.inbox.PartnerReader;
import org.fengqiao.kernel.json.StrictJson;
import org.fengqiao.kernel.keys.PartnerKey;
import org.fengqiao.kernel.keys.PartnerKeys;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.files.LegalFile;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.messaging.PollTransactions;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.value.Bilingual;

/** The model of the smallest service that uses every room of the kernel: a promise is made, and kept or broken. */
@Singleton
public class Promises {

    /**
     * The rules of promises, as a rule pack has them: seven days, extendable once, and the clock may stand for a
     * hearing.
     */
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
              - id: approval
                version: 1
                kind: STANDARD
                title: {zh: 审批, en: Approval}
                article: Example art. 3
                starts: [extension-requested.v1]
                length: {count: 2, unit: WORKING_DAYS}
                firstDayCounts: false
                follows: {zh: 督办, en: Supervision}
                effectiveFrom: 2000-01-01
                verified: true
            """)), List.of())
            .clock();

    /** The type of the message to a partner about a promise. */
    static final String MADE = "fengqiao.partner.promise-made.v1";

    /** A case has one promise, so that its deadline needs no number. */
    static final DeadlineName PROMISE = DeadlineName.of("promise");

    /** A promise that passes every check, and that the database does not take. */
    static final String UNSTORABLE = "unstorable";

    /** A promise of which the police are told, who registered a key. */
    static final String TOLD_TO_THE_POLICE = "keep the peace";

    /** The keys of the police. */
    static final KeyPair POLICE = policeKeys();

    /** A promise with which the decider has a bug. */
    static final String OVERFLOWING = "overflowing";

    /** How often a promise can be kept before another bug shows. */
    static final int BUG_AFTER = 77;

    sealed interface Command {
        record Make(String what, @Nullable Promiser by, Instant at) implements Command {}

        record Keep() implements Command {}

        record GiveUp() implements Command {}
    }

    /** Promiser, with a way to reach them. */
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
        public Decision.Wording wording() {
            return Decision.Wording.of("example", name(), Decision.Nature.CONFLICT, "No.");
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
                case Moment(Promise.NotMade _, Command.Make(var what, var _, var _))
                when what.equals(OVERFLOWING) -> throw new ArithmeticException("long overflow");
                case Moment(Promise.NotMade _, Command.Make(var what, var by, var at)) ->
                    Decision.accept(new Event.PromiseMade(what, by, at));
                case Moment(Promise.NotMade _, Command.Keep _), Moment(Promise.NotMade _, Command.GiveUp _) ->
                    Decision.refuse(No.NOT_MADE);
                case Moment(Promise.Made _, Command.Make _) -> Decision.alreadyTrue();
                case Moment(Promise.Made(var kept), Command.Keep _)
                when kept == BUG_AFTER -> throw new IllegalStateException("a bug that shows with one record");
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

    private static KeyPair policeKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Produces
    @Singleton
    PartnerKeys partnerKeys() {
        return new PartnerKeys(Map.of("police", PartnerKey.of(POLICE.getPublic().getEncoded())));
    }

    /** Message to a partner about a promise. */
    record PromiseTold(String what, @Nullable Promiser by) {}

    /** Its deadlines go by its own rules, and not by those that the product ships. */
    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    LegalClock legalClock() {
        return CLOCK;
    }

    /** Partners are told who promised, and not how to reach them. */
    @Produces
    @Singleton
    PartnerRules partnerRules() {
        return new PartnerRules("example", List.of(toSeeWhoPromised("court"), toSeeWhoPromised("police")));
    }

    private static PartnerRules.Rule toSeeWhoPromised(String partner) {
        return new PartnerRules.Rule(
                partner, MADE, new Bilingual("核对承诺人", "to see who promised"), Map.of("by.name", PersonalKind.NAME));
    }

    /** A promise is to be kept in time, and the court is told of it, or the police. */
    static final class Following implements Consequence.Policy<Promise, Event> {
        @Override
        public List<Consequence> of(Recorded<Promise, Event> recorded) {
            return switch (recorded.event()) {
                case Event.PromiseMade(var what, var by, var at) ->
                    List.of(
                            Consequence.setDeadline(PROMISE, "promise", TYPES.shortNameOf(recorded.event()), at),
                            new SendToPartner(
                                    what.equals(TOLD_TO_THE_POLICE) ? "police.outbound" : "court.outbound",
                                    what.equals(UNSTORABLE)
                                            ? "A\u0000B"
                                            : recorded.caseId().toString(),
                                    MADE,
                                    new PromiseTold(what, by)));
                case Event.PromiseKept(var times) ->
                    times < 3 ? List.of() : List.of(Consequence.meetDeadline(PROMISE, recorded.recordedAt()));
                case Event.PromiseBroken _ -> List.of();
            };
        }
    }

    record Promised(@NotBlank String reference, @NotBlank String what) {}

    @Produces
    @Singleton
    PartnerInbox<Command> partners(
            CaseService<Command, ?, ?> service, PollTransactions transactions, StrictJson json, InstantSource clock) {
        return new PartnerInbox<>(
                service,
                transactions,
                PartnerReader.<Command>of(json, clock)
                        .on(
                                "fengqiao.partner.promised.v1",
                                Promised.class,
                                Promised::reference,
                                (partner, message, envelope) -> new Order<>(
                                        Identifiers.of(partner + ":" + message.reference()),
                                        new Command.Make(message.what(), null, envelope.time()),
                                        envelope.sentBy(partner)))
                        .answeringForUnknownTypes());
    }
}
