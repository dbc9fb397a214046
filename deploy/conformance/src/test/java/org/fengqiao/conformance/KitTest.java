package org.fengqiao.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.local.EmbeddedPart;

/**
 * The kit at work on a real broker: its centre passes its own check, faults are found, and a stranger's partner that
 * was written in Python from the published contract passes.
 */
class KitTest {

    private static final String BOOTSTRAP = "kafka.bootstrap";

    private static EmbeddedPart broker;

    @BeforeAll
    static void start() throws Exception {
        broker = startBroker();
    }

    private static EmbeddedPart startBroker() throws IOException, InterruptedException {
        return EmbeddedPart.start(Path.of("../embedded/target"), "kafka", "384m");
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    private record Checked(int exitCode, String printed) {}

    private static Checked check(String... arguments) {
        var printed = new StringWriter();
        var all = new ArrayList<>(List.of("check", "--bootstrap", broker.told(BOOTSTRAP)));
        all.addAll(Arrays.asList(arguments));
        var command = PartnerCommand.commandLine()
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(printed, true));
        return new Checked(command.execute(all.toArray(String[]::new)), printed.toString());
    }

    private static Checked checkOfTheCentre(Partner partner, Script script, String... arguments) throws Exception {
        try (var centre = new SimulatedCentre(partner, script, Duration.ofDays(1), InstantSource.system(), _ -> {});
                var line = new Line(
                        Map.of("bootstrap.servers", broker.told(BOOTSTRAP)),
                        List.of(partner.inbound(), partner.outbound()),
                        centre::accept)) {
            centre.on(line);
            centre.tellSums(
                    SimulatedCentre.INTAKE,
                    Sums.dayOf(InstantSource.system().instant()).minusDays(1).toString());
            return check(arguments);
        }
    }

    @Test
    void theSimulatedCentreKeepsEveryPromise() throws Exception {
        var checked = checkOfTheCentre(
                Partner.POLICE, Script.flawless(1), "--partner", "police", "--patience", "20", "--seed", "11");

        assertThat(checked.printed())
                .contains("right        reference-taken")
                .contains("right        redelivery")
                .contains("0 wrong, 0 missing, 0 not checked (seed 11)");
        assertThat(checked.exitCode()).isZero();
    }

    @Test
    void whatACentreKeepsBackIsMissing() throws Exception {
        var checked = checkOfTheCentre(
                Partner.PROCURATORATE,
                new Script(1, 1, List.of(Fault.SILENCE)),
                "--partner",
                "procuratorate",
                "--patience",
                "2",
                "--case",
                "referral-accepted,bad-missing");

        assertThat(checked.printed())
                .contains("MISSING      referral-accepted")
                .contains("right        bad-missing")
                .contains("1 right, 0 wrong, 1 missing");
        assertThat(checked.exitCode()).isEqualTo(1);
    }

    @Test
    void aSimulatedPartnerBearsWhatTheCentreDoesAndIsUnderstood() throws Exception {
        var all = List.of(Fault.values());
        var centreSays = new ArrayList<String>();
        var partner = Partner.COURT;
        // A broker of its own: what it leaves on the court's topics nobody else could read.
        try (var another = startBroker()) {
            bearsAndIsUnderstood(Map.of("bootstrap.servers", another.told(BOOTSTRAP)), all, partner, centreSays);
        }
    }

    private static void bearsAndIsUnderstood(
            Map<String, Object> settings, List<Fault> all, Partner partner, List<String> centreSays) throws Exception {
        try (var centre = new SimulatedCentre(
                        partner, new Script(3, 0.3, all), Duration.ofMillis(500), InstantSource.system(), said -> {
                            synchronized (centreSays) {
                                centreSays.add(said);
                            }
                        });
                var court = new SimulatedPartner(
                        partner, new Script(4, 0.5, all), "昆都仑区", InstantSource.system(), _ -> {});
                var lineOfTheCentre =
                        new Line(settings, List.of(partner.inbound(), partner.outbound()), centre::accept);
                var lineOfTheCourt = new Line(settings, List.of(partner.outbound(), partner.rejected()), court::hear)) {
            centre.on(lineOfTheCentre);
            court.on(lineOfTheCourt);
            for (var number = 1; number <= 20; number++) {
                court.refer(number);
                centre.file("confirmation", number);
                centre.inquire(number);
                court.look();
            }
            var patience = Duration.ofMinutes(1);
            assertThat(lineOfTheCentre.await(0, message -> message.type().equals("confirmation-decided"), patience))
                    .isPresent();
            assertThat(lineOfTheCentre.await(0, message -> message.type().equals("standing-told"), patience))
                    .isPresent();
            for (var code : List.of("kernel.malformed-json", "intake.reference-taken")) {
                assertThat(lineOfTheCourt.await(
                                0, message -> message.header("rejection-code").equals(code), patience))
                        .as(code)
                        .isPresent();
            }
            synchronized (centreSays) {
                assertThat(centreSays).anyMatch(said -> said.startsWith("takes ") && said.contains("referral"));
            }
            assertThat(court.summary()).contains("sent referral-submitted", "received referral-acknowledged");
        }
    }

    @Test
    void aStrangersPartnerWrittenFromTheContractPasses() throws Exception {
        for (var partner : List.of("petition-office", "court")) {
            var checked = checkOfPython(partner, "--gap-after", "1", "--refer", "1");

            assertThat(checked.printed())
                    .contains(
                            "right        asks-for-what-it-misses",
                            "right        tells-where-a-matter-stands",
                            "right        tells-its-sums ")
                    .contains(" 0 wrong, 0 missing, 0 not checked");
            assertThat(checked.exitCode()).isZero();
        }
    }

    @Test
    void aPartnerThatDoesNotLookForGapsFails() throws Exception {
        var checked = checkOfPython("police", "--gap-after", "9999", "--refer", "1");

        assertThat(checked.printed()).contains("MISSING      asks-for-what-it-misses", "WRONG        tells-its-sums ");
        assertThat(checked.exitCode()).isEqualTo(1);
    }

    private static Checked checkOfPython(String partner, String... arguments) throws Exception {
        var python = pythonWithKafka();
        if (python == null && Boolean.parseBoolean(System.getenv("FENGQIAO_REQUIRE_PYTHON_KAFKA"))) {
            throw new AssertionError("no Python has the package kafka (Debian: python3-kafka)");
        }
        assumeTrue(python != null, "no Python here has the package kafka (Debian: python3-kafka)");
        var command = new ArrayList<>(List.of(
                python,
                "samples/partner.py",
                "--bootstrap",
                broker.told(BOOTSTRAP),
                "--partner",
                partner,
                "--for",
                "180"));
        command.addAll(Arrays.asList(arguments));
        var stranger = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return check("--partner", partner, "--against", "partner", "--patience", "15");
        } finally {
            stranger.destroy();
            stranger.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static @Nullable String pythonWithKafka() throws InterruptedException {
        for (var python : List.of("/usr/bin/python3", "python3")) {
            try {
                var asked = new ProcessBuilder(python, "-c", "import kafka")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (asked.waitFor(30, TimeUnit.SECONDS) && asked.exitValue() == 0) {
                    return python;
                }
            } catch (IOException _) {
                // Not installed: the next one.
            }
        }
        return null;
    }
}
