package org.fengqiao.verification;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.fengqiao.kernel.proof.CheckpointMessage;
import org.fengqiao.local.CommandLines;
import org.fengqiao.local.Console;
import org.fengqiao.local.LocalStack;
import org.fengqiao.local.Person;
import org.fengqiao.local.Service;
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

    private static final List<Service> RECORDING =
            List.of(Service.INTAKE, Service.ROUTING, Service.MEDIATION, Service.PETITION);

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

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

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
            if (!Files.isReadable(file)) {
                throw new UserError("%s cannot be read.".formatted(file));
            }
            var finding = bundles.verify(bundleIn(Files.readString(file)));
            well &= finding.well();
            spec.commandLine().getOut().printf("%s: %s%n", file, finding.what());
        }
        return well;
    }

    /**
     * Returns the bundle that an answer of a service holds; a bundle is one itself, and what is neither is left for the
     * verifier to say so.
     */
    private String bundleIn(String text) {
        try {
            var proof = json.readTree(text).path("proof");
            return proof.isObject() ? json.writeValueAsString(proof) : text;
        } catch (IOException _) {
            return text;
        }
    }

    private boolean verifyEverything() throws IOException, InterruptedException {
        var workplace = Workplace.ofThisRun();
        var stack = LocalStack.running(workplace);
        var operator = Person.ofTheCity("verify", "operator");
        var token =
                new Tokens(TokenKeys.keptIn(workplace.keys()), Clock.systemUTC()).sign(operator, Duration.ofHours(8));
        var services = new Services(json, token);
        var console = Console.of(spec.commandLine().getOut());
        var published = published(stack.kafka());
        var well = true;
        for (var service : RECORDING) {
            var troubles = troublesOrAway(
                    services, console, service, stack.of(service), published.getOrDefault(service.label(), List.of()));
            troubles.forEach(trouble -> console.line("  " + trouble));
            well &= troubles.isEmpty();
        }
        return well;
    }

    /** The streams of a service that is away are not verified; the others are. */
    List<String> troublesOrAway(
            Services services, Console console, Service service, URI address, List<CheckpointMessage> published)
            throws InterruptedException {
        try {
            return troubles(services, console, service, address, published);
        } catch (Services.Away away) {
            console.done();
            console.line("%-10s AWAY: not verified whether its streams are intact".formatted(service.label()));
            return List.of(away.getMessage());
        }
    }

    private List<String> troubles(
            Services services, Console console, Service service, URI address, List<CheckpointMessage> published)
            throws Services.Away, InterruptedException {
        var troubles = new ArrayList<String>();
        var checkpoints = new PublishedCheckpoints(trustedKeys);
        for (var message : published) {
            var wrong = checkpoints.add(message);
            if (wrong != null) {
                troubles.add(wrong);
            } else if (!message.signature().equals(services.signatureOf(address, message.number()))) {
                troubles.add("checkpoint %d was published and is another one in the database, or none"
                        .formatted(message.number()));
            }
            console.progress(
                    "%-10s %d of %d checkpoints".formatted(service.label(), checkpoints.count(), published.size()));
        }
        var streams = new int[1];
        var signed = new long[2];
        services.verdicts(address, verdict -> {
            streams[0]++;
            if (verdict.path("finding").asText().equals("INTACT")) {
                signed[0] += verdict.path("events").asLong();
                signed[1] += verdict.path("signed").asLong();
            } else {
                troubles.add("case %s is %s: %s%s"
                        .formatted(
                                verdict.path("caseId").asText(),
                                verdict.path("finding").asText(),
                                verdict.path("what").asText(),
                                verdict.has("version")
                                        ? ", version " + verdict.path("version").asText()
                                        : ""));
            }
            console.progress("%-10s %d cases".formatted(service.label(), streams[0]));
        });
        console.milestone("%-10s %s: %d cases, %d events, %d of them signed, %d checkpoints, keys %s"
                .formatted(
                        service.label(),
                        troubles.isEmpty() ? "intact" : "NOT AS IT WAS RECORDED",
                        streams[0],
                        signed[0],
                        signed[1],
                        published.size(),
                        String.join(", ", checkpoints.keys())));
        return troubles;
    }

    /** Returns all checkpoints on the topic by service, in their order. */
    private Map<String, List<CheckpointMessage>> published(String kafka) throws IOException {
        var published = new HashMap<String, List<CheckpointMessage>>();
        PublishedRecords.read(kafka, List.of(CheckpointMessage.TOPIC), read -> {
            var message = json.readValue(read.value(), CheckpointMessage.class);
            published.computeIfAbsent(message.service(), _ -> new ArrayList<>()).add(message);
        });
        return published;
    }
}
