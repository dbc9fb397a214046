package org.fengqiao.caseload.load;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.fengqiao.caseload.life.LifePlanner;
import org.fengqiao.caseload.life.Registration;
import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.caseload.play.Services;
import org.fengqiao.caseload.play.StepFailed;
import org.fengqiao.caseload.profile.Profiles;
import org.fengqiao.local.CommandLines;
import org.fengqiao.local.Console;
import org.fengqiao.local.Figures;
import org.fengqiao.local.LocalStack;
import org.fengqiao.local.ProcessMemory;
import org.fengqiao.local.Service;
import org.fengqiao.local.TokenKeys;
import org.fengqiao.local.Tokens;
import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/** {@code deploy/load}: how fast Fengqiao is on this machine, measured on the running services. */
@Command(
        name = "deploy/load",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the services that deploy/up runs and writes the figures,"
                    + " with a description of the machine, to .fengqiao/figures.",
            "It leaves the cases it makes behind, so run it on data that may be thrown away (deploy/up --fresh)."
        })
public final class Load implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Spec
    private CommandSpec spec;

    /** Measurements to choose from. */
    enum Measurement {
        STARTUP,
        REGISTRATIONS,
        LATENCY,
        DRAIN,
        INBOX,
        MEMORY
    }

    @Parameters(
            arity = "0..*",
            paramLabel = "WHAT",
            description = "startup, registrations, latency, drain, inbox, memory; all if none is named")
    private Set<Measurement> wanted = EnumSet.noneOf(Measurement.class);

    @Option(
            names = "--rate",
            defaultValue = "100",
            paramLabel = "N",
            description = "latency: so many events a second; ${DEFAULT-VALUE} if not given")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            paramLabel = "N",
            description = "latency, registrations: for so long; ${DEFAULT-VALUE} if not given")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "120",
            paramLabel = "N",
            description = "latency, registrations: for so many seconds the same load before it, unmeasured, so that the"
                    + " compilers are done; ${DEFAULT-VALUE} if not given")
    private int warmUp;

    @Option(
            names = "--backlog",
            defaultValue = "100000",
            paramLabel = "N",
            description = "drain and inbox: so many events; ${DEFAULT-VALUE} if not given")
    private int backlog;

    private final Workplace workplace = Workplace.ofThisRun();
    private final Clock clock = Clock.systemUTC();

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(CommandLines.of(new Load()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (rate < 1 || seconds < 1 || warmUp < 0 || backlog < Referrals.EVENTS_EACH) {
            throw new UserError("--rate and --seconds are at least 1, --warm-up at least 0, --backlog at least %d."
                    .formatted(Referrals.EVENTS_EACH));
        }
        if (wanted.isEmpty()) {
            wanted = EnumSet.allOf(Measurement.class);
        }
        var console = Console.of(spec.commandLine().getOut());
        var stack = LocalStack.running(workplace);
        var figures = new Figures();
        var begun = clock.instant();
        for (var measurement : Measurement.values()) {
            if (wanted.contains(measurement)) {
                console.line("measuring " + measurement.name().toLowerCase(java.util.Locale.ROOT) + " …");
                measure(measurement, stack, figures, console);
                console.done();
            }
        }
        console.line("");
        figures.table(begun).forEach(console::line);
        console.line("appended to " + workplace.root().relativize(figures.write(workplace.figures(), begun)));
        return 0;
    }

    private void measure(Measurement measurement, LocalStack stack, Figures figures, Console console)
            throws IOException, InterruptedException, StepFailed, SQLException {
        var told = someRegistration();
        switch (measurement) {
            case STARTUP ->
                figures.add(
                        "start, from built to ready",
                        stack.secondsToReady().isEmpty() ? "–" : "%s s".formatted(stack.secondsToReady()),
                        "as deploy/up measured it when it started: PostgreSQL, Kafka, Connect,"
                                + " five services, four connectors");
            case REGISTRATIONS -> registrations(stack, told, figures, console);
            case LATENCY -> {
                if (warmUp > 0) {
                    new Latency(stack, services(stack), told).measure(rate, warmUp, new Figures(), console);
                }
                new Latency(stack, services(stack), told).measure(rate, seconds, figures, console);
            }
            case DRAIN -> drain(stack, told, figures, console);
            case INBOX -> inbox(stack, told, figures, console);
            case MEMORY -> memory(stack, figures);
        }
    }

    private Services services(LocalStack stack) throws IOException {
        var tokens = new Tokens(TokenKeys.keptIn(workplace.keys()), clock);
        return new Services(stack.services(), tokens, clock, Duration.ofSeconds(30), 16);
    }

    /** A registration that the rule accepts. */
    private Registration someRegistration() throws IOException {
        var profile = new Profiles(workplace.module("deploy/caseload/profiles")).named("kundulun-2024");
        return new LifePlanner(profile)
                .lives().stream()
                        .filter(life -> life.course().name().equals("settled by the mediators"))
                        .filter(life -> life.registration().place().street() != null)
                        .findFirst()
                        .orElseThrow()
                        .registration();
    }

    /** First while nothing is delivered, so that intake works alone, then with all that follows beside it. */
    private void registrations(LocalStack stack, Registration told, Figures figures, Console console)
            throws IOException, InterruptedException, StepFailed, SQLException {
        var connectors = new Connectors(stack.connect());
        var names = connectors.names();
        var registrations = new Registrations(services(stack), told);
        if (warmUp > 0) {
            registrations.aSecond(warmUp, console, "registrations: warming up");
        }
        settle(stack, console);
        connectors.pause(names);
        double alone;
        try {
            alone = registrations.aSecond(seconds, console, "registrations: intake alone");
        } finally {
            connectors.resume(names);
        }
        settle(stack, console);
        var all = registrations.aSecond(seconds, console, "registrations: with all that follows");
        figures.add(
                "registrations over HTTP, intake alone",
                "%.0f/s".formatted(alone),
                "%d clients for %d s, connectors paused".formatted(Registrations.CLERKS, seconds));
        figures.add(
                "registrations over HTTP, everything running",
                "%.0f/s".formatted(all),
                "the same, while each case is delivered, triaged and assigned beside it");
        settle(stack, console);
    }

    /** The tables hold a backlog that the connectors have not carried to the topic yet; then they are let go. */
    private void drain(LocalStack stack, Registration told, Figures figures, Console console)
            throws IOException, InterruptedException, StepFailed, SQLException {
        var connectors = new Connectors(stack.connect());
        var names = connectors.names();
        var referrals = Math.ceilDiv(backlog, Referrals.EVENTS_EACH);
        var events = (long) referrals * Referrals.EVENTS_EACH;
        try (var intake = new Backlog(stack, Service.INTAKE, Partner.POLICE.inbound());
                var analytics = new ProjectedEvents(stack)) {
            settle(stack, console);
            connectors.pause(names);
            var before = analytics.ofReferrals();
            var allBefore = analytics.all();
            var filling = System.nanoTime();
            new Referrals(stack, told, clock).send(referrals);
            until(() -> intake.now() == 0, console, "drain: intake records the backlog");
            var filled = (System.nanoTime() - filling) / 1e9;
            var draining = System.nanoTime();
            connectors.resume(names);
            until(() -> analytics.ofReferrals() >= before + events, console, "drain: tables → topic → analytics");
            var drained = (System.nanoTime() - draining) / 1e9;
            figures.add(
                    "referrals recorded by intake, from the topic",
                    "%s events (%s referrals)".formatted(Figures.rate(events, filled), Figures.rate(referrals, filled)),
                    "%d referrals on police.inbound, connectors held back".formatted(referrals));
            settle(stack, console);
            var whole = (System.nanoTime() - draining) / 1e9;
            figures.add(
                    "drain: tables → topic → analytics",
                    "%s events".formatted(Figures.rate(events, drained)),
                    ("%d events of intake waited in its table; connectors let go; until analytics has them all"
                                    + " (%.1f s), while routing triages and assigns each case beside it")
                            .formatted(events, drained));
            figures.add(
                    "the same with everything that followed",
                    "%s events".formatted(Figures.rate(analytics.all() - allBefore, whole)),
                    "until no service has anything left to read (%.1f s)".formatted(whole));
            var floor = Topics.readAndParse(stack.kafka(), Topics.CASE_EVENTS);
            figures.add(
                    "floor: a bare consumer that only parses",
                    "%s events".formatted(Figures.rate(floor.events(), floor.seconds())),
                    "%d events of case-events, read and parsed, in the same run; the drain reaches %.0f %% of it"
                            .formatted(floor.events(), 100 * events / drained / floor.perSecond()));
        }
    }

    /** Routing catches up on a backlog that is on the topic already; nothing else works meanwhile. */
    private void inbox(LocalStack stack, Registration told, Figures figures, Console console)
            throws IOException, InterruptedException, StepFailed, SQLException {
        var routing = stack.processes().get(Service.ROUTING.label());
        if (routing == null) {
            throw new UserError("The routing service does not run.");
        }
        var connectors = new Connectors(stack.connect());
        var referrals = Math.ceilDiv(backlog, Referrals.EVENTS_EACH);
        var events = (long) referrals * Referrals.EVENTS_EACH;
        try (var behind = new Backlog(stack, Service.ROUTING, Topics.CASE_EVENTS);
                var intake = new Backlog(stack, Service.INTAKE, Partner.POLICE.inbound());
                var analytics = new ProjectedEvents(stack)) {
            settle(stack, console);
            var before = analytics.ofReferrals();
            signal("STOP", routing);
            try {
                new Referrals(stack, told, clock).send(referrals);
                until(
                        () -> intake.now() == 0 && analytics.ofReferrals() >= before + events,
                        console,
                        "inbox: the backlog comes onto the topic while routing stands still");
                connectors.pause(List.of(Service.ROUTING.label()));
            } finally {
                signal("CONT", routing);
            }
            // The group takes the frozen member back first; its first progress starts the watch.
            var full = behind.now();
            until(() -> behind.now() < full, console, "inbox: routing comes back");
            var left = behind.now();
            var started = System.nanoTime();
            until(() -> behind.now() == 0, console, "inbox: routing catches up");
            var took = (System.nanoTime() - started) / 1e9;
            connectors.resume(List.of(Service.ROUTING.label()));
            var done = Math.round((double) events * left / full);
            figures.add(
                    "routing's inbox alone",
                    "%s events".formatted(Figures.rate(done, took)),
                    ("%d events waited on case-events while the process was frozen (SIGSTOP), each third one"
                                    + " leads to two events of its own (%d cases triaged and assigned);"
                                    + " timed from the first batch to the last (%.1f s)")
                            .formatted(events, referrals, took));
            settle(stack, console);
        }
    }

    private void memory(LocalStack stack, Figures figures) throws IOException {
        long all = 0;
        var parts = new ArrayList<String>();
        for (var process : stack.processes().entrySet()) {
            var bytes = ProcessMemory.residentBytes(process.getValue()).orElse(0);
            all += bytes;
            parts.add("%s %d".formatted(process.getKey(), bytes >> 20));
        }
        var postgres = ProcessMemory.ofPostgres(workplace.data());
        all += postgres;
        parts.add("PostgreSQL %d".formatted(postgres >> 20));
        figures.add(
                "memory of all processes",
                "%.2f GiB".formatted(all / (double) (1 << 30)),
                "resident sets in MiB, PostgreSQL's shared memory counted once: " + String.join(", ", parts));
    }

    /** Waits until no service is behind and all connectors run. */
    private static void settle(LocalStack stack, Console console)
            throws InterruptedException, SQLException, IOException {
        var all = new ArrayList<Backlog>();
        try {
            for (var service : Service.values()) {
                all.add(new Backlog(stack, service, Topics.CASE_EVENTS));
            }
            var quietSince = System.nanoTime();
            while (System.nanoTime() - quietSince < Duration.ofSeconds(1).toNanos()) {
                for (var one : all) {
                    if (one.now() > 0) {
                        quietSince = System.nanoTime();
                    }
                }
                console.progress("waiting for quiet");
                Thread.sleep(LOOK);
            }
        } finally {
            for (var one : all) {
                one.close();
            }
        }
    }

    private interface Condition {
        boolean holds() throws SQLException, IOException;
    }

    private static void until(Condition condition, Console console, String what)
            throws InterruptedException, SQLException, IOException, StepFailed {
        var started = System.nanoTime();
        while (!condition.holds()) {
            var waited = Duration.ofNanos(System.nanoTime() - started);
            if (waited.compareTo(PATIENCE) > 0) {
                throw new StepFailed(what + ": not within " + PATIENCE.toMinutes() + " minutes");
            }
            console.progress("%s … %d s".formatted(what, waited.toSeconds()));
            Thread.sleep(LOOK);
        }
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -%s %d failed".formatted(name, process));
        }
    }
}
