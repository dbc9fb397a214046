package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NO_TABLE_IN_FORCE;
import static org.fengqiao.routing.model.RoutingRefusal.UNKNOWN_CATEGORY;
import static org.fengqiao.routing.model.RoutingRefusal.UNKNOWN_GROUND;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.routing.model.RelapseRules.Comeback;
import org.fengqiao.routing.model.RoutingCase.Claimed;
import org.fengqiao.routing.model.RoutingCase.Dossier;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.Known;
import org.fengqiao.routing.model.RoutingCase.Open;
import org.fengqiao.routing.model.RoutingCase.Triaged;
import org.fengqiao.routing.model.RoutingCommand.NoteRisk;
import org.fengqiao.routing.model.RoutingCommand.OverruleTriage;
import org.fengqiao.routing.model.RoutingCommand.RecordFailure;
import org.fengqiao.routing.model.RoutingCommand.RecordUrgency;
import org.fengqiao.routing.model.RoutingCommand.TriageCase;
import org.fengqiao.routing.model.RoutingCommand.TriageCommand;
import org.fengqiao.routing.model.RoutingEvent.CaseAlerted;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseRetriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseTriaged;
import org.fengqiao.routing.model.RoutingEvent.InterestCause;
import org.fengqiao.routing.model.RoutingEvent.InterestNoted;
import org.fengqiao.routing.model.RoutingEvent.Overruled;
import org.fengqiao.routing.model.RoutingEvent.RiskNoted;
import org.fengqiao.routing.model.RoutingEvent.TriageEvent;

/**
 * Triage of a case as a table of state against command: the first judgement, by the table in force, and every later
 * one. A judgement always comes with the assignment to the unit that is best under it.
 */
final class TriageDecider {

    /** The reason recorded for a person's judgement; their own words are sealed in {@link Overruled}. */
    static final String OVERRULED = "overruled by a person";

    private final RoutingRules rules;

    TriageDecider(RoutingRules rules) {
        this.rules = rules;
    }

    private record Moment(Known state, TriageCommand command) {}

    /** Decides about a case that was judged before. */
    Decision<RoutingEvent> decide(TriageCommand command, Known state) {
        return switch (new Moment(state, command)) {
            case Moment(Known _, TriageCase _) -> alreadyTrue();

            case Moment(Open _, OverruleTriage c) when !exists(c.category()) -> refuse(UNKNOWN_CATEGORY);
            case Moment(Open s, OverruleTriage c) -> overrule(s.dossier(), c);
            case Moment(Ended _, OverruleTriage _) -> refuse(CLOSED);

            case Moment(Open s, NoteRisk c) -> note(s.dossier(), c);
            case Moment(Ended _, NoteRisk _) -> refuse(CLOSED);

            case Moment(Open s, RecordUrgency c) -> note(s.dossier(), c);
            case Moment(Ended _, RecordUrgency _) -> alreadyTrue();

            case Moment(Claimed s, RecordFailure c)
            when s.dossier().isInCustody(c.custody()) -> judgeAgain(s.dossier(), c.cause(), c.at(), List.of());
            case Moment(Known _, RecordFailure _) -> alreadyTrue();
        };
    }

    /** Applies an event of triage. A first judgement begins the case anew, whatever was before. */
    RoutingCase evolve(RoutingCase state, TriageEvent event) {
        return switch (event) {
            case CaseTriaged e -> new Triaged(Dossier.of(e, state.oversight()));
            case RiskNoted e -> state.known().with(e.grounds());
            case CaseAlerted _ -> state;
            case CaseRetriaged e -> state.known().judgedAgain(e.triage(), e.retriagedAt());
        };
    }

    /** Judges a case for the first time. */
    Decision<RoutingEvent> judge(TriageCase command) {
        return underTable(command.at(), table -> {
            var judged = rules.triage().judge(table, command.facts());
            var events = new ArrayList<RoutingEvent>();
            events.add(new CaseTriaged(
                    judged.category(),
                    judged.complexity(),
                    judged.risk(),
                    judged.path(),
                    judged.rule(),
                    judged.ruleVersion(),
                    judged.because(),
                    command.facts().channel(),
                    command.place(),
                    command.facts().amount(),
                    command.facts().groupSize(),
                    command.parties(),
                    command.receivedAt(),
                    command.at(),
                    judged.finding(),
                    command.facts().circumstances().repeats(),
                    command.told().categoryHint(),
                    command.told().summary()));
            var grounds = withUrgent(judged.grounds(), command.urgent(), table);
            events.addAll(noted(grounds, grounds, null, command.at()));
            var parties = command.disputing().stream().sorted().toList();
            parties.forEach(unit ->
                    events.add(new InterestNoted(unit, null, true, InterestCause.IS_A_PARTY, null, command.at())));
            events.add(assigned(judged, command.place(), new Interests(command.disputing(), Set.of())));
            return accept(events);
        });
    }

    /** Returns the grounds of a judgement, with those of the table that were reported as urgent before. */
    private static List<RiskGround.Noted> withUrgent(
            List<RiskGround.Noted> judged, List<String> urgent, TriageTable table) {
        var all = new ArrayList<>(judged);
        for (var code : urgent) {
            if (all.stream().noneMatch(one -> one.code().equals(code))) {
                table.ground(code).map(RiskGround::reportedAsUrgent).ifPresent(all::add);
            }
        }
        return List.copyOf(all);
    }

    /** Assigns a new case. What nobody can tell yet waits at the centre, and at no unit that might be the wrong one. */
    private CaseAssigned assigned(Triage judged, Place place, Interests interests) {
        var need = new Need(judged.path(), judged.category(), place, Set.of(), interests);
        var assignment = rules.assignment();
        return (judged.isUndecided()
                        ? assignment.to(rules.units().centreOf(place), Choice.By.UNDECIDED, need)
                        : assignment.choose(need))
                .as(1, judged.path());
    }

    /** Notes the grounds of risk that are not known yet. */
    private Decision<RoutingEvent> note(Dossier dossier, NoteRisk command) {
        return underTable(command.at(), table -> {
            var added = new ArrayList<RiskGround.Noted>();
            for (var code : command.grounds()) {
                var ground = table.ground(code);
                if (ground.isEmpty()) {
                    return refuse(UNKNOWN_GROUND);
                }
                if (!dossier.triage().has(code)
                        && added.stream().noneMatch(one -> one.code().equals(code))) {
                    added.add(ground.get().notedByAPerson());
                }
            }
            var all = new ArrayList<>(dossier.triage().grounds());
            all.addAll(added);
            return added.isEmpty() ? alreadyTrue() : accept(noted(added, all, command.reason(), command.at()));
        });
    }

    /** Notes what was reported as urgent, if the table has it as a ground of risk and it is not known yet. */
    private Decision<RoutingEvent> note(Dossier dossier, RecordUrgency command) {
        return underTable(command.at(), table -> {
            var ground = table.ground(command.ground());
            if (ground.isEmpty() || dossier.triage().has(command.ground())) {
                return alreadyTrue();
            }
            var added = List.of(ground.get().reportedAsUrgent());
            var all = new ArrayList<>(dossier.triage().grounds());
            all.addAll(added);
            return accept(noted(added, all, null, command.at()));
        });
    }

    /** Returns what is recorded of new grounds of risk: that they are there, and who has to know at once. */
    private static List<RoutingEvent> noted(
            List<RiskGround.Noted> added, List<RiskGround.Noted> all, @Nullable PersonalText reason, Instant at) {
        if (added.isEmpty()) {
            return List.of();
        }
        var events = new ArrayList<RoutingEvent>();
        events.add(new RiskNoted(
                added,
                all.stream().anyMatch(ground -> ground.entails().noJointSession()),
                all.stream().anyMatch(ground -> ground.entails().consultation()),
                reason,
                at));
        var alerting = added.stream()
                .filter(ground -> !ground.entails().alert().isEmpty())
                .toList();
        if (!alerting.isEmpty()) {
            events.add(new CaseAlerted(
                    alerting.stream()
                            .flatMap(ground -> ground.entails().alert().stream())
                            .distinct()
                            .toList(),
                    alerting.stream().map(RiskGround.Noted::code).toList(),
                    at));
        }
        return events;
    }

    /**
     * Judges a case again by the table.
     *
     * @param before the events that make it necessary; recorded first, and only if a table is in force
     */
    Decision<RoutingEvent> judgeAgain(Dossier dossier, RetriageCause cause, Instant at, List<RoutingEvent> before) {
        return judgeAgain(dossier, cause, at, before, UnaryOperator.identity());
    }

    /**
     * Judges a case that had ended again: by the table, but for the path if that follows from how it had ended.
     *
     * @param before the events that make it necessary; recorded first, and only if a table is in force
     * @param comeback how it comes back; empty if the table says
     */
    Decision<RoutingEvent> judgeAgain(
            Dossier dossier,
            RetriageCause cause,
            Instant at,
            List<RoutingEvent> before,
            Outcome outcome,
            Optional<Comeback> comeback) {
        return judgeAgain(
                dossier,
                cause,
                at,
                before,
                judged -> comeback.map(line -> judged.comingBack(line, outcome)).orElse(judged));
    }

    private Decision<RoutingEvent> judgeAgain(
            Dossier dossier,
            RetriageCause cause,
            Instant at,
            List<RoutingEvent> before,
            UnaryOperator<Triage> comingBack) {
        return underTable(
                at,
                table -> accept(judgedAgain(
                        dossier,
                        cause,
                        comingBack.apply(table.judgeAgain(
                                cause, dossier.triage(), dossier.channel(), dossier.amount(), dossier.groupSize())),
                        null,
                        at,
                        before)));
    }

    private Decision<RoutingEvent> overrule(Dossier dossier, OverruleTriage command) {
        return underTable(command.at(), table -> {
            var judged = new Triage(
                    command.category(),
                    command.complexity(),
                    command.risk(),
                    command.path(),
                    Triage.BY_A_PERSON,
                    table.version(),
                    List.of(OVERRULED),
                    null,
                    List.of());
            return judged.saysTheSameAs(dossier.triage())
                    ? alreadyTrue()
                    : accept(judgedAgain(
                            dossier,
                            RetriageCause.REQUESTED,
                            judged,
                            new Overruled(command.reason()),
                            command.at(),
                            List.of()));
        });
    }

    private List<RoutingEvent> judgedAgain(
            Dossier dossier,
            RetriageCause cause,
            Triage judged,
            @Nullable Overruled overruled,
            Instant at,
            List<RoutingEvent> before) {
        var events = new ArrayList<>(before);
        events.add(new CaseRetriaged(
                cause,
                judged.category(),
                judged.complexity(),
                judged.risk(),
                judged.path(),
                judged.rule(),
                judged.ruleVersion(),
                judged.because(),
                overruled,
                at));
        events.add(dossier.nextAssignment(
                rules.assignment().choose(dossier.need(judged.path(), judged.category())), judged.path()));
        return events;
    }

    private boolean exists(String category) {
        return rules.triage().categoryCodes().contains(category);
    }

    private Decision<RoutingEvent> underTable(Instant at, Function<TriageTable, Decision<RoutingEvent>> decision) {
        return rules.triage().inForceAt(at).map(decision).orElseGet(() -> refuse(NO_TABLE_IN_FORCE));
    }
}
