package org.fengqiao.caseload;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.fengqiao.caseload.life.LifePlanner;
import org.fengqiao.caseload.partner.Mailbox;
import org.fengqiao.caseload.partner.PartnerSystems;
import org.fengqiao.caseload.play.PlayedProfile;
import org.fengqiao.caseload.play.Services;
import org.fengqiao.caseload.play.StepFailed;
import org.fengqiao.caseload.profile.Profile;
import org.fengqiao.caseload.profile.Profiles;
import org.fengqiao.caseload.replay.LogCommand;
import org.fengqiao.local.CommandLines;
import org.fengqiao.local.Console;
import org.fengqiao.local.LocalStack;
import org.fengqiao.local.TokenKeys;
import org.fengqiao.local.Tokens;
import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/** {@code deploy/caseload/play}: people and partner systems that bring disputes to the running services. */
@Command(
        name = "deploy/caseload/play",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a profile against the services that deploy/up runs: people act over HTTP, partner systems over"
                    + " Kafka, through a simulated year."
                    + " What comes of it is what the analytics service says at the end.",
            "Or plays the log of another system, each row at its time as the act of the right person or partner:"
                    + " --log and --mapping."
        })
public final class Play implements Callable<Integer> {

    private static final String PROFILES = "deploy/caseload/profiles";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "PROFILE",
            description = "the profile to play; the services have to live in simulated time (deploy/up --simulated)")
    private @Nullable String name;

    @ArgGroup(exclusive = false, heading = "%nA log of another system:%n")
    private @Nullable LogCommand foreign;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "how long a step is tried before it fails; ${DEFAULT-VALUE} if not given")
    private int patience;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "12",
            description = "how many calls are under way at the same time; ${DEFAULT-VALUE} if not given")
    private int atOnce;

    @Option(
            names = "--onto-existing",
            description = "play although there are accepted cases of this district and year already")
    private boolean ontoExisting;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "play to what deploy/up --home FOLDER runs, instead of what runs in this checkout")
    private @Nullable Path home;

    private Workplace workplace = Workplace.ofThisRun();
    private final Clock clock = Clock.systemUTC();

    /** Runs the command. */
    public static void main(String... args) throws IOException {
        var play = new Play();
        var commandLine = CommandLines.of(play);
        commandLine.getCommandSpec().usageMessage().footer(play.manualOfProfiles());
        System.exit(commandLine.execute(args));
    }

    private String[] manualOfProfiles() throws IOException {
        var lines = new java.util.ArrayList<>(List.of("", "Profiles:"));
        for (var profile : profiles().all()) {
            lines.add("  %-16s %s (%d registered, %d accepted, %d closed)"
                    .formatted(
                            profile.name(),
                            profile.about(),
                            profile.registered(),
                            profile.accepted(),
                            profile.closed()));
        }
        return lines.toArray(String[]::new);
    }

    private Profiles profiles() {
        return new Profiles(workplace.module(PROFILES));
    }

    @Override
    public Integer call() throws Exception {
        if ((name == null) == (foreign == null)) {
            throw new ParameterException(spec.commandLine(), "Name a profile, or a log with --log and --mapping.");
        }
        if (patience < 1 || atOnce < 1) {
            throw new ParameterException(spec.commandLine(), "--patience and --at-once are at least 1.");
        }
        if (home != null) {
            workplace = workplace.in(home);
        }
        var console = Console.of(spec.commandLine().getOut());
        if (foreign != null) {
            return foreign.run(new ThisStack(), clock, console);
        }
        var profile = profiles().named(String.valueOf(name));
        var stack = LocalStack.running(workplace);
        if (!stack.simulatedClock()) {
            throw new UserError("The services go by the real time, so a year can't be played."
                    + " Start them with deploy/up --simulated.");
        }
        logToFile();
        return play(profile, stack, console);
    }

    private int play(Profile profile, LocalStack stack, Console console)
            throws IOException, InterruptedException, StepFailed {
        var services = services(stack);
        var numbers = new Numbers(services, profile.district(), profile.from(), profile.to());
        var existing = numbers.closureRate().denominator();
        if (existing > 0 && !ontoExisting) {
            throw new UserError(("There are %d accepted cases of %s in this time already, and the numbers would mix."
                            + " Start from nothing with deploy/up --fresh, or add --onto-existing.")
                    .formatted(existing, profile.district()));
        }
        console.line("%s: %s, %s to %s, %d cases come in"
                .formatted(profile.name(), profile.district(), profile.from(), profile.to(), profile.registered()));
        var mailbox = new Mailbox();
        var started = clock.instant();
        List<String> failures;
        Duration played;
        Numbers.Share rate;
        Numbers.Share expected;
        DeadlineLog.Told deadlines;
        Owed.Found owed;
        try (var partners = new PartnerSystems(stack.kafka(), mailbox);
                var log = new DeadlineLog(stack.kafka())) {
            var watcher = new Progress(profile, services, console, clock);
            var year = new PlayedProfile(profile, services, partners, mailbox, watcher);
            failures = year.play();
            played = Duration.between(started, clock.instant());
            expected = new Numbers.Share(profile.closed(), profile.accepted() + (ontoExisting ? existing : 0));
            rate = failures.isEmpty() ? numbers.awaitClosureRate(expected) : numbers.closureRate();
            deadlines = log.read();
            owed = new Owed(
                            services,
                            profile.name(),
                            profile.to().atTime(LifePlanner.AFTERNOON),
                            year.cases(),
                            year.lives())
                    .look();
        }
        var problems = new java.util.ArrayList<>(failures);
        mailbox.acknowledgedTwice().forEach(reference -> problems.add(reference + " was acknowledged more than once"));
        problems.addAll(mailbox.rejected());
        console.done();
        console.line("played in %d min %02d s: %d calls (%d of them repeats), %.0f calls/s"
                .formatted(
                        played.toMinutes(),
                        played.toSecondsPart(),
                        services.calls(),
                        services.repeats(),
                        services.calls() * 1000.0 / Math.max(1, played.toMillis())));
        console.line("");
        console.line("What the analytics service says about %s, %s to %s:"
                .formatted(profile.district(), profile.from(), profile.to()));
        numbers.table().forEach(console::line);
        console.line("The log tells of %d deadlines that were warned of and %d that were breached."
                .formatted(deadlines.warnings(), deadlines.breaches()));
        console.line("Obligations between the centre and its partners:");
        owed.lines().forEach(console::line);
        if (!ontoExisting) {
            problems.addAll(owed.problems());
        }
        if (!ontoExisting && !rate.equals(expected)) {
            problems.add("the profile means %d accepted and %d closed, and the services say %d and %d"
                    .formatted(expected.denominator(), expected.numerator(), rate.denominator(), rate.numerator()));
        }
        if (!ontoExisting && profile.published() != null) {
            problems.addAll(told(profile.published(), numbers, console));
        }
        if (problems.isEmpty()) {
            return 0;
        }
        console.line("");
        console.line("%d steps could not be done or did not come out as planned:".formatted(problems.size()));
        problems.forEach(problem -> console.line("  " + problem));
        return CommandLines.FAILED;
    }

    /** Tells each published figure beside the played one; returns those that differ. */
    private static List<String> told(Profile.Published published, Numbers numbers, Console console)
            throws StepFailed, InterruptedException {
        console.line("What was published (%s):".formatted(published.source()));
        var differing = new java.util.ArrayList<String>();
        for (var figure : published.figures()) {
            var played = numbers.await(figure);
            var line = "%s; played %d of %d".formatted(figure, played.numerator(), played.denominator());
            console.line("  " + line);
            if (!figure.isThatOf(played.numerator(), played.denominator())) {
                differing.add("published was " + line);
            }
        }
        return differing;
    }

    private Services services(LocalStack stack) throws IOException {
        return new Services(
                stack.services(),
                new Tokens(TokenKeys.keptIn(workplace.keys()), clock),
                clock,
                Duration.ofSeconds(patience),
                atOnce);
    }

    /** The stack that runs in this checkout. */
    private final class ThisStack implements LogCommand.Stack {

        @Override
        public LocalStack running() throws IOException {
            var stack = LocalStack.running(workplace);
            logToFile();
            return stack;
        }

        @Override
        public Services services(LocalStack stack) throws IOException {
            return Play.this.services(stack);
        }

        @Override
        public Path journals() {
            return workplace.data().resolve("replayed");
        }
    }

    /** The libraries' own messages go to a file, so that they don't break the progress line. */
    private void logToFile() throws IOException {
        var root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        java.nio.file.Files.createDirectories(workplace.logs());
        var file = new FileHandler(workplace.logs().resolve("caseload.log").toString(), true);
        file.setFormatter(new SimpleFormatter());
        root.addHandler(file);
        root.setLevel(Level.WARNING);
    }

    /** Shows the day, the cases and the rate. */
    private record Progress(
            Profile profile, Services services, Console console, java.time.InstantSource clock, long[] last)
            implements PlayedProfile.Watcher {

        Progress(Profile profile, Services services, Console console, java.time.InstantSource clock) {
            this(profile, services, console, clock, new long[] {0, clock.millis()});
        }

        @Override
        public void moment(LocalDateTime moment, int begun, int rested) {
            var days = ChronoUnit.DAYS.between(profile.from(), profile.to()) + 1;
            var done = ChronoUnit.DAYS.between(profile.from(), moment.toLocalDate());
            var percent = (int) (100 * done / days);
            var calls = services.calls();
            var now = clock.millis();
            var text = "%s  [%-20s] %3d %%  %d of %d cases in, %d at rest, %d calls/s"
                    .formatted(
                            moment.toLocalDate(),
                            "█".repeat(percent / 5),
                            percent,
                            begun,
                            profile.registered(),
                            rested,
                            (calls - last[0]) * 1000 / Math.max(1, now - last[1]));
            if (now - last[1] >= 1000) {
                last[0] = calls;
                last[1] = now;
            }
            if (moment.getDayOfMonth() == 1 && moment.toLocalTime().equals(LifePlanner.MORNING)) {
                console.milestone(text);
            } else {
                console.progress(text);
            }
        }
    }
}
