package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.mediation.model.MediationRefusal.*;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.mediation.model.MediationCommand.AppointMediator;
import org.fengqiao.mediation.model.MediationCommand.ChallengeMediator;
import org.fengqiao.mediation.model.MediationCommand.CorrectFile;
import org.fengqiao.mediation.model.MediationCommand.CustodyCommand;
import org.fengqiao.mediation.model.MediationCommand.DecideChallenge;
import org.fengqiao.mediation.model.MediationCommand.DiscloseInterest;
import org.fengqiao.mediation.model.MediationCommand.DiscontinueMediation;
import org.fengqiao.mediation.model.MediationCommand.ExamineVoluntariness;
import org.fengqiao.mediation.model.MediationCommand.FollowParties;
import org.fengqiao.mediation.model.MediationCommand.KeepPartiesApart;
import org.fengqiao.mediation.model.MediationCommand.MediatingCommand;
import org.fengqiao.mediation.model.MediationCommand.MoveSession;
import org.fengqiao.mediation.model.MediationCommand.NoteFile;
import org.fengqiao.mediation.model.MediationCommand.NoteMandate;
import org.fengqiao.mediation.model.MediationCommand.NoteNeeds;
import org.fengqiao.mediation.model.MediationCommand.OpenMediation;
import org.fengqiao.mediation.model.MediationCommand.ProceedingCommand;
import org.fengqiao.mediation.model.MediationCommand.RecordConsent;
import org.fengqiao.mediation.model.MediationCommand.RecordSession;
import org.fengqiao.mediation.model.MediationCommand.ReportFailure;
import org.fengqiao.mediation.model.MediationCommand.ScheduleSession;
import org.fengqiao.mediation.model.MediationCommand.SignAgreement;
import org.fengqiao.mediation.model.MediationCommand.SupersedeMediation;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;
import org.fengqiao.mediation.model.MediationEvent.CaseFileNoted;
import org.fengqiao.mediation.model.MediationEvent.ChallengeDecided;
import org.fengqiao.mediation.model.MediationEvent.ConsentRecorded;
import org.fengqiao.mediation.model.MediationEvent.InterestDisclosed;
import org.fengqiao.mediation.model.MediationEvent.MandateNoted;
import org.fengqiao.mediation.model.MediationEvent.MediationConcluded;
import org.fengqiao.mediation.model.MediationEvent.MediationDiscontinued;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.MediatorAppointed;
import org.fengqiao.mediation.model.MediationEvent.MediatorChallenged;
import org.fengqiao.mediation.model.MediationEvent.NeedsNoted;
import org.fengqiao.mediation.model.MediationEvent.PartiesChanged;
import org.fengqiao.mediation.model.MediationEvent.PartiesKeptApart;
import org.fengqiao.mediation.model.MediationEvent.ProceedingEvent;
import org.fengqiao.mediation.model.MediationEvent.SessionHeld;
import org.fengqiao.mediation.model.MediationEvent.SessionMissed;
import org.fengqiao.mediation.model.MediationEvent.SessionMoved;
import org.fengqiao.mediation.model.MediationEvent.SessionScheduled;
import org.fengqiao.mediation.model.MediationEvent.TalksEvent;
import org.fengqiao.mediation.model.MediationEvent.VoluntarinessExamined;
import org.fengqiao.mediation.model.Proceeding.Concluded;
import org.fengqiao.mediation.model.Proceeding.ConcludedFailed;
import org.fengqiao.mediation.model.Proceeding.ConcludedRefused;
import org.fengqiao.mediation.model.Proceeding.Discontinued;
import org.fengqiao.mediation.model.Proceeding.FastTrack;
import org.fengqiao.mediation.model.Proceeding.FastTrackOffered;
import org.fengqiao.mediation.model.Proceeding.NotOpened;
import org.fengqiao.mediation.model.Proceeding.Open;
import org.fengqiao.mediation.model.Proceeding.Signed;
import org.fengqiao.mediation.model.Proceeding.Underway;
import org.fengqiao.mediation.model.Session.Recorded;
import org.fengqiao.mediation.model.Session.Scheduled;
import org.fengqiao.mediation.model.SessionOutcome.Held;
import org.fengqiao.mediation.model.SessionOutcome.Missed;

/** Decisions about a mediation from its opening to its end: custody, the talks and the agreement. */
final class ProceedingDecider {

    private final MediationRules rules;

    ProceedingDecider(MediationRules rules) {
        this.rules = rules;
    }

    Decision<MediationEvent> decide(ProceedingCommand command, Mediation state) {
        return switch (command) {
            case CustodyCommand c -> followCustody(c, state);
            case FollowParties c -> follow(c, state.file());
            case NoteFile c -> accept(new CaseFileNoted(c.facts(), c.claim(), c.amount(), c.people(), c.at()));
            case CorrectFile c ->
                state.file().isTold()
                        ? accept(new CaseFileNoted(c.facts(), c.claim(), c.amount(), List.of(), c.at()))
                        : alreadyTrue();
            case KeepPartiesApart c -> state.keptApart() ? alreadyTrue() : accept(new PartiesKeptApart(c.at()));
            case NoteMandate c ->
                c.mandate().equals(state.mandate()) ? alreadyTrue() : accept(new MandateNoted(c.mandate(), c.at()));
            case MediatingCommand c -> mediate(c, state);
        };
    }

    /** Follows a change of the parties. Who joins before the file is told is in it when it is. */
    private static Decision<MediationEvent> follow(FollowParties c, CaseFile file) {
        var changed = new PartiesChanged(c.parties(), c.at());
        return c.person() == null || !file.isTold()
                ? accept(changed)
                : accept(changed, new CaseFileNoted(null, null, null, List.of(c.person()), c.at()));
    }

    private static Decision<MediationEvent> followCustody(CustodyCommand command, Mediation state) {
        var proceeding = state.proceeding();
        return switch (command) {
            case OpenMediation c -> Custody.begin(opened(c, state), c.custody(), c.openedAt(), proceeding);
            case DiscontinueMediation c ->
                switch (proceeding) {
                    case Open p when p.custody() == c.custody() -> accept(Custody.end(p, c.cause(), c.at()));
                    case FastTrackOffered p
                    when p.custody() == c.custody() -> accept(Custody.end(p, c.cause(), c.at()));
                    case NotOpened _, Open _, Concluded _, Discontinued _, FastTrack _ -> alreadyTrue();
                };
            case SupersedeMediation c ->
                switch (proceeding) {
                    case Open p
                    when p.custody() < c.custody() -> accept(Custody.end(p, DiscontinuationCause.SUPERSEDED, c.at()));
                    case FastTrackOffered p
                    when p.custody() < c.custody() -> accept(Custody.end(p, DiscontinuationCause.SUPERSEDED, c.at()));
                    case NotOpened _, Open _, Concluded _, Discontinued _, FastTrack _ -> alreadyTrue();
                };
        };
    }

    private static MediationOpened opened(OpenMediation c, Mediation state) {
        return new MediationOpened(
                c.custody(),
                c.unit(),
                c.mediator(),
                c.category(),
                c.place(),
                state.partiesNow(c.parties()),
                c.acceptedAt(),
                c.openedAt());
    }

    private record Moment(Proceeding proceeding, MediatingCommand command) {}

    private Decision<MediationEvent> mediate(MediatingCommand command, Mediation state) {
        return switch (new Moment(state.proceeding(), command)) {
            case Moment(NotOpened _, MediatingCommand _) -> refuse(NO_SUCH_CASE);
            case Moment(FastTrack _, MediatingCommand _) -> refuse(WITH_THE_COURT);
            case Moment(Discontinued _, MediatingCommand _) -> refuse(DISCONTINUED);

            case Moment(Underway p, RecordConsent c) -> consent(c, p);
            case Moment(Underway p, AppointMediator c) -> appoint(c, p);
            case Moment(Underway p, DiscloseInterest c) ->
                accept(new InterestDisclosed(p.talks().mediator(), c.interest(), c.at()));
            case Moment(Underway p, ChallengeMediator c) -> challenge(c, p);
            case Moment(Underway p, DecideChallenge c) -> decide(c, p);
            case Moment(Underway p, ScheduleSession c) -> schedule(c, p, state);
            case Moment(Underway p, MoveSession c) -> move(c, p, state);
            case Moment(Underway p, NoteNeeds c) -> note(c, p);
            case Moment(Underway p, RecordSession c) -> recordSession(c, p);
            case Moment(Underway p, SignAgreement c) -> sign(c, p, state);
            case Moment(Underway p, ExamineVoluntariness c) -> examine(c, p, state.mandate());
            case Moment(Underway p, ReportFailure c) ->
                accept(new MediationConcluded(p.custody(), MediationResult.FAILED, c.reason(), c.at()));

            // Terms on record are closed, so that the same paper can't be told from another; a repeat is known by its
            // idempotency key.
            case Moment(Signed _, RecordConsent _),
                    Moment(Signed _, ExamineVoluntariness _),
                    Moment(Signed _, AppointMediator _),
                    Moment(Signed _, DiscloseInterest _),
                    Moment(Signed _, ChallengeMediator _),
                    Moment(Signed _, DecideChallenge _),
                    Moment(Signed _, ScheduleSession _),
                    Moment(Signed _, MoveSession _),
                    Moment(Signed _, NoteNeeds _),
                    Moment(Signed _, RecordSession _),
                    Moment(Signed _, SignAgreement _),
                    Moment(Signed _, ReportFailure _) -> refuse(AGREEMENT_ALREADY_SIGNED);

            case Moment(ConcludedRefused p, RecordConsent c)
            when !c.consents() && p.talks().isConsentOf(c.partyId(), false) -> alreadyTrue();
            case Moment(ConcludedFailed _, ReportFailure _) -> alreadyTrue();
            case Moment(Concluded _, RecordConsent _),
                    Moment(Concluded _, ExamineVoluntariness _),
                    Moment(Concluded _, AppointMediator _),
                    Moment(Concluded _, DiscloseInterest _),
                    Moment(Concluded _, ChallengeMediator _),
                    Moment(Concluded _, DecideChallenge _),
                    Moment(Concluded _, ScheduleSession _),
                    Moment(Concluded _, MoveSession _),
                    Moment(Concluded _, NoteNeeds _),
                    Moment(Concluded _, RecordSession _),
                    Moment(Concluded _, SignAgreement _),
                    Moment(Concluded _, ReportFailure _) -> refuse(ALREADY_CONCLUDED);
        };
    }

    private static Decision<MediationEvent> consent(RecordConsent c, Underway p) {
        if (!p.opening().includes(c.partyId())) {
            return refuse(NOT_A_PARTY);
        }
        if (p.talks().isConsentOf(c.partyId(), c.consents())) {
            return alreadyTrue();
        }
        var recorded = new ConsentRecorded(c.partyId(), c.consents());
        return c.consents() || p.goesOnWithout(c.partyId())
                ? accept(recorded)
                : accept(recorded, new MediationConcluded(p.custody(), MediationResult.REFUSED, null, c.at()));
    }

    private static Decision<MediationEvent> appoint(AppointMediator c, Underway p) {
        if (p.talks().impartiality().removed().contains(c.mediator())) {
            return refuse(MEDIATOR_REMOVED);
        }
        return c.mediator().equals(p.talks().mediator())
                ? alreadyTrue()
                : accept(new MediatorAppointed(c.mediator(), c.how()));
    }

    private static Decision<MediationEvent> challenge(ChallengeMediator c, Underway p) {
        if (!p.opening().includes(c.partyId())) {
            return refuse(NOT_A_PARTY);
        }
        if (!p.talks().haveAMediator()) {
            return refuse(MEDIATOR_REMOVED);
        }
        return p.talks().areUnquestioned()
                ? accept(new MediatorChallenged(c.partyId(), p.talks().mediator(), c.reason(), c.at()))
                : refuse(CHALLENGE_PENDING);
    }

    private static Decision<MediationEvent> decide(DecideChallenge c, Underway p) {
        return p.talks().areUnquestioned()
                ? refuse(NOT_CHALLENGED)
                : accept(new ChallengeDecided(p.talks().mediator(), c.upheld(), c.at()));
    }

    private Decision<MediationEvent> schedule(ScheduleSession c, Underway p, Mediation state) {
        if (p.talks().sessionAt(c.startsAt(), c.room(), c.parties()).isPresent()) {
            return alreadyTrue();
        }
        return isBeyondThePolicesTime(c.startsAt(), state)
                ? refuse(POLICE_SESSIONS_OVER)
                : Summons.CONDITIONS.judge(
                        new Summons(
                                c.startsAt(),
                                c.endsAt(),
                                c.parties(),
                                p,
                                state.keptApart(),
                                state.revisits().accusing()),
                        () -> accept(new SessionScheduled(
                                p.talks().nextSession(),
                                c.startsAt(),
                                c.room(),
                                p.talks().mediator(),
                                c.parties(),
                                c.endsAt())));
    }

    private Decision<MediationEvent> move(MoveSession c, Underway p, Mediation state) {
        return p.talks()
                .session(c.session())
                .map(session -> switch (session) {
                    case Recorded _ -> Decision.<MediationEvent>refuse(SESSION_ALREADY_RECORDED);
                    case Scheduled s
                    when s.lasts(c.startsAt(), c.endsAt(), c.room()) -> Decision.<MediationEvent>alreadyTrue();
                    case Scheduled s -> moved(c, s, p, state);
                })
                .orElse(refuse(NO_SUCH_SESSION));
    }

    private Decision<MediationEvent> moved(MoveSession c, Scheduled session, Underway p, Mediation state) {
        return isBeyondThePolicesTime(c.startsAt(), state)
                ? refuse(POLICE_SESSIONS_OVER)
                : Summons.CONDITIONS.judge(
                        new Summons(
                                c.startsAt(),
                                c.endsAt(),
                                session.parties(),
                                p,
                                state.keptApart(),
                                state.revisits().accusing()),
                        () -> accept(new SessionMoved(c.session(), c.startsAt(), c.endsAt(), c.room(), c.at())));
    }

    private static Decision<MediationEvent> note(NoteNeeds c, Underway p) {
        return p.opening().includes(c.partyId())
                ? accept(new NeedsNoted(c.partyId(), c.needs(), c.noContact(), c.at()))
                : refuse(NOT_A_PARTY);
    }

    /**
     * Returns whether art. 183 leaves no time for it: the second session, within days of the first, is the last. Both
     * are those of the matter, whoever had it when they were held.
     */
    private boolean isBeyondThePolicesTime(Instant startsAt, Mediation state) {
        if (!state.belongsToPolice()) {
            return false;
        }
        var held = state.sat();
        return held.size() > 1 || held.size() == 1 && !startsAt.isBefore(rules.secondSessionEnds(held.getFirst()));
    }

    private static Decision<MediationEvent> recordSession(RecordSession c, Underway p) {
        return p.talks()
                .session(c.session())
                .map(session -> switch (session) {
                    case Recorded recorded ->
                        recorded.outcome().isRepeatedBy(c.outcome())
                                ? Decision.<MediationEvent>alreadyTrue()
                                : Decision.<MediationEvent>refuse(SESSION_ALREADY_RECORDED);
                    case Scheduled s -> Sitting.CONDITIONS.judge(new Sitting(c, s), () -> outcome(c, s, p));
                })
                .orElse(refuse(NO_SUCH_SESSION));
    }

    private static Decision<MediationEvent> outcome(RecordSession c, Scheduled session, Underway p) {
        return switch (c.outcome()) {
            case Held(var undisputedFacts) -> accept(new SessionHeld(c.session(), undisputedFacts));
            case Missed(var absent) when absent.isEmpty() -> refuse(NOBODY_ABSENT);
            case Missed(var absent) ->
                p.opening().includesAll(absent) && session.asksAll(absent)
                        ? accept(new SessionMissed(c.session(), absent))
                        : refuse(NOT_A_PARTY);
        };
    }

    private static Decision<MediationEvent> examine(ExamineVoluntariness c, Underway p, @Nullable Mandate mandate) {
        if (mandate == null || !mandate.needsAuthority()) {
            return refuse(NOT_A_RECONCILIATION);
        }
        return p.opening().includes(c.partyId())
                ? accept(new VoluntarinessExamined(c.partyId(), c.voluntary(), c.by(), c.account(), c.at()))
                : refuse(NOT_A_PARTY);
    }

    private Decision<MediationEvent> sign(SignAgreement c, Underway p, Mediation state) {
        return Signing.CONDITIONS.judge(new Signing(c, p, state.mandate(), rules), () -> {
            var signed = signed(c, p, state.obligations());
            // The rest of the dispute stays open, and is talked about on.
            return c.confirmationIntended() || !c.whole()
                    ? accept(signed)
                    : accept(signed, new MediationConcluded(p.custody(), MediationResult.AGREED, null, c.signedAt()));
        });
    }

    private AgreementSigned signed(SignAgreement c, Underway p, Obligations obligations) {
        return new AgreementSigned(
                p.custody(),
                c.form(),
                c.whole(),
                c.terms(),
                numbered(c.undertakings(), obligations.counted()),
                c.signedBy(),
                c.confirmationIntended(),
                c.signedAt(),
                rules.dayOf(c.signedAt()),
                c.presided(),
                c.signatures().isEmpty() ? null : c.signatures(),
                c.matters().isEmpty() ? null : c.matters());
    }

    private static List<Obligation> numbered(List<Undertaking> undertakings, int counted) {
        return IntStream.range(0, undertakings.size())
                .mapToObj(i -> undertakings.get(i).numbered(counted + i + 1))
                .toList();
    }

    /**
     * Call to a session, as it is judged: no matter is mediated before it was accepted, and nobody meets the other side
     * who is to be kept apart from it.
     */
    private record Summons(
            Instant startsAt,
            Instant endsAt,
            @Nullable List<String> parties,
            Underway talking,
            boolean keptApart,
            boolean accusing) {

        static final Condition<Summons> CONDITIONS = inOrder(
                require(Summons::followsTheAcceptance, SESSION_BEFORE_THE_CASE),
                require(Summons::takesTime, SESSION_WITHOUT_TIME),
                require(summons -> summons.talking().talks().areUnquestioned(), CHALLENGE_PENDING),
                require(summons -> summons.talking().talks().haveAMediator(), MEDIATOR_REMOVED),
                require(Summons::asksParties, NOT_A_PARTY),
                require(Summons::leavesOutWhoIsAccused, ACCUSED_NOT_ASKED),
                require(Summons::keepsThemApart, PARTIES_KEPT_APART),
                require(Summons::bringsNobodyTogetherWhoMustNotMeet, NO_CONTACT));

        private boolean asksParties() {
            return parties == null || talking.opening().includesAll(parties);
        }

        private boolean leavesOutWhoIsAccused() {
            return !accusing
                    || parties != null
                            && talking.opening().parties().stream()
                                    .filter(party -> parties.contains(party.partyId()))
                                    .allMatch(party -> party.side() == Party.Side.APPLICANT);
        }

        private boolean keepsThemApart() {
            return !keptApart || !isJoint();
        }

        private boolean bringsNobodyTogetherWhoMustNotMeet() {
            return !isJoint() || !talking.talks().forbidContact(parties);
        }

        private boolean isJoint() {
            return talking.opening().sidesOf(parties) > 1;
        }

        private boolean takesTime() {
            return startsAt.isBefore(endsAt);
        }

        private boolean followsTheAcceptance() {
            return !startsAt.isBefore(talking.opening().acceptedAt());
        }
    }

    /** Report on a session, as far as its time is judged: nothing has come of what has not begun. */
    private record Sitting(RecordSession report, Scheduled session) {

        static final Condition<Sitting> CONDITIONS = require(Sitting::hasBegun, SESSION_NOT_BEGUN);

        private boolean hasBegun() {
            return !report.at().isBefore(session.startsAt());
        }
    }

    private record Transition(Proceeding from, ProceedingEvent event) {}

    /**
     * Returns the state after the event.
     *
     * @throws IllegalStateException if the event cannot follow the state
     */
    Mediation evolve(Mediation state, ProceedingEvent event) {
        return switch (new Transition(state.proceeding(), event)) {
            case Transition(Proceeding _, MediationOpened e) ->
                state.with(Underway.openedBy(e)).mediatedBy(e.mediator());
            case Transition(Proceeding _, PartiesKeptApart _) -> state.apart();
            case Transition(Proceeding _, PartiesChanged e) -> state.between(e.parties());
            case Transition(Proceeding _, MandateNoted e) -> state.under(e.mandate());
            case Transition(Proceeding _, CaseFileNoted e) ->
                state.filing(state.file().with(e));
            case Transition(Underway p, TalksEvent e) -> {
                var after = p.after(e);
                var next = state.with(after).mediatedBy(after.talks().mediator());
                yield e instanceof SessionHeld held
                        ? next.satAt(
                                p.talks().session(held.session()).orElseThrow().startsAt())
                        : next;
            }
            case Transition(Underway p, AgreementSigned e) -> {
                var obligations = p.talks().settled().isEmpty()
                        ? state.obligations().replacedBy(e.takesEffectOn(), e.obligations())
                        : state.obligations().joinedBy(e.obligations());
                yield state.with(e.leavesTheRestOpen() ? p.settled(e) : p.signed(e))
                        .with(obligations);
            }
            case Transition(Open p, MediationConcluded e) -> state.with(p.concluded(e));
            case Transition(Open p, MediationDiscontinued e) -> state.with(p.discontinued(e));
            case Transition(Proceeding _, TalksEvent _),
                    Transition(Proceeding _, AgreementSigned _),
                    Transition(Proceeding _, MediationConcluded _),
                    Transition(Proceeding _, MediationDiscontinued _) -> throw state.cannotBeFollowedBy(event);
        };
    }
}
