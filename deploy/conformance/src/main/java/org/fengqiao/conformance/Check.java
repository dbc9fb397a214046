package org.fengqiao.conformance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.local.UserError;

/** {@code deploy/partner check}: runs a list of cases, and prints what is right, wrong and missing. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs cases by the published contract, against the centre or against a partner's own implementation, and"
                    + " prints what is right, wrong and missing. The exit code is 0 if nothing is wrong or missing.",
            "Against the centre it makes cases: run it where they may be made."
        })
final class Check implements Callable<Integer> {

    private static final int NOT_AS_PROMISED = 1;

    /** Side that is checked. */
    enum Side {
        CENTRE,
        PARTNER
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--partner",
            required = true,
            paramLabel = "NAME",
            converter = PartnerName.class,
            description = "police, court, petition-office or procuratorate")
    private Partner partner;

    @Option(
            names = "--against",
            defaultValue = "centre",
            paramLabel = "SIDE",
            description = "centre: from the partner's side; partner: the centre is played to your implementation.")
    private Side against;

    @Option(
            names = "--case",
            split = ",",
            paramLabel = "NAME",
            description = "Only these; --list shows the names. They build on each other little.")
    private @Nullable Set<String> names;

    @Option(names = "--list", description = "List the cases, and run none.")
    private boolean list;

    @Option(names = "--seed", defaultValue = "0", paramLabel = "N", description = "By default another one each time.")
    private long seed;

    @Option(
            names = "--patience",
            defaultValue = "90",
            paramLabel = "SECONDS",
            description = "How long an answer is waited for; ${DEFAULT-VALUE} if not given.")
    private int patience;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "The centre's time, such as 2024-05-31T10:00:00+08:00, if it lives in a simulated one.")
    private @Nullable OffsetDateTime time;

    @Option(
            names = "--district",
            defaultValue = "昆都仑区",
            paramLabel = "NAME",
            description = "Of the referrals, against the centre; ${DEFAULT-VALUE} if not given.")
    private String district;

    @Option(
            names = "--filing",
            paramLabel = "ID",
            description = "A filing of the centre's that the court may decide, against the centre.")
    private @Nullable String filing;

    @Override
    public Integer call() throws Exception {
        if (patience < 1) {
            throw new UserError("--patience is at least 1.");
        }
        var out = spec.commandLine().getOut();
        var chosen = seed == 0 ? System.nanoTime() : seed;
        var theirs = against == Side.CENTRE
                ? List.of(partner.outbound(), partner.rejected())
                : List.of(partner.inbound(), partner.outbound());
        var clock = InstantSource.system();
        var script = Script.flawless(chosen);
        try (var centre = new SimulatedCentre(partner, script, Duration.ofDays(1), clock, _ -> {});
                var line = new Line(kafka.settings(), theirs, message -> {
                    if (against == Side.PARTNER) {
                        centre.accept(message);
                    }
                })) {
            centre.on(line);
            if (against == Side.PARTNER) {
                line.heard(message -> message.topic().equals(partner.inbound())).forEach(centre::accept);
            }
            var cases = against == Side.CENTRE
                    ? new CentreCases(
                                    partner,
                                    line,
                                    new CentreCases.Settings(
                                            time == null ? Instant.now() : time.toInstant(),
                                            Duration.ofSeconds(patience),
                                            district,
                                            chosen,
                                            filing))
                            .all()
                    : new PartnerCases(partner, line, centre, clock, Duration.ofSeconds(patience)).all();
            return run(cases, chosen, new Report(out));
        }
    }

    private int run(List<CheckedCase> cases, long chosen, Report report) throws Exception {
        var unknown = names == null
                ? List.<String>of()
                : names.stream()
                        .filter(name ->
                                cases.stream().noneMatch(one -> one.name().equals(name)))
                        .toList();
        if (!unknown.isEmpty()) {
            throw new UserError("No case is called %s; --list shows the names.".formatted(String.join(", ", unknown)));
        }
        for (var one : cases) {
            if (names != null && !names.contains(one.name())) {
                continue;
            }
            if (list) {
                report.listed(one);
            } else {
                report.checked(one, one.verdict());
            }
        }
        if (list) {
            return 0;
        }
        report.total(chosen);
        return report.isGood() ? 0 : NOT_AS_PROMISED;
    }
}
