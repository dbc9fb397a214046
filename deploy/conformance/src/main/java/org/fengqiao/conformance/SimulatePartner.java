package org.fengqiao.conformance;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.fengqiao.caseload.partner.Partner;

/** {@code deploy/partner simulate}: a partner for the centre. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays a partner to the centre: refers disputes, decides as the court does, asks for what it misses, tells"
                    + " its sums of a day; by its script it is silent, late, says things twice, in the wrong order or"
                    + " otherwise, and sends what nobody can read."
        })
final class SimulatePartner implements Callable<Integer> {

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
            description = "Which: police, court, petition-office or procuratorate.")
    private Partner partner;

    @Option(
            names = "--referrals",
            defaultValue = "10",
            paramLabel = "N",
            description = "So many disputes are referred; ${DEFAULT-VALUE} if not given.")
    private int referrals;

    @Option(
            names = "--every",
            defaultValue = "1000",
            paramLabel = "MILLISECONDS",
            description = "Between two of them; ${DEFAULT-VALUE} if not given.")
    private int every;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "The centre's time, such as 2024-05-31T10:00:00+08:00, if it lives in a simulated one.")
    private @Nullable OffsetDateTime time;

    @Option(
            names = "--district",
            defaultValue = "昆都仑区",
            paramLabel = "NAME",
            description = "Of the referrals; ${DEFAULT-VALUE} if not given.")
    private String district;

    @Option(
            names = "--for",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "Stop after so long; ${DEFAULT-VALUE} if not given.")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var started = Instant.now();
        var ahead = time == null ? Duration.ZERO : Duration.between(started, time.toInstant());
        try (var played = new SimulatedPartner(
                        partner, options.script(), district, () -> Instant.now().plus(ahead), what -> {
                            out.println(what);
                            out.flush();
                        });
                var line = new Line(kafka.settings(), List.of(partner.outbound(), partner.rejected()), played::hear)) {
            played.on(line);
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            for (var number = 1; System.nanoTime() < end; number++) {
                if (number <= referrals) {
                    played.refer(number);
                }
                played.look();
                Thread.sleep(Math.max(1, every));
            }
            out.println(played.summary());
        }
        return 0;
    }
}
