package org.fengqiao.conformance;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.local.EmbeddedPart;
import org.fengqiao.local.Workplace;

/** {@code deploy/partner simulate-centre}: a centre for those who write a partner's system. */
@Command(
        name = "simulate-centre",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays the centre on a partner's topics: acknowledges referrals, sends results, rejects what is wrong,"
                    + " files with the court, sends again what is asked for, keeps the books. It has no"
                    + " people, no cases"
                    + " and no HTTP.",
            "Without --bootstrap it starts a broker with all topics. Ctrl-C stops it."
        })
final class SimulateCentre implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private ScriptOptions options = new ScriptOptions();

    @Option(
            names = "--partner",
            required = true,
            paramLabel = "NAME",
            converter = PartnerName.class,
            description = "To whom: police, court, petition-office or procuratorate.")
    private Partner partner;

    @Option(
            names = "--result-after",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = "From acceptance to result; ${DEFAULT-VALUE} if not given.")
    private int resultAfter;

    @Option(
            names = "--filings",
            defaultValue = "3",
            paramLabel = "N",
            description = "So many applications of each kind are filed with the court, questions where a matter stands"
                    + " put to court and petition office, and reliefs proposed to the procuratorate, one every 10 s;"
                    + " ${DEFAULT-VALUE} if not given.")
    private int filings;

    @Option(
            names = "--kafka-port",
            defaultValue = "9092",
            paramLabel = "PORT",
            description = "Of the broker that is started; ${DEFAULT-VALUE} if not given.")
    private int port;

    @Option(names = "--for", paramLabel = "SECONDS", description = "Stop after so long.")
    private @Nullable Integer seconds;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var broker = kafka.bootstrap == null ? startBroker() : null;
        try (var centre = new SimulatedCentre(
                        partner, options.script(), Duration.ofSeconds(resultAfter), InstantSource.system(), what -> {
                            out.println(what);
                            out.flush();
                        });
                var line = new Line(kafka.settings(), List.of(partner.inbound(), partner.outbound()), centre::accept)) {
            centre.on(line);
            out.printf("the centre is played to %s at %s; Ctrl-C stops it%n", partner.inbound(), kafka.bootstrap);
            out.flush();
            for (var source : partner == Partner.COURT
                    ? List.of(SimulatedCentre.INTAKE, SimulatedCentre.MEDIATION)
                    : List.of(SimulatedCentre.INTAKE)) {
                centre.tellSums(
                        source,
                        Sums.dayOf(InstantSource.system().instant())
                                .minusDays(1)
                                .toString());
            }
            run(centre);
        } finally {
            if (broker != null) {
                broker.close();
            }
        }
        return 0;
    }

    private void run(SimulatedCentre centre) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        var end = seconds == null ? Long.MAX_VALUE : System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (var number = 1; System.nanoTime() < end; number++) {
            if (number <= filings) {
                askOfThePartner(centre, number);
            }
            var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (stopped.await(Math.clamp(left, 0, 10_000), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private void askOfThePartner(SimulatedCentre centre, int number) {
        if (partner == Partner.COURT) {
            centre.file("confirmation", 2 * number);
            centre.file("fast-track", 2 * number + 1);
        }
        if (SimulatedCentre.isAskedWhereMattersStand(partner)) {
            centre.inquire(number);
        }
        if (partner == Partner.PROCURATORATE) {
            centre.relieve(number);
        }
    }

    private EmbeddedPart startBroker() throws IOException, InterruptedException {
        var broker = EmbeddedPart.start(
                Workplace.ofThisRun().module("deploy/embedded/target"),
                "kafka",
                "384m",
                "--kafka-port",
                Integer.toString(port));
        kafka.bootstrap = broker.told("kafka.bootstrap");
        return broker;
    }
}
