package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.routing.model.DutyRefusal.SUPPORT_WITHOUT_DUTY;
import static org.fengqiao.routing.model.RoutingRefusal.AWAITS_CONSULTATION;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.CONSULTATION_ENDED;
import static org.fengqiao.routing.model.RoutingRefusal.CONSULTATION_UNDERWAY;
import static org.fengqiao.routing.model.RoutingRefusal.DUE_DAY_OUT_OF_RANGE;
import static org.fengqiao.routing.model.RoutingRefusal.HAS_AN_INTEREST;
import static org.fengqiao.routing.model.RoutingRefusal.INTEREST_DECLARED;
import static org.fengqiao.routing.model.RoutingRefusal.NOTHING_PROPOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_INVITED;
import static org.fengqiao.routing.model.RoutingRefusal.NO_CONSULTATION_RULES;
import static org.fengqiao.routing.model.RoutingRefusal.NO_QUORUM;
import static org.fengqiao.routing.model.RoutingRefusal.NO_SUCH_CONSULTATION;
import static org.fengqiao.routing.model.RoutingRefusal.OF_THE_DISPUTING_SIDE;
import static org.fengqiao.routing.model.RoutingRefusal.UNIT_DOES_NOT_SERVE;
import static org.fengqiao.routing.model.RoutingRefusal.UNKNOWN_UNIT;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Refused;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.Consultation.Concluded;
import org.fengqiao.routing.model.Consultation.Discontinued;
import org.fengqiao.routing.model.Consultation.DisputingSide;
import org.fengqiao.routing.model.Consultation.Materials;
import org.fengqiao.routing.model.Consultation.Meeting;
import org.fengqiao.routing.model.Consultation.Opinion;
import org.fengqiao.routing.model.Consultation.Participant;
import org.fengqiao.routing.model.Consultation.Position;
import org.fengqiao.routing.model.Consultation.Underway;
import org.fengqiao.routing.model.ConsultationCommand.ConcludeConsultation;
import org.fengqiao.routing.model.ConsultationCommand.ConveneConsultation;
import org.fengqiao.routing.model.ConsultationCommand.DeclareInterest;
import org.fengqiao.routing.model.ConsultationCommand.EscalateConsultation;
import org.fengqiao.routing.model.ConsultationCommand.InviteToConsultation;
import org.fengqiao.routing.model.ConsultationCommand.ReconveneConsultation;
import org.fengqiao.routing.model.ConsultationCommand.RecordOpinion;
import org.fengqiao.routing.model.ConsultationCommand.Step;
import org.fengqiao.routing.model.ConsultationCommand.WaiveConsultation;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationCauseAdded;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationConcluded;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationConvened;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationDiscontinued;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationEscalated;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationProposed;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationWaived;
import org.fengqiao.routing.model.ConsultationEvent.OpinionRecorded;
import org.fengqiao.routing.model.ConsultationEvent.ParticipantRecused;
import org.fengqiao.routing.model.ConsultationEvent.ParticipantsInvited;
import org.fengqiao.routing.model.ConsultationRules.Rule;
import org.fengqiao.routing.model.ConsultationRules.Version;
import org.fengqiao.routing.model.DutyEvent.DutyAssigned;
import org.fengqiao.routing.model.DutyEvent.DutyCancellation;
import org.fengqiao.routing.model.RoutingCase.Dossier;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.Held;
import org.fengqiao.routing.model.RoutingCase.Known;
import org.fengqiao.routing.model.RoutingCase.NotTriaged;
import org.fengqiao.routing.model.RoutingCase.Open;
import org.fengqiao.routing.model.RoutingCommand.AssignCase;
import org.fengqiao.routing.model.RoutingCommand.ClaimCase;
import org.fengqiao.routing.model.RoutingCommand.ClosingCommand;
import org.fengqiao.routing.model.RoutingCommand.CustodyCommand;
import org.fengqiao.routing.model.RoutingCommand.OverruleTriage;
import org.fengqiao.routing.model.RoutingCommand.TakeOverCase;
import org.fengqiao.routing.model.RoutingCommand.TriageCommand;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseRetriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseReturned;
import org.fengqiao.routing.model.RoutingEvent.CaseTriaged;

/**
 * Consultation on a case as a table of state against command, and what the rules of consultation add to the decisions
 * of the other slices: a consultation that is convened or proposed, one that ends with its case, and the assignment
 * that waits until it is concluded.
 */
final class ConsultationDecider {

    /** The rule recorded for the path that a consultation decides on. */
    static final String BY_CONSULTATION = "decided-by-a-consultation";

    private final ConsultationRules rules;
    private final Seats seats;
    private final RoutingRules routing;
    private final DutyDecider duties;

    /**
     * Creates a decider under these rules.
     *
     * @param duties says what follows for the duties in a case
     */
    ConsultationDecider(RoutingRules rules, DutyDecider duties) {
        this.rules = rules.consultations();
        this.routing = rules;
        this.duties = duties;
        this.seats = new Seats(rules::units);
    }

    private Units units() {
        return routing.units();
    }

    private record Moment(Known state, ConsultationCommand command) {}

    /** Decides about the consultation on a case. */
    Decision<RoutingEvent> decide(ConsultationCommand command, Known state) {
        return switch (new Moment(state, command)) {
            case Moment(Open s, ConveneConsultation c) -> convene(s, c);
            case Moment(Open s, ReconveneConsultation c) -> reconvene(s, c);

            case Moment(Open s, WaiveConsultation c) when proposalsOf(s).isEmpty() -> refuse(NOTHING_PROPOSED);
            case Moment(Open s, WaiveConsultation c) ->
                accept(new ConsultationWaived(proposalsOf(s), c.reason(), c.at()));

            case Moment(Open s, InviteToConsultation c) -> during(s, c.consultation(), open -> invite(open, c));
            case Moment(Open s, DeclareInterest c) -> during(s, c.consultation(), open -> recuse(open, c));
            case Moment(Open s, RecordOpinion c) -> during(s, c.consultation(), open -> hear(open, c));
            case Moment(Open s, ConcludeConsultation c) -> conclude(s, c);

            case Moment(Ended _, ConveneConsultation _),
                    Moment(Ended _, ReconveneConsultation _),
                    Moment(Ended _, WaiveConsultation _),
                    Moment(Ended _, InviteToConsultation _),
                    Moment(Ended _, DeclareInterest _),
                    Moment(Ended _, RecordOpinion _),
                    Moment(Ended _, ConcludeConsultation _) -> refuse(CLOSED);

            case Moment(Known s, EscalateConsultation c) -> escalate(s, c);
        };
    }

    /** Returns why a command of another slice has to wait for a consultation; empty if it need not. */
    Optional<Refusal> holdsUp(RoutingCommand command, Known state) {
        return state.dossier().consultations().holdsCase() && isHeldUp(command)
                ? Optional.of(AWAITS_CONSULTATION)
                : Optional.empty();
    }

    private static boolean isHeldUp(RoutingCommand command) {
        return switch (command) {
            case OverruleTriage _ -> true;
            case TriageCommand _ -> false;
            case AssignCase _, ClaimCase _, TakeOverCase _ -> true;
            case CustodyCommand _ -> false;
            case RoutingCommand.CloseCase _, RoutingCommand.RecordHandling _ -> true;
            // The applicants may take the case back at any time.
            case ClosingCommand _ -> false;
            case ConsultationCommand _, DutyCommand _ -> false;
            case ReviewCommand _, SupervisionCommand _, ApprovalCommand _ -> false;
        };
    }

    /**
     * Returns a decision with what the rules of consultation add.
     *
     * @param command what was decided
     * @param state the state it was made in
     * @param evolve applies an event
     */
    Decision<RoutingEvent> withWhatFollows(
            RoutingCommand command,
            RoutingCase state,
            Decision<RoutingEvent> decision,
            BiFunction<RoutingCase, RoutingEvent, RoutingCase> evolve) {
        return switch (decision) {
            case Refused<RoutingEvent> refused -> refused;
            case Accepted<RoutingEvent>(var decided) -> {
                var events = new ArrayList<RoutingEvent>();
                var now = state;
                for (var event : decided) {
                    if (event instanceof CaseAssigned
                            && now.oversight().consultations().holdsCase()) {
                        continue;
                    }
                    var before = now;
                    now = evolve.apply(now, event);
                    events.add(event);
                    for (var following : now.judged()
                            .map(known -> joined(
                                    following(command, before, known, event),
                                    duties.following(command, before, known, event)))
                            .orElse(List.of())) {
                        now = evolve.apply(now, following);
                        events.add(following);
                    }
                }
                yield accept(events);
            }
        };
    }

    private List<RoutingEvent> following(RoutingCommand command, RoutingCase before, Known now, RoutingEvent event) {
        return switch (event) {
            // What a return, a new judgement or a conclusion leads to was judged with that.
            case CaseAssigned _ when command instanceof AssignCase c -> byRule(facts(before), now, c.at());
            case CaseTriaged e -> byRule(null, now, e.acceptedAt());
            case CaseRetriaged e -> byRule(facts(before), now, e.retriagedAt());
            case CaseReturned e -> byRule(facts(before), now, e.returnedAt());
            case CaseClosed e -> afterClosing(now.dossier().consultations(), e);
            case RoutingEvent.RiskNoted e -> byRule(facts(before), now, e.notedAt());
            case RoutingEvent.TriageEvent _,
                    RoutingEvent.CustodyEvent _,
                    RoutingEvent.ClosingEvent _,
                    ConsultationEvent _,
                    DutyEvent _,
                    ReviewEvent _,
                    SupervisionEvent _,
                    ApprovalEvent _ -> List.of();
        };
    }

    private static List<RoutingEvent> joined(List<RoutingEvent> some, List<RoutingEvent> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    // By rule

    private List<RoutingEvent> byRule(@Nullable ConsultationFacts before, Known now, Instant at) {
        return rules.inForceAt(at)
                .map(version -> byRule(version, before, now, at))
                .orElse(List.of());
    }

    private List<RoutingEvent> byRule(Version version, @Nullable ConsultationFacts before, Known now, Instant at) {
        var facts = facts(now.dossier());
        var holding = version.rules().stream()
                .filter(rule -> rule.when().comesToHold(before, facts))
                .toList();
        var convening = holding.stream().filter(Rule::convenes).toList();
        var underway = now.dossier().consultations().underway();
        if (convening.isEmpty()) {
            return underway.isPresent() ? List.of() : proposed(version, holding, facts, now, at);
        }
        return underway.isPresent()
                ? added(version, convening, facts, underway.get(), at)
                : List.of(convened(version, holding, convening, facts, now, at));
    }

    private List<RoutingEvent> proposed(
            Version version, List<Rule> holding, ConsultationFacts facts, Known now, Instant at) {
        var already = proposalsOf(now);
        var rules = holding.stream()
                .filter(Rule::proposes)
                .filter(rule -> !already.contains(rule.cause()))
                .toList();
        return rules.isEmpty()
                ? List.of()
                : List.of(new ConsultationProposed(causes(rules), because(rules, facts), version.version(), at));
    }

    private static List<RoutingEvent> added(
            Version version, List<Rule> convening, ConsultationFacts facts, Underway underway, Instant at) {
        var meeting = underway.meeting();
        var rules = convening.stream()
                .filter(rule -> !meeting.causes().contains(rule.cause()) || rule.holdsCase() && !meeting.holdsCase())
                .toList();
        return rules.isEmpty()
                ? List.of()
                : List.of(new ConsultationCauseAdded(
                        underway.number(),
                        causes(rules),
                        because(rules, facts),
                        version.version(),
                        rules.stream().anyMatch(Rule::holdsCase),
                        at));
    }

    private ConsultationConvened convened(
            Version version, List<Rule> holding, List<Rule> convening, ConsultationFacts facts, Known now, Instant at) {
        var dossier = now.dossier();
        var about = holding.stream()
                .filter(rule -> rule.convenes() || rule.proposes())
                .toList();
        var first = Objects.requireNonNull(convening.getFirst().table(), "a rule that convenes says who meets");
        var chair = seats.chair(first, now);
        var invited = convening.stream()
                .flatMap(rule -> Stream.ofNullable(rule.table()))
                .flatMap(table -> seats.invited(table, now).stream())
                .distinct()
                .toList();
        return new ConsultationConvened(
                dossier.consultations().all().size() + 1,
                Consultation.joined(dossier.consultations().proposed(), causes(about)),
                Consultation.joined(dossier.consultations().proposedBecause(), because(about, facts)),
                version.version(),
                chair,
                seats.withReserves(version, Consultation.joined(List.of(chair), invited), now),
                List.of(),
                null,
                Materials.NONE,
                version.quorum(),
                first.limit(),
                convening.stream().anyMatch(Rule::holdsCase),
                null,
                at);
    }

    private static List<ConsultationCause> causes(List<Rule> rules) {
        return rules.stream().map(Rule::cause).distinct().toList();
    }

    private static List<String> because(List<Rule> rules, ConsultationFacts facts) {
        return rules.stream().flatMap(rule -> rule.because(facts).stream()).toList();
    }

    private @Nullable ConsultationFacts facts(RoutingCase state) {
        return switch (state) {
            case NotTriaged _ -> null;
            case Known known -> facts(known.dossier());
        };
    }

    private ConsultationFacts facts(Dossier dossier) {
        return seats.facts(dossier);
    }

    private static List<ConsultationCause> proposalsOf(Known state) {
        return state.dossier().consultations().proposed();
    }

    /** A closed case is not consulted on. */
    private static List<RoutingEvent> afterClosing(Consultations consultations, CaseClosed closed) {
        return consultations.underway().stream()
                .<RoutingEvent>map(open -> new ConsultationDiscontinued(open.number(), closed.closedAt()))
                .toList();
    }

    // By hand

    private Decision<RoutingEvent> convene(Open state, ConveneConsultation command) {
        var consultations = state.dossier().consultations();
        if (consultations.underway().isPresent()) {
            return refuse(CONSULTATION_UNDERWAY);
        }
        return byHand(
                state,
                Consultation.joined(consultations.proposed(), List.of(command.cause())),
                command.by(),
                command.agenda(),
                command.units(),
                command.experts(),
                command.materials(),
                null,
                command.disputing(),
                command.at());
    }

    private Decision<RoutingEvent> reconvene(Open state, ReconveneConsultation command) {
        var consultations = state.dossier().consultations();
        if (consultations.find(command.consultation()).isEmpty()) {
            return refuse(NO_SUCH_CONSULTATION);
        }
        if (consultations.underway().isPresent()) {
            return refuse(CONSULTATION_UNDERWAY);
        }
        var earlier = consultations.find(command.consultation()).orElseThrow().meeting();
        var asBefore = command.units().isEmpty() && command.experts().isEmpty();
        return byHand(
                state,
                Consultation.joined(consultations.proposed(), List.of(ConsultationCause.RECONVENED)),
                command.by(),
                command.agenda(),
                asBefore ? earlier.units() : command.units(),
                asBefore ? earlier.experts() : command.experts(),
                earlier.materials().and(command.materials()),
                earlier,
                command.disputing(),
                command.at());
    }

    private Decision<RoutingEvent> byHand(
            Open state,
            List<ConsultationCause> causes,
            Participant by,
            PersonalText agenda,
            List<String> named,
            List<String> experts,
            Materials materials,
            @Nullable Meeting reconvened,
            DisputingSide disputing,
            Instant at) {
        if (disputing.has(by)) {
            return refuse(OF_THE_DISPUTING_SIDE);
        }
        if (reconvened != null && reconvened.hasRecused(by)) {
            return refuse(INTEREST_DECLARED);
        }
        var version = rules.inForceAt(at).orElse(null);
        if (version == null) {
            return refuse(NO_CONSULTATION_RULES);
        }
        var table = version.convenedByHand();
        var chair = Optional.ofNullable(by.unit())
                .flatMap(units()::find)
                .map(Unit::id)
                .orElseGet(() -> seats.chair(table, state));
        var all = named.isEmpty()
                ? seats.withReserves(version, Consultation.joined(List.of(chair), seats.invited(table, state)), state)
                : Consultation.joined(List.of(chair), named);
        if (!all.stream().allMatch(this::exists)) {
            return refuse(UNKNOWN_UNIT);
        }
        if (disputing.hasOneOf(all, experts)) {
            return refuse(OF_THE_DISPUTING_SIDE);
        }
        if (reconvened != null && Stream.concat(all.stream(), experts.stream()).anyMatch(reconvened::isWithdrawn)) {
            return refuse(INTEREST_DECLARED);
        }
        var consultations = state.dossier().consultations();
        return accept(new ConsultationConvened(
                consultations.all().size() + 1,
                causes,
                consultations.proposedBecause(),
                version.version(),
                chair,
                all,
                Consultation.joined(experts, List.of()),
                agenda,
                materials,
                version.quorum(),
                table.limit(),
                false,
                reconvened == null ? null : reconvened.number(),
                at));
    }

    // While it is under way

    private Decision<RoutingEvent> during(Open state, int number, Function<Underway, Decision<RoutingEvent>> decision) {
        return state.dossier()
                .consultations()
                .find(number)
                .<Decision<RoutingEvent>>map(consultation -> switch (consultation) {
                    case Underway open -> decision.apply(open);
                    case Concluded _, Discontinued _ -> refuse(CONSULTATION_ENDED);
                })
                .orElseGet(() -> refuse(NO_SUCH_CONSULTATION));
    }

    private Decision<RoutingEvent> invite(Underway open, InviteToConsultation command) {
        var meeting = open.meeting();
        if (!command.units().stream().allMatch(this::exists)) {
            return refuse(UNKNOWN_UNIT);
        }
        if (command.disputing().hasOneOf(command.units(), command.experts())) {
            return refuse(OF_THE_DISPUTING_SIDE);
        }
        if (command.units().stream().anyMatch(meeting::isWithdrawn)
                || command.experts().stream().anyMatch(meeting::isWithdrawn)) {
            return refuse(INTEREST_DECLARED);
        }
        var newUnits = missing(command.units(), meeting.units());
        var newExperts = missing(command.experts(), meeting.experts());
        var newMaterials = new Materials(
                missing(command.materials().events(), meeting.materials().events()),
                missing(command.materials().files(), meeting.materials().files()));
        return newUnits.isEmpty() && newExperts.isEmpty() && newMaterials.equals(Materials.NONE)
                ? alreadyTrue()
                : accept(new ParticipantsInvited(open.number(), newUnits, newExperts, newMaterials, command.at()));
    }

    private static <T> List<T> missing(List<T> wanted, List<T> there) {
        return wanted.stream().filter(one -> !there.contains(one)).distinct().toList();
    }

    private static Decision<RoutingEvent> recuse(Underway open, DeclareInterest command) {
        var meeting = open.meeting();
        if (meeting.hasRecused(command.by())) {
            return alreadyTrue();
        }
        if (!meeting.invites(command.by())) {
            return refuse(NOT_INVITED);
        }
        var seat = meeting.seatOf(command.by());
        return accept(new ParticipantRecused(
                open.number(),
                command.by().person(),
                seat,
                command.wholeUnit() && seat != null,
                command.reason(),
                command.at()));
    }

    private static Decision<RoutingEvent> hear(Underway open, RecordOpinion command) {
        var meeting = open.meeting();
        var by = command.by();
        if (command.disputing().has(by)) {
            return refuse(OF_THE_DISPUTING_SIDE);
        }
        if (meeting.hasRecused(by)) {
            return refuse(INTEREST_DECLARED);
        }
        if (!meeting.invites(by)) {
            return refuse(NOT_INVITED);
        }
        return accept(new OpinionRecorded(
                open.number(),
                meeting.opinions().size() + 1,
                by.person(),
                meeting.seatOf(by),
                command.position(),
                command.reasons(),
                command.at()));
    }

    // The conclusion

    private Decision<RoutingEvent> conclude(Open state, ConcludeConsultation command) {
        return state.dossier()
                .consultations()
                .find(command.consultation())
                .<Decision<RoutingEvent>>map(consultation -> switch (consultation) {
                    case Underway open -> conclude(state, open, command);
                    case Concluded concluded when saysTheSame(concluded, command) -> alreadyTrue();
                    case Concluded _, Discontinued _ -> refuse(CONSULTATION_ENDED);
                })
                .orElseGet(() -> refuse(NO_SUCH_CONSULTATION));
    }

    private static boolean saysTheSame(Concluded concluded, ConcludeConsultation command) {
        return concluded.lead().equals(command.lead())
                && concluded.supports().equals(command.supports())
                && (command.path() == null || command.path() == concluded.path());
    }

    private Decision<RoutingEvent> conclude(Open state, Underway open, ConcludeConsultation command) {
        var meeting = open.meeting();
        var path = command.path() == null ? state.dossier().triage().path() : command.path();
        var concerned = Stream.of(
                        Stream.of(command.lead()),
                        command.supports().stream(),
                        command.steps().stream().map(Step::unit))
                .flatMap(ids -> ids)
                .toList();
        if (command.disputing().has(command.by())) {
            return refuse(OF_THE_DISPUTING_SIDE);
        }
        if (meeting.hasRecused(command.by())) {
            return refuse(INTEREST_DECLARED);
        }
        if (!concerned.stream().allMatch(this::exists)) {
            return refuse(UNKNOWN_UNIT);
        }
        if (command.disputing().hasOneOf(concerned, List.of())) {
            return refuse(OF_THE_DISPUTING_SIDE);
        }
        var working = command.steps().stream().map(Step::unit).toList();
        if (working.stream().anyMatch(state.dossier().interests()::haveUnit)) {
            return refuse(HAS_AN_INTEREST);
        }
        if (!command.supports().stream().allMatch(unit -> unit.equals(command.lead()) || working.contains(unit))) {
            return refuse(SUPPORT_WITHOUT_DUTY);
        }
        if (!units().find(command.lead()).orElseThrow().serves(path)) {
            return refuse(UNIT_DOES_NOT_SERVE);
        }
        if (!command.steps().stream().allMatch(step -> isPossible(step, command))) {
            return refuse(DUE_DAY_OUT_OF_RANGE);
        }
        var opinions = meeting.counting(command.disputing());
        var needed = meeting.quorum().of(meeting.members(command.disputing()));
        return opinions.size() < needed
                ? refuse(NO_QUORUM)
                : accept(concluded(state, open, path, opinions, needed, command));
    }

    private boolean isPossible(Step step, ConcludeConsultation command) {
        return rules.allowsDays(daysOf(step, command), command.at());
    }

    private static long daysOf(Step step, ConcludeConsultation command) {
        return ChronoUnit.DAYS.between(command.today(), step.dueOn());
    }

    private List<RoutingEvent> concluded(
            Open state, Underway open, Path path, List<Opinion> opinions, int needed, ConcludeConsultation command) {
        var dossier = state.dossier();
        var events = new ArrayList<RoutingEvent>();
        events.add(new ConsultationConcluded(
                open.number(),
                open.meeting().chair(),
                command.lead(),
                command.supports().stream()
                        .filter(unit -> !unit.equals(command.lead()))
                        .distinct()
                        .toList(),
                path,
                command.reasons(),
                open.meeting().level(),
                opinions.size(),
                needed,
                opinions.stream()
                        .filter(opinion -> opinion.position() == Position.DISSENTS)
                        .map(Opinion::member)
                        .toList(),
                command.at()));
        events.addAll(DutyDecider.cancelled(state, _ -> true, DutyCancellation.SUPERSEDED, command.at()));
        var next = state.oversight().duties().next();
        for (var step : command.steps()) {
            events.add(new DutyAssigned(
                    next++,
                    open.number(),
                    step.unit(),
                    step.what(),
                    step.dueOn(),
                    Math.toIntExact(daysOf(step, command)),
                    command.at()));
        }
        var staysOnPath = dossier.isOn(path);
        if (!staysOnPath) {
            events.add(judgedAgain(dossier.triage(), path, open, command.at()));
        }
        if (!staysOnPath || !(state instanceof Held held) || !held.isWith(command.lead())) {
            events.add(dossier.nextAssignment(
                    routing.assignment()
                            .to(
                                    units().find(command.lead()).orElseThrow(),
                                    Choice.By.CONSULTATION,
                                    dossier.need(path, dossier.triage().category())),
                    path));
        }
        return events;
    }

    private static CaseRetriaged judgedAgain(Triage triage, Path path, Underway open, Instant at) {
        return new CaseRetriaged(
                RetriageCause.CONSULTED,
                triage.category(),
                triage.complexity(),
                triage.risk(),
                path,
                BY_CONSULTATION,
                open.meeting().ruleVersion(),
                List.of("decided by consultation " + open.number()),
                null,
                at);
    }

    // The time

    private Decision<RoutingEvent> escalate(Known state, EscalateConsultation command) {
        return state.dossier()
                .consultations()
                .underway()
                .filter(open -> open.number() == command.consultation()
                        && open.meeting().level() == command.level())
                .<Decision<RoutingEvent>>map(open -> accept(new ConsultationEscalated(
                        open.number(),
                        command.level() + 1,
                        open.meeting().chair(),
                        units().above(open.meeting().chair()).map(Unit::id).orElse(null))))
                .orElseGet(Decision::alreadyTrue);
    }

    private boolean exists(String unit) {
        return units().find(unit).isPresent();
    }
}
