package org.fengqiao.intake.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Attachment.HandedInBy;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Withdrawn;
import org.fengqiao.intake.model.Stage;
import org.fengqiao.intake.view.IntakeStatus;
import org.fengqiao.intake.view.ReceiptSteps.Clocked;
import org.fengqiao.intake.view.ReceiptSteps.Kept;
import org.fengqiao.kernel.legalclock.Rules;
import org.fengqiao.kernel.proof.EventRow;
import org.fengqiao.kernel.value.Bilingual;

/**
 * The party's own case, across all stages and in its words. Nothing of the other side stands in it.
 *
 * @param status at the front desk
 * @param words where the case stands: what happened last
 * @param goTo where to go instead; null unless the case was declined
 * @param handledBy what the unit that deals with it was called when it got the case, its id if nobody said; null if
 *     none deals with it
 * @param next what happens next; null if nothing is to be said
 * @param asked what is asked of the party; null if nothing is
 * @param outcome how it ended; null if it has not
 * @param deadlines those that run, what is due first in front
 * @param stages those that the case has been in, and how the party rated them
 * @param documents how many the party has handed in
 * @param withdrawable whether it can be withdrawn
 */
public record ReceiptBody(
        UUID caseId,
        IntakeStatus status,
        Bilingual words,
        @Nullable Bilingual goTo,
        @Nullable Bilingual handledBy,
        @Nullable Bilingual next,
        @Nullable Bilingual asked,
        @Nullable Bilingual outcome,
        List<Due> deadlines,
        List<Step> steps,
        List<StageBody> stages,
        long documents,
        boolean withdrawable) {

    public ReceiptBody {
        deadlines = List.copyOf(deadlines);
        steps = List.copyOf(steps);
        stages = List.copyOf(stages);
    }

    /**
     * Step in the case, and its time.
     *
     * @param due the time it is about, such as that of a session; left out if there is none
     */
    public record Step(
            Instant at,
            Stage stage,
            Bilingual what,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant due) {}

    /**
     * A deadline that runs.
     *
     * @param title what is to be done until then
     * @param dueAt the first instant at which it is too late
     * @param article where that stands
     */
    public record Due(Bilingual title, Instant dueAt, String article) {}

    /**
     * A stage of the case.
     *
     * @param over whether it can be rated
     * @param score as the party rated it; null if it has not
     */
    public record StageBody(
            Stage stage,
            Bilingual words,
            boolean over,
            @Nullable Integer score) {}

    /**
     * End of a repeat under the case that carries it on.
     *
     * @param outcome how; null if that is not known
     */
    public record Ended(Instant at, @Nullable String outcome) {}

    private record Event(
            Instant at,
            ReceiptWords.Words words,
            @Nullable String unit,
            @Nullable Instant due) {}

    /**
     * Returns what a party is told.
     *
     * @param own the events of the front desk
     * @param kept what it knows of the other stages
     * @param elsewhere how a repeat ended under the case that carries it on
     */
    public static ReceiptBody of(
            UUID caseId,
            Registered state,
            @Nullable Bilingual goTo,
            Stream<EventRow> own,
            Kept kept,
            List<Ended> elsewhere,
            ReceiptWords words,
            Rules rules) {
        var events = events(own, kept, elsewhere, words);
        var last = events.getLast();
        var ended = last.words().outcome();
        var handled = events.stream()
                .filter(event -> event.unit() != null)
                .reduce((_, later) -> later)
                .map(Event::unit);
        return new ReceiptBody(
                caseId,
                IntakeStatus.of(state),
                last.words().words(),
                goTo,
                ended
                        ? null
                        : handled.map(unit -> kept.nameOf(unit).orElseGet(() -> new Bilingual(unit, unit)))
                                .orElse(null),
                last.words().next(),
                last.words().asked(),
                events.stream()
                        .map(Event::words)
                        .filter(step -> step.outcome() || isOpeningAgain(step))
                        .reduce((_, later) -> later)
                        .filter(ReceiptWords.Words::outcome)
                        .map(ReceiptWords.Words::words)
                        .orElse(null),
                kept.deadlines().stream()
                        .filter(deadline -> !deadline.ended())
                        .map(running -> due(running, rules))
                        .toList(),
                events.stream()
                        .map(event -> new Step(
                                event.at(), event.words().stage(), event.words().words(), event.due()))
                        .toList(),
                stages(events, state, words),
                state.attachments()
                        .kept()
                        .filter(one -> one.by() == HandedInBy.PARTY)
                        .count(),
                !ended && !(state instanceof Withdrawn));
    }

    private static boolean isOpeningAgain(ReceiptWords.Words step) {
        return step.code().equals("case-reopened") || step.code().equals("case-relapsed");
    }

    private static List<Event> events(Stream<EventRow> own, Kept kept, List<Ended> elsewhere, ReceiptWords words) {
        var byCode = words.byCode();
        var events = new ArrayList<Event>();
        own.forEach(row -> named(row.type())
                .flatMap(code -> Optional.ofNullable(byCode.get(code)))
                .ifPresent(step -> events.add(new Event(row.occurredAt(), step, null, null))));
        kept.steps()
                .forEach(told -> Optional.ofNullable(byCode.get(told.code()))
                        .ifPresent(step -> events.add(new Event(
                                told.at(),
                                step,
                                told.facts().unit(),
                                told.facts().due()))));
        elsewhere.forEach(one -> Optional.ofNullable(byCode.get(words.codeOf("case-closed", one.outcome())))
                .ifPresent(step -> events.add(new Event(one.at(), step, null, null))));
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    /** Returns the code of an event of the front desk; what it has no words for is not the party's business. */
    private static Optional<String> named(String type) {
        var prefix = "fengqiao.intake.";
        return type.startsWith(prefix) && type.endsWith(".v1")
                ? Optional.of(type.substring(prefix.length(), type.length() - ".v1".length()))
                : Optional.empty();
    }

    private static Due due(Clocked running, Rules rules) {
        var rule = rules.version(running.rule(), running.version());
        return new Due(rule.title(), running.dueAt(), rule.article());
    }

    private static List<StageBody> stages(List<Event> events, Registered state, ReceiptWords words) {
        return Stream.of(Stage.values())
                .filter(stage -> events.stream().anyMatch(event -> event.words().stage() == stage))
                .map(stage -> new StageBody(
                        stage,
                        words.stages().get(stage),
                        events.stream().map(Event::words).anyMatch(step -> step.stage() == stage && step.ends()),
                        state.ratings().of(stage).orElse(null)))
                .toList();
    }

    /** Returns whether the case has been through a stage, so that it can be rated. */
    public boolean isOver(Stage stage) {
        return stages.stream().anyMatch(one -> one.stage() == stage && one.over());
    }
}
