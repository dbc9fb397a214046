package org.fengqiao.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.fengqiao.control.replay.CaseEvent;
import org.fengqiao.control.replay.CaseHistory;
import org.fengqiao.control.replay.Folds;
import org.fengqiao.control.replay.Replay;
import org.fengqiao.control.replay.ReplayedStep;
import org.fengqiao.control.replay.StreamFold;
import org.fengqiao.control.replay.Times;
import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;

/** {@code casectl replay}: a case step by step. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Folds the streams of a case in all services by today's code, step by step: the event, who, when it took"
                    + " effect and was recorded, why, what it changed, deadlines, what was sent, what is counted.",
            "What today's code would do otherwise than was recorded is told, and is exit code 3."
        },
        footer = {
            "",
            "Examples:",
            "  deploy/casectl replay $CASE",
            "  deploy/casectl replay $CASE --from database --until routing:4",
            "  deploy/casectl export $CASE case.jsonl && deploy/casectl replay $CASE --from case.jsonl --interactive",
            "  deploy/casectl replay $CASE --people --role clerk"
        })
final class ReplayVerb implements Callable<Integer> {

    private static final Pattern VERSION = Pattern.compile("(?:([a-z]+):)?([1-9][0-9]{0,8})");
    private static final int FORBIDDEN = 403;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Mixin
    private SystemOptions system;

    @Mixin
    private SourceOptions source;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "CASE", description = "the case")
    private UUID caseId;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "only what was recorded by then, such as 2024-03-05T12:00+08:00")
    private @Nullable OffsetDateTime asOf;

    @Option(
            names = "--until",
            paramLabel = "EVENT",
            description = "stops behind this event: its id, or service and version as in routing:4")
    private @Nullable String until;

    @Option(
            names = {"-i", "--interactive"},
            description = "goes step by step: Enter forward, b back, a number to jump there, s the whole state, q the"
                    + " end")
    private boolean interactive;

    @Option(names = "--brief", description = "leaves out what each event changed within the state")
    private boolean brief;

    @Option(
            names = "--people",
            description = "prints behind it what your role (--role) may see of the people of the case, as the services"
                    + " tell it; is on record as a disclosure. The replay itself shows kinds only")
    private boolean people;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (interactive && !output.isForPeople()) {
            throw new UserError("--interactive goes with -o table.");
        }
        var whole = source.read(caseId, system, output);
        var history = cut(whole);
        if (history.events().isEmpty()) {
            throw new UserError("Nothing of case %s was recorded by then.".formatted(caseId));
        }
        var folds = Folds.shipped();
        List<ReplayedStep> steps;
        try {
            steps = Replay.of(
                    history, folds, history.events().size() < whole.events().size());
        } catch (StreamFold.CannotFold cannot) {
            throw new UserError(cannot.getMessage());
        }
        if (interactive) {
            walk(steps);
        } else if (output.isForPeople()) {
            steps.forEach(step -> print(step, steps.size()));
            standing(history, folds);
        } else {
            output.print(table(steps));
        }
        if (people) {
            people();
        }
        return steps.stream().allMatch(step -> step.differs().isEmpty()) ? 0 : Casectl.FOUND;
    }

    private CaseHistory cut(CaseHistory whole) {
        var history = asOf == null ? whole : whole.asOf(asOf.toInstant());
        if (until == null) {
            return history;
        }
        var last = last(until);
        if (history.events().stream().noneMatch(last)) {
            throw new UserError("There is no event %s in this history.".formatted(until));
        }
        return history.upTo(last);
    }

    private Predicate<CaseEvent> last(String named) {
        var version = VERSION.matcher(named);
        if (version.matches()) {
            var number = Long.parseLong(version.group(2));
            var services = source.services();
            if (version.group(1) == null && services.size() > 1) {
                throw new UserError("Say of which service, as in routing:%d.".formatted(number));
            }
            var service = version.group(1) == null ? services.iterator().next() : Service.named(version.group(1));
            return event -> event.recordedBy() == service && event.version() == number;
        }
        try {
            var id = UUID.fromString(named);
            return event -> event.eventId().equals(id);
        } catch (IllegalArgumentException _) {
            throw new UserError("--until takes an event's id, or service and version as in routing:4.");
        }
    }

    private void print(ReplayedStep step, int of) {
        var event = step.event();
        var out = out();
        var actor = event.actor();
        out.println(
                output.styled("bold", "%d/%d  %s  %s".formatted(step.number(), of, event.place(), event.eventId())));
        out.printf(
                "     recorded   %s%s%n",
                Times.shown(event.recordedAt()),
                event.occurredAt().equals(event.recordedAt()) ? "" : ", effective " + Times.shown(event.occurredAt()));
        out.printf(
                "     by         %s (%s%s)%s%n",
                actor.id(),
                actor.role(),
                actor.unit() == null ? "" : ", " + actor.unit(),
                actor.onBehalfOf() == null ? "" : " for " + actor.onBehalfOf());
        if (step.because() != null) {
            out.printf("     follows    %s%n", step.because());
        }
        lines("why", step.why());
        if (!step.stateBefore().equals(step.stateAfter())) {
            out.printf("     state      %s → %s%n", step.stateBefore(), output.styled("bold", step.stateAfter()));
        } else if (!step.changes().isEmpty() && !brief) {
            out.printf("     state      %s%n", step.stateAfter());
        }
        step.changes().stream()
                .filter(change -> !brief && !change.path().equals("is"))
                .forEach(change -> out.printf("                %s%n", colored(change.inALine())));
        lines("deadline", step.deadlines());
        lines("sent", step.sent());
        lines("counted", step.milestones());
        for (var differs : step.differs()) {
            out.println(output.styled("bold,fg(red)", "     DIFFERS    " + differs));
        }
        out.println();
        out.flush();
    }

    private String colored(String line) {
        return switch (line.charAt(0)) {
            case '+' -> output.styled("fg(green)", line);
            case '-' -> output.styled("fg(red)", line);
            default -> output.styled("fg(yellow)", line);
        };
    }

    private void lines(String name, List<String> lines) {
        var label = name;
        for (var line : lines) {
            out().printf("     %-10s %s%n", label, line);
            label = "";
        }
    }

    private void standing(CaseHistory history, Folds folds) {
        var table = Table.of("service", "version", "state", "deadlines that run");
        for (var standing : Replay.standing(history, folds)) {
            table.row(
                    standing.service().label(),
                    standing.version(),
                    standing.state(),
                    String.join("; ", standing.running()));
        }
        table.printAligned(out());
    }

    private static Table table(List<ReplayedStep> steps) {
        var table = Table.of(
                "step",
                "service",
                "version",
                "type",
                "eventId",
                "recordedAt",
                "effectiveAt",
                "actor",
                "role",
                "unit",
                "onBehalfOf",
                "follows",
                "why",
                "stateBefore",
                "stateAfter",
                "changes",
                "deadlines",
                "sent",
                "counted",
                "differs");
        for (var step : steps) {
            var event = step.event();
            table.row(
                    step.number(),
                    event.service(),
                    event.version(),
                    event.type(),
                    event.eventId(),
                    event.recordedAt(),
                    event.occurredAt(),
                    event.actor().id(),
                    event.actor().role(),
                    event.actor().unit(),
                    event.actor().onBehalfOf(),
                    step.because(),
                    tree(step.why()),
                    step.stateBefore(),
                    step.stateAfter(),
                    tree(step.changes()),
                    tree(step.deadlines()),
                    tree(step.sent()),
                    tree(step.milestones()),
                    tree(step.differs()));
        }
        return table;
    }

    private static JsonNode tree(List<?> list) {
        return JSON.valueToTree(list);
    }

    /** Goes through the steps as the keys say, until the end of the input. */
    private void walk(List<ReplayedStep> steps) throws IOException {
        var keys = new BufferedReader(new InputStreamReader(
                System.in,
                System.console() == null
                        ? java.nio.charset.StandardCharsets.UTF_8
                        : System.console().charset()));
        var at = 0;
        print(steps.getFirst(), steps.size());
        while (true) {
            out().print("[Enter forward, b back, 1–%d, s state, q] ".formatted(steps.size()));
            out().flush();
            var key = keys.readLine();
            if (key == null || key.strip().equals("q")) {
                return;
            }
            var to = target(key.strip(), at, steps.size());
            if (key.strip().equals("s")) {
                out().println(steps.get(at).state().toPrettyString());
            } else if (to < 0 || to >= steps.size()) {
                out().println(to == steps.size() ? "That was the last step." : "There is no such step.");
            } else {
                at = to;
                print(steps.get(at), steps.size());
            }
        }
    }

    private static int target(String key, int at, int steps) {
        return switch (key) {
            case "" -> at + 1;
            case "b" -> at - 1;
            case "s" -> at;
            default -> key.matches("[0-9]{1,9}") ? Integer.parseInt(key) - 1 : steps + 1;
        };
    }

    /** Asks the services for what may be seen of the people: they decide that, and keep it on record. */
    private void people() throws IOException, InterruptedException {
        var calls = system.calls();
        var table = Table.of("service", "path", "value");
        for (var service : source.services()) {
            var list = switch (service) {
                case INTAKE, ROUTING, ANALYTICS -> "cases";
                case MEDIATION -> "mediations";
                case PETITION -> "petitions";
            };
            try {
                calls.find(URI.create("%s/%s/%s".formatted(system.of(service), list, caseId)))
                        .ifPresent(body -> leaves("", body, (path, value) -> table.row(service.label(), path, value)));
            } catch (Refused refused) {
                if (refused.status() != FORBIDDEN) {
                    throw refused;
                }
                output.note("%s: your role may not see the case there.".formatted(service.label()));
            }
        }
        output.print(table);
    }

    private interface Leaf {
        void at(String path, String value);
    }

    private static void leaves(String path, JsonNode node, Leaf leaf) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> leaves(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), leaf));
        } else if (node.isArray()) {
            for (var at = 0; at < node.size(); at++) {
                leaves("%s[%d]".formatted(path, at), node.get(at), leaf);
            }
        } else {
            leaf.at(path, node.asText());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
