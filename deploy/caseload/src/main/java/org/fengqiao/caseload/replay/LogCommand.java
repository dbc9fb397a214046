package org.fengqiao.caseload.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import org.fengqiao.caseload.Json;
import org.fengqiao.caseload.mapping.Mapping;
import org.fengqiao.caseload.mapping.MappingFile;
import org.fengqiao.caseload.partner.PartnerSystems;
import org.fengqiao.caseload.play.ServiceClocks;
import org.fengqiao.caseload.play.Services;
import org.fengqiao.caseload.play.StepFailed;
import org.fengqiao.local.CommandLines;
import org.fengqiao.local.Console;
import org.fengqiao.local.LocalStack;
import org.fengqiao.local.UserError;

/** Log of another system, and what is to be done with it: the options of {@code deploy/caseload/play --log}. */
public final class LogCommand {

    @Option(
            names = "--log",
            required = true,
            paramLabel = "FILE",
            description = "instead of a profile: the log of another system (CSV or XES, packed with gzip or not)")
    private Path log = Path.of("");

    @Option(
            names = "--mapping",
            required = true,
            paramLabel = "FILE",
            description = "what its rows mean (docs/mapping.md)")
    private Path mapping = Path.of("");

    @Option(
            names = "--check",
            description = "print what would be played, and what would be left out, without any system")
    private boolean check;

    @Option(
            names = "--left-out",
            paramLabel = "FILE",
            description = "write every row of which nothing comes to this file: line, case, activity and reason, one"
                    + " JSON object a line")
    private @Nullable Path leftOut;

    @Option(names = "--strict", description = "play nothing if a row cannot be read")
    private boolean strict;

    @Option(
            names = "--until",
            paramLabel = "DAY",
            description = "stop behind this day of the played time; the same command goes on later")
    private @Nullable LocalDate until;

    @Option(
            names = "--begin",
            paramLabel = "DAY",
            description = "play the log as if its first row were of this day; by its own days, moved as the mapping"
                    + " says, if not given")
    private @Nullable LocalDate begin;

    @Option(
            names = "--again",
            description = "send everything again, although it was played: what was done is not done twice")
    private boolean again;

    /** System to which a log is played. */
    public interface Stack {
        /** Finds it running. */
        LocalStack running() throws IOException;

        /** Reaches its services as people do. */
        Services services(LocalStack stack) throws IOException;

        /** Returns where its journals are kept. */
        Path journals();
    }

    /** Does it; returns the exit code. */
    public int run(Stack stack, Clock clock, Console console) throws IOException, InterruptedException, StepFailed {
        var file = MappingFile.read(mapping);
        try (var unplayed = leftOut == null ? null : new PrintWriter(Files.newBufferedWriter(leftOut));
                var plan = LogPlan.of(log, file, row -> write(row, unplayed))) {
            if (unplayed != null) {
                unplayed.flush();
            }
            if (begin != null) {
                plan.begin(begin);
            }
            tellPlan(file.mapping(), plan, console);
            var tally = plan.tally();
            if (strict && tally.faulty() > 0) {
                throw new UserError("Nothing was played: %d rows cannot be read.".formatted(tally.faulty()));
            }
            if (tally.steps() == 0) {
                throw new UserError("There is nothing to play.");
            }
            var contradictions = tally.contradictions(file.mapping().expected());
            contradictions.forEach(console::line);
            if (check) {
                return contradictions.isEmpty() ? 0 : CommandLines.FAILED;
            }
            return play(stack, file.mapping(), plan, clock, console);
        }
    }

    private static void write(UnplayedRow row, @Nullable PrintWriter unplayed) {
        if (unplayed != null) {
            unplayed.println(Json.MAPPER.valueToTree(row).toString());
        }
    }

    private static void tellPlan(Mapping mapping, LogPlan plan, Console console) {
        var tally = plan.tally();
        console.line("%s: %d rows of %d cases".formatted(mapping.log().title(), tally.rows(), tally.cases()));
        var first = tally.first();
        var last = tally.last();
        if (first != null && last != null) {
            var shift = mapping.log().time().shift();
            console.line("played from %s to %s%s%s"
                    .formatted(
                            plan.dayOf(plan.played(first)),
                            plan.dayOf(plan.played(last)),
                            shift == null ? "" : ", which is the time of the log and " + shift,
                            plan.movedDays() == 0 ? "" : ", moved by %d days".formatted(plan.movedDays())));
        }
        console.line("");
        tally.told().forEach(console::line);
        var differences = tally.differences(mapping.expected());
        if (mapping.expected() != null) {
            console.line("");
            console.line("Figures that come of it:");
            tally.toldFigures().forEach(console::line);
            console.line("");
            console.line(
                    differences.isEmpty()
                            ? "This is the whole log as the mapping describes it."
                            : "This is not the whole log that the mapping describes: "
                                    + String.join("; ", differences.subList(0, Math.min(3, differences.size()))));
        }
        console.line("");
    }

    private int play(Stack stack, Mapping mapping, LogPlan plan, Clock clock, Console console)
            throws IOException, InterruptedException, StepFailed {
        var running = stack.running();
        if (!running.simulatedClock()) {
            throw new UserError("The services go by the real time, so past days can't be played."
                    + " Start them with deploy/up --simulated.");
        }
        var services = stack.services(running);
        var expected =
                mapping.expected() == null ? new Mapping.Expected(null, null, Map.of(), List.of()) : mapping.expected();
        var figures = new FigureCheck(services, expected);
        var answers = new Answers(mapping.log().name() + "-");
        try (var journal = Journal.of(
                        stack.journals(), mapping.log().name(), plan.tally().fingerprint(), plan.movedDays());
                // What was sent before is not acknowledged again: the first acknowledgement is still on the topic.
                var partners = new PartnerSystems(
                        running.kafka(), answers, again || journal.baseline().isPresent())) {
            if (journal.baseline().isEmpty()) {
                journal.begin(figures.now());
            }
            var messages = new LongAdder();
            var repeated = new LongAdder();
            var replay = new LogReplay(
                    new CaseActs.Surroundings(services, partners, answers, journal, mapping, again, messages, repeated),
                    new ServiceClocks(services),
                    plan,
                    (day, done) -> console.progress("%s  %d of %d acts, %d calls"
                            .formatted(day, done, plan.tally().steps(), services.calls())));
            journal.playedThrough()
                    .filter(_ -> !again)
                    .ifPresent(day -> console.line("Played through %s before; going on behind it.".formatted(day)));
            var started = clock.instant();
            var ended = replay.play(until);
            console.done();
            tellRate(
                    replay,
                    services,
                    messages.sum(),
                    repeated.sum(),
                    Duration.between(started, clock.instant()),
                    console);
            var problems = new ArrayList<>(replay.failures());
            if (!ended && problems.isEmpty()) {
                console.line("Stopped behind %s. The same command without --until goes on.".formatted(until));
                return 0;
            }
            if (ended && !expected.figures().isEmpty()) {
                var compared = figures.await(
                        journal.baseline().orElse(Map.of()),
                        plan.tally(),
                        plan.tally().differences(expected).isEmpty());
                compared.lines().forEach(console::line);
                problems.addAll(compared.differing());
            }
            problems.addAll(answers.problems());
            if (problems.isEmpty()) {
                return 0;
            }
            console.line("");
            console.line("%d things are not as they should be:".formatted(problems.size()));
            problems.forEach(problem -> console.line("  " + problem));
            return CommandLines.FAILED;
        }
    }

    private static void tellRate(
            LogReplay replay, Services services, long messages, long repeated, Duration took, Console console) {
        var seconds = Math.max(1, took.toMillis()) / 1000.0;
        console.line("%d acts in %d min %02d s (%.0f a second): %d calls, %d of them repeats, and %d messages%s"
                .formatted(
                        replay.done(),
                        took.toMinutes(),
                        took.toSecondsPart(),
                        replay.done() / seconds,
                        services.calls(),
                        services.repeats(),
                        messages,
                        repeated == 0 ? "" : "; %d had been done before".formatted(repeated)));
        console.line("");
    }
}
