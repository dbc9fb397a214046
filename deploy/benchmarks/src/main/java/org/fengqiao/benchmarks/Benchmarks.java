package org.fengqiao.benchmarks;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.fengqiao.local.CommandLines;
import org.fengqiao.local.Console;
import org.fengqiao.local.Figures;
import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/** {@code deploy/benchmark}: how fast the legal clock and the recording of events are on this machine. */
@Command(
        name = "deploy/benchmark",
        mixinStandardHelpOptions = true,
        description = {
            "Measures single parts on this machine:",
            "  dates    due dates by the legal clock, in a second, of a million deadlines",
            "  polls    the poller, with 100,000 open deadlines: 1,000 that pass, and none",
            "  appends  events recorded in a second, as a service does it and otherwise",
            "  inboxes  a look into an inbox with 200,000 open cases, and the database's plan",
            "  repeats  the search for repeats of a new case among 1,000,000 earlier ones",
            "  replay   events folded in a second, beside a bare reader that parses them",
            "  peers    the ledger beside another event store, and beside what the database and",
            "           the broker do at best; all in turn, round by round",
            "  numbers  a generated log of a city: how fast analytics projects it, and how long",
            "           each number takes by each dimension, now and as of a time, and a history",
            "Nothing else needs to run; let nothing else run.",
            "Appends the figures, with the machine and the time, to .fengqiao/figures.",
            ""
        })
public final class Benchmarks implements Callable<Integer> {

    private static final String FLOOR = "sixtyCalendarDaysBare";

    @Spec
    private CommandSpec spec;

    /** Measurements to choose from. */
    enum Measurement {
        DATES,
        POLLS,
        APPENDS,
        INBOXES,
        REPEATS,
        REPLAY,
        PEERS,
        NUMBERS
    }

    @Parameters(
            arity = "0..*",
            paramLabel = "WHAT",
            description = "dates, polls, appends, inboxes, repeats, replay, peers, numbers; all if none is named")
    private Set<Measurement> wanted = EnumSet.noneOf(Measurement.class);

    @Option(
            names = "--forks",
            defaultValue = "2",
            paramLabel = "N",
            description = "dates: so many fresh processes for each; ${DEFAULT-VALUE} if not given")
    private int forks;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            paramLabel = "N",
            description =
                    "dates: so many measured rounds in each, and as many unmeasured before; peers: so many, after one"
                            + " unmeasured; ${DEFAULT-VALUE} if not given")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "2",
            paramLabel = "N",
            description = "dates, appends, peers: so long each round; ${DEFAULT-VALUE} if not given")
    private int seconds;

    @Option(
            names = "--open",
            defaultValue = "100000",
            paramLabel = "N",
            description = "polls: so many deadlines are open; ${DEFAULT-VALUE} if not given")
    private int open;

    @Option(
            names = "--due",
            defaultValue = "1000",
            paramLabel = "N",
            description = "polls: so many of them pass together; ${DEFAULT-VALUE} if not given")
    private int due;

    @Option(
            names = "--polls",
            defaultValue = "40",
            paramLabel = "N",
            description = "polls: so many times they do; ${DEFAULT-VALUE} if not given")
    private int polls;

    @Option(
            names = "--cases",
            defaultValue = "200000",
            paramLabel = "N",
            description =
                    "inboxes: so many cases are open; numbers: so many are in the log; ${DEFAULT-VALUE} if not given")
    private int cases;

    @Option(
            names = "--looks",
            defaultValue = "400",
            paramLabel = "N",
            description = "inboxes, numbers: so many looks of each kind; ${DEFAULT-VALUE} if not given")
    private int looks;

    @Option(
            names = "--earlier",
            defaultValue = "1000000",
            paramLabel = "N",
            description = "repeats: so many cases came in before; ${DEFAULT-VALUE} if not given")
    private int earlier;

    @Option(
            names = "--registrations",
            defaultValue = "2000",
            paramLabel = "N",
            description = "repeats: so many are measured; ${DEFAULT-VALUE} if not given")
    private int registrations;

    @Option(
            names = "--events",
            defaultValue = "1000000",
            paramLabel = "N",
            description = "replay: so many events; ${DEFAULT-VALUE} if not given")
    private int events;

    @Option(names = "--verbose", description = "dates: show every round as it is measured")
    private boolean verbose;

    private final Workplace workplace = Workplace.ofThisRun();
    private final Clock clock = Clock.systemUTC();

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(CommandLines.of(new Benchmarks()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (forks < 1 || rounds < 1 || seconds < 1) {
            throw new UserError("--forks, --rounds and --seconds are at least 1.");
        }
        if (due < 1 || polls < 1 || polls > Polls.mostRounds(open, due)) {
            throw new UserError("With %d open deadlines of which %d pass together there can be 1 to %d polls."
                    .formatted(open, due, due < 1 ? 0 : Math.max(0, Polls.mostRounds(open, due))));
        }
        if (cases < 1000 || looks < 1) {
            throw new UserError("--cases is at least 1000, --looks at least 1.");
        }
        if (earlier < 1000 || registrations < 1) {
            throw new UserError("--earlier is at least 1000, --registrations at least 1.");
        }
        if (events < 1000) {
            throw new UserError("--events is at least 1000.");
        }
        if (wanted.isEmpty()) {
            wanted = EnumSet.allOf(Measurement.class);
        }
        var console = Console.of(spec.commandLine().getOut());
        var begun = clock.instant();
        var figures = new Figures();
        for (var measurement : Measurement.values()) {
            if (wanted.contains(measurement)) {
                switch (measurement) {
                    case DATES -> dueDates(figures, console);
                    case POLLS -> new Polls(open, due, polls, console).measure(workplace, figures);
                    case APPENDS -> new Appends(seconds, console).measure(workplace, figures);
                    case REPEATS -> new Repeats(earlier, registrations, console).measure(workplace, figures);
                    case REPLAY -> new Replays(events, console).measure(workplace, figures);
                    case PEERS -> new Peers(rounds, seconds, console).measure(workplace, figures);
                    case NUMBERS -> new Numbers(cases, looks, console).measure(workplace, figures);
                    case INBOXES -> new Inboxes(cases, looks, console).measure(workplace, figures);
                }
            }
        }
        figures.table(begun).forEach(console::line);
        console.line("appended to " + workplace.root().relativize(figures.write(workplace.figures(), begun)));
        return 0;
    }

    private void dueDates(Figures figures, Console console) throws RunnerException {
        console.line("measuring for about %d s …".formatted(4 * forks * (2 * rounds * seconds + 1)));
        var rates = measure();
        var floor = rates.get(FLOOR);
        add(figures, rates, floor, "dueAt", "due dates of four rules in turn, as services ask for them");
        add(figures, rates, floor, "sixtyWorkingDays", "the end of the 60th working day, by tables");
        add(figures, rates, floor, "sixtyWorkingDaysDayByDay", "the same, walking from day to day");
        add(figures, rates, floor, FLOOR, "floor: the end of the 60th calendar day, bare java.time");
    }

    private Map<String, Double> measure() throws RunnerException {
        var options = new OptionsBuilder()
                .include(DueDates.class.getName() + "\\.")
                .forks(forks)
                .warmupIterations(rounds)
                .measurementIterations(rounds)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementTime(TimeValue.seconds(seconds))
                .shouldFailOnError(true)
                .verbosity(verbose ? VerboseMode.NORMAL : VerboseMode.SILENT)
                .build();
        return new Runner(options).run().stream().collect(Collectors.toMap(Benchmarks::nameOf, Benchmarks::perSecond));
    }

    private static String nameOf(RunResult result) {
        return result.getPrimaryResult().getLabel();
    }

    private static double perSecond(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private void add(Figures figures, Map<String, Double> rates, double floor, String name, String what) {
        double rate = rates.get(name);
        figures.add(
                what,
                String.format(Locale.ROOT, "%,.0f/s, %.2f of the floor", rate, rate / floor),
                "%,d starts in 2016 to 2025, %d × %d rounds of %d s".formatted(DueDates.COUNT, forks, rounds, seconds));
    }
}
