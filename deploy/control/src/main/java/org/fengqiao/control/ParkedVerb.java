package org.fengqiao.control;

import java.io.IOException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;

/** {@code casectl parked}: records that could not be done, and what becomes of them. */
@Command(
        name = "parked",
        mixinStandardHelpOptions = true,
        description = "Lists records that could not be done, shows one, has them tried again, or sets one aside.")
final class ParkedVerb implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do: list, show, redrive or set-aside.");
    }

    /** Conditions for parked cases, by the record that the others of the case wait for; a mixin. */
    static final class Conditions {
        @Option(names = "--code", paramLabel = "CODE", description = "only those that wait for this reason")
        private @Nullable String code;

        @Option(names = "--type", paramLabel = "TYPE", description = "only those whose first record has this type")
        private @Nullable String type;

        @Option(names = "--from", paramLabel = "TIME", description = "only what was parked then or later")
        private @Nullable OffsetDateTime from;

        @Option(names = "--to", paramLabel = "TIME", description = "only what was parked before then")
        private @Nullable OffsetDateTime to;

        Map<String, String> given() {
            var given = new LinkedHashMap<String, String>();
            put(given, "code", code);
            put(given, "type", type);
            put(given, "from", from);
            put(given, "to", to);
            return given;
        }

        private static void put(Map<String, String> given, String name, @Nullable Object value) {
            if (value != null) {
                given.put(name, value.toString());
            }
        }
    }

    private static URI parked(SystemOptions system, Service service, String path) throws IOException {
        return URI.create(system.of(service) + "/parked" + path);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists parked cases and why they wait.")
    int list(
            @Mixin SystemOptions system,
            @Mixin Output output,
            @Mixin Conditions conditions,
            @Mixin SomeServices services)
            throws IOException, InterruptedException {
        var calls = system.calls();
        var table = Table.of(
                "service", "caseId", "parkedAt", "waiting", "type", "code", "detail", "topic", "partition", "offset");
        var query = conditions.given().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + Calls.encoded(entry.getValue()))
                .collect(Collectors.joining("&", "?", ""));
        for (var service : services.orAll()) {
            calls.each(
                    parked(system, service, query.length() == 1 ? "" : query),
                    parked -> table.row(
                            service.label(),
                            parked.path("caseId").asText(),
                            parked.path("parkedAt").asText(),
                            parked.path("waiting").asLong(),
                            parked.path("type").asText(null),
                            parked.path("code").asText(),
                            parked.path("detail").asText(),
                            parked.path("topic").asText(),
                            parked.path("partition").asInt(),
                            parked.path("offset").asLong()));
        }
        output.print(table);
        if (table.rows().isEmpty() && output.isForPeople()) {
            output.note("Nothing is parked.");
        }
        return 0;
    }

    /** Extent to which a record is shown. */
    enum Show {
        NOTHING,
        MASKED,
        WHOLE
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = {
                "Shows the record that the others of a case wait for: its length, its structure, or everything.",
                "Everything is for those who may see everything about people (--role clerk), and is on record."
            })
    int show(
            @Mixin SystemOptions system,
            @Parameters(paramLabel = "CASE", description = "as the list names it") String key,
            @Mixin OneService service,
            @Option(
                            names = "--show",
                            defaultValue = "MASKED",
                            paramLabel = "EXTENT",
                            description = "nothing, masked or whole; masked if not given")
                    Show show)
            throws IOException, InterruptedException {
        var payload = system.calls()
                .get(parked(system, service.get(), "/%s/payload?show=%s".formatted(Calls.encoded(key), show.name())));
        spec.commandLine()
                .getOut()
                .println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(payload));
        return 0;
    }

    @Command(
            name = "redrive",
            mixinStandardHelpOptions = true,
            description = {
                "Has the records of a case tried again in their order; with --all, of all cases that meet the"
                        + " conditions.",
                "Exit code 3 if some still wait."
            })
    int redrive(
            @Mixin SystemOptions system,
            @Mixin Output output,
            @Mixin Conditions conditions,
            @Parameters(paramLabel = "CASE", arity = "0..1", description = "as the list names it") @Nullable String key,
            @Option(names = "--all", description = "of all cases that meet the conditions") boolean all,
            @Mixin SomeServices services)
            throws IOException, InterruptedException {
        if ((key == null) != all) {
            throw new UserError("Name a case, or say --all.");
        }
        var calls = system.calls();
        var table = Table.of("service", "caseId", "done", "waiting", "code", "detail");
        var waiting = 0L;
        for (var service : services.orAll()) {
            for (var redriven : key == null
                    ? allRedriven(calls, parked(system, service, "/redrive"), conditions)
                    : redriven(calls, parked(system, service, "/%s/redrive".formatted(Calls.encoded(key))))) {
                waiting += redriven.path("waiting").asLong();
                table.row(
                        service.label(),
                        redriven.path("caseId").asText(null),
                        redriven.path("done").asLong(),
                        redriven.path("waiting").asLong(),
                        redriven.path("code").asText(null),
                        redriven.path("detail").asText(null));
            }
        }
        if (key != null && table.rows().isEmpty()) {
            throw new UserError("Nothing of %s is parked. casectl parked list tells what is.".formatted(key));
        }
        output.print(table);
        return waiting == 0 ? 0 : Casectl.FOUND;
    }

    private static List<JsonNode> redriven(Calls calls, URI uri) throws IOException, InterruptedException {
        try {
            return List.of(calls.post(uri, null, null));
        } catch (Refused refused) {
            if (refused.code().equals("kernel.nothing-parked")) {
                return List.of();
            }
            throw refused;
        }
    }

    /** Returns a line for what was done in all, and those of the first cases that still wait. */
    private static List<JsonNode> allRedriven(Calls calls, URI uri, Conditions conditions)
            throws IOException, InterruptedException {
        var lines = new ArrayList<JsonNode>();
        var body = new LinkedHashMap<>(conditions.given());
        while (true) {
            var answer = calls.post(uri, body, null);
            answer.path("failures").forEach(lines::add);
            var told = 0L;
            for (var failure : answer.path("failures")) {
                told += failure.path("done").asLong();
            }
            var done = new ObjectMapper()
                    .createObjectNode()
                    .put("done", answer.path("done").asLong() - told);
            var untold = answer.path("waiting").asLong();
            for (var failure : answer.path("failures")) {
                untold -= failure.path("waiting").asLong();
            }
            if (done.path("done").asLong() > 0 || untold > 0) {
                lines.add(done.put("waiting", untold));
            }
            var next = answer.path("next").asText(null);
            if (next == null) {
                return lines;
            }
            body.put("after", next);
        }
    }

    @Command(
            name = "set-aside",
            mixinStandardHelpOptions = true,
            description = {
                "Gives the first parked record of a case up for good, keeps it, and has those behind it tried at once.",
                "The case shows the gap. Exit code 3 if some still wait."
            })
    int setAside(
            @Mixin SystemOptions system,
            @Mixin Output output,
            @Parameters(paramLabel = "CASE", description = "as the list names it") String key,
            @Mixin OneService service,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "why, in a sentence, for the record; name nobody in it")
                    String reason)
            throws IOException, InterruptedException {
        var answer = system.calls()
                .post(
                        parked(system, service.get(), "/%s/set-aside".formatted(Calls.encoded(key))),
                        Map.of("reason", reason),
                        UUID.randomUUID().toString());
        var record = answer.path("setAside");
        output.print(Table.of("service", "caseId", "topic", "partition", "offset", "gap", "done", "waiting", "code")
                .row(
                        service.get().label(),
                        record.path("caseId").asText(),
                        record.path("topic").asText(),
                        record.path("partition").asInt(),
                        record.path("offset").asLong(),
                        record.path("gap").asText(),
                        answer.path("done").asLong(),
                        answer.path("waiting").asLong(),
                        answer.path("code").asText(null)));
        return answer.path("waiting").asLong() == 0 ? 0 : Casectl.FOUND;
    }
}
