package org.fengqiao.caseload.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.fengqiao.caseload.partner.Mailbox;
import org.fengqiao.caseload.partner.PartnerSystems;
import org.fengqiao.caseload.play.Services;
import org.fengqiao.caseload.play.StepFailed;
import org.fengqiao.local.CommandLines;
import org.fengqiao.local.Console;
import org.fengqiao.local.LocalStack;
import org.fengqiao.local.Person;
import org.fengqiao.local.Readiness;
import org.fengqiao.local.Service;
import org.fengqiao.local.TokenKeys;
import org.fengqiao.local.Tokens;
import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/** {@code deploy/fuzz}: malformed calls and messages by the thousand, and a count of what came of them. */
@Command(
        name = "deploy/fuzz",
        mixinStandardHelpOptions = true,
        description = {
            "Sends malformed calls, made from the OpenAPI documents of the services that deploy/up runs, and malformed"
                    + " messages, made from docs/asyncapi.yaml, with valid registrations and referrals beside them."
                    + " Each must be answered, or be on <partner>.rejected, in time; none with a 5xx; what surely is"
                    + " wrong must be refused; no case may be written by half, and no partition be stuck.",
            "Exit code 0 if all of that holds; otherwise 1, with a list of what did not: call, what was wrong with it,"
                    + " answer. It leaves cases behind, so run it on data that may be thrown away (deploy/up --fresh)."
        },
        footer = {"", "Examples:", "  deploy/fuzz", "  deploy/fuzz --calls 500 --seed 7"})
public final class Fuzz implements Callable<Integer> {

    private static final String ASYNC_API = "docs/asyncapi.yaml";
    private static final Duration TOKEN = Duration.ofHours(8);
    private static final Duration SETTLED = Duration.ofMinutes(2);

    /** Number of calls under way at the same time. */
    private static final int AT_ONCE = 12;

    /** Number of people among whom the calls are divided, so that none calls more often than one may. */
    private static final int CALLERS = 60;

    /** Of ten things sent, so many are messages. */
    private static final int MESSAGES_OF_TEN = 3;

    /** Every so many calls one is valid: it moves a case on, so that later ones meet another state. */
    private static final int VALID_EVERY = 20;

    private static final List<String> ROLES = List.of(
            "clerk", "grid-worker", "dispatcher", "mediator", "petition-clerk", "department", "operator", "analyst");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--calls",
            defaultValue = "10000",
            paramLabel = "N",
            description = "so many calls and messages; ${DEFAULT-VALUE} if not given")
    private int calls;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "the same seed gives the same calls and messages, but for the cases they are about;"
                    + " another one each time if not given")
    private @Nullable Long seed;

    @Option(
            names = "--within",
            defaultValue = "5",
            paramLabel = "SECONDS",
            description = "the time in which everything must be answered; ${DEFAULT-VALUE} if not given")
    private int within;

    private final Workplace workplace = Workplace.ofThisRun();
    private final Clock clock = Clock.systemUTC();
    private final Findings findings = new Findings();
    private final Map<Person, String> signed = new ConcurrentHashMap<>();

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(CommandLines.of(new Fuzz()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (calls < 1 || within < 1) {
            throw new UserError("--calls and --within are at least 1.");
        }
        var console = Console.of(spec.commandLine().getOut());
        var stack = LocalStack.running(workplace);
        var chosen = seed == null ? new Random().nextLong(1_000_000) : seed;
        console.line("%d malformed calls and messages, seed %d".formatted(calls, chosen));
        var tokens = new Tokens(TokenKeys.keptIn(workplace.keys()), clock);
        var services = new Services(stack.services(), tokens, clock, Duration.ofSeconds(within), AT_ONCE);
        var mailbox = new Mailbox();
        try (var producer = producer(stack);
                var messages = new SentMessages(stack, producer, Duration.ofSeconds(within), findings);
                var partners = new PartnerSystems(stack.kafka(), message -> {
                    mailbox.accept(message);
                    messages.rejected(message.body().path("rejected-from").asText());
                });
                var cases = new WholeCases(stack.kafka(), services, SETTLED)) {
            var specimens = new Specimens(time(stack, services));
            var begun = clock.instant();
            try (var good = new GoodTraffic(
                    stack,
                    specimens,
                    time(stack, services),
                    person -> signed.computeIfAbsent(person, who -> tokens.sign(who, TOKEN)),
                    partners,
                    mailbox,
                    Duration.ofSeconds(within),
                    findings)) {
                send(stack, services, tokens, specimens, messages, chosen, console);
                good.end();
                console.done();
                console.line("%s, in %d s"
                        .formatted(
                                good.sent(),
                                Duration.between(begun, clock.instant()).toSeconds()));
                cases.faults(good.cases()).forEach(findings::offends);
            }
            console.line("%d cases looked at".formatted(cases.count()));
            stuck(stack);
        }
        console.line(findings.outcomes());
        findings.offenders().forEach(console::line);
        console.line(findings.total());
        return findings.none() ? 0 : CommandLines.FAILED;
    }

    private static KafkaProducer<byte[], byte[]> producer(LocalStack stack) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stack.kafka(),
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "fuzz",
                        ProducerConfig.LINGER_MS_CONFIG,
                        2,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        2 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Returns the time in which the services live; a simulated one stands still meanwhile. */
    private static Supplier<Instant> time(LocalStack stack, Services services) throws StepFailed, InterruptedException {
        if (!stack.simulatedClock()) {
            return Clock.systemUTC()::instant;
        }
        var told =
                services.get(Service.INTAKE, "/simulated-clock", Person.ofTheCity("fuzz-clock", "operator"), _ -> true);
        var now = OffsetDateTime.parse(told.path("now").asText()).toInstant();
        return () -> now;
    }

    private void send(
            LocalStack stack,
            Services services,
            Tokens tokens,
            Specimens specimens,
            SentMessages messages,
            long chosen,
            Console console)
            throws StepFailed, InterruptedException, IOException {
        var operations = operations(services);
        var inbound = PartnerMessage.all(asyncApi());
        if (operations.isEmpty() || inbound.isEmpty()) {
            throw new UserError("The documents describe no calls or no messages.");
        }
        var room = new Semaphore(AT_ONCE);
        try (var lines = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < calls; number++) {
                // Each has a generator of its own: what comes of one changes no other.
                var random = new Random(chosen * 1_000_003 + number);
                if (random.nextInt(10) < MESSAGES_OF_TEN) {
                    var message = Specimens.pick(random, inbound);
                    messages.send(new MessageMutations(random, specimens).any(message), message.toString());
                } else {
                    var operation = Specimens.pick(random, operations);
                    var token = signed.computeIfAbsent(caller(number), who -> tokens.sign(who, TOKEN));
                    room.acquire();
                    var mutations = new CallMutations(random, specimens);
                    if (number % VALID_EVERY == 0 && !operation.isOfTheWholeInstallation()) {
                        HttpLine.send(
                                stack.of(operation.service()),
                                mutations.valid(operation, token).bytes(),
                                Duration.ofSeconds(within));
                    }
                    var spoilt = mutations.any(operation, token);
                    lines.execute(() -> {
                        try {
                            call(stack, spoilt);
                        } finally {
                            room.release();
                        }
                    });
                }
                console.progress("%d of %d sent".formatted(number + 1, calls));
            }
        }
        messages.awaitAll();
    }

    private Path asyncApi() {
        return workplace.module(ASYNC_API);
    }

    private static List<Operation> operations(Services services) throws StepFailed, InterruptedException {
        var operations = new ArrayList<Operation>();
        for (var service : Service.values()) {
            JsonNode document = services.get(service, "/q/openapi?format=json", null, _ -> true);
            operations.addAll(Operation.all(service, document));
        }
        return operations;
    }

    private static Person caller(int number) {
        return new Person("fuzz-" + number % CALLERS, ROLES, "kundulun-centre", Person.WHOLE_CITY, null, null);
    }

    private void call(LocalStack stack, Spoilt<Call> spoilt) {
        var operation = spoilt.what().operation();
        findings.sent();
        var answer = HttpLine.send(stack.of(operation.service()), spoilt.what().bytes(), Duration.ofSeconds(within));
        var what = "%s: %s".formatted(operation, spoilt.how());
        if (!answer.isAnswered()) {
            findings.unanswered(what);
            return;
        }
        if (answer.isServersFault()) {
            findings.serverFault("%s → %s".formatted(what, answer));
            return;
        }
        findings.answered(answer.isAccepted(), answer.took());
        if (spoilt.surely() && answer.isAccepted()) {
            findings.offends("%s → %s, although it is wrong".formatted(what, answer));
        }
    }

    /** Notes every service that is not ready, and every partition that is stuck. */
    private void stuck(LocalStack stack) throws InterruptedException {
        var readiness = new Readiness();
        for (var service : Service.values()) {
            var answer = readiness.ofService(stack.of(service));
            if (!answer.ready()) {
                findings.offends("%s is not ready: %s".formatted(service.label(), answer.troubles()));
            }
            answer.stuck().forEach(one -> findings.offends("%s is stuck: %s".formatted(service.label(), one)));
        }
    }
}
