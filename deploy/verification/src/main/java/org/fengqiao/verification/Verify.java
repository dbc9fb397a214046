package org.fengqiao.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.fengqiao.local.CommandLines;
import org.fengqiao.local.Console;
import org.fengqiao.local.LocalStack;
import org.fengqiao.local.Person;
import org.fengqiao.local.TokenKeys;
import org.fengqiao.local.Tokens;
import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/** {@code deploy/verify}: whether the record is as it was made. */
@Command(
        name = "deploy/verify",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies bundles of single cases (GET /cases/{id}/proof gives them) without the system; or, with"
                    + " --everything, all streams of the system that deploy/up runs on this machine, against the"
                    + " checkpoints that were published on audit-checkpoints.",
            "Names the first event that was altered, is missing or was added."
                    + " Exit code 0 if everything is as it was recorded, 1 if not or if a service is away."
        },
        footer = {
            "",
            "Examples:",
            "  curl -s -H \"Authorization: Bearer $(deploy/token --role operator)\""
                    + " localhost:8083/cases/$CASE/proof > case.json",
            "  deploy/verify case.json --trusted-key i1.nTIgvcJlNI9ZLTR5dYbZ3A",
            "  deploy/verify --everything"
        })
public final class Verify implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "bundles of cases, or answers that have one in \"proof\"")
    private List<Path> files = List.of();

    @Option(names = "--everything", description = "verify all streams of the running system")
    private boolean everything;

    @Option(
            names = "--trusted-key",
            paramLabel = "ID",
            description = "the id of a key that you trust, as you were told it by another way than the bundle; may be"
                    + " repeated. Without it, a bundle is checked against the key in it, and a service"
                    + " against the key it tells.")
    private Set<String> trustedKeys = new LinkedHashSet<>();

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(CommandLines.of(new Verify()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (files.isEmpty() == !everything) {
            throw new UserError("Name bundles, or say --everything. See deploy/verify --help.");
        }
        return (everything ? verifyEverything() : verifyFiles()) ? 0 : CommandLines.FAILED;
    }

    private boolean verifyFiles() throws IOException {
        var bundles = new Bundles(trustedKeys);
        var well = true;
        for (var file : files) {
            var finding = bundles.verify(file);
            well &= finding.well();
            spec.commandLine().getOut().printf("%s: %s%n", file, finding.what());
        }
        return well;
    }

    private boolean verifyEverything() throws IOException, InterruptedException {
        var workplace = Workplace.ofThisRun();
        var stack = LocalStack.running(workplace);
        var operator = Person.ofTheCity("verify", "operator");
        var token =
                new Tokens(TokenKeys.keptIn(workplace.keys()), Clock.systemUTC()).sign(operator, Duration.ofHours(8));
        var console = Console.of(spec.commandLine().getOut());
        return new Everything(trustedKeys, token, console)
                .verify(stack.services(), Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka()));
    }
}
