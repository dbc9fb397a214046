package org.fengqiao.control;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.fengqiao.local.Service;

/** {@code casectl stuck}: everything that does not move, in one list over all services. */
@Command(
        name = "stuck",
        mixinStandardHelpOptions = true,
        description = {
            "Lists what does not move: held up, paused or lagging topics, parked records, cases that nobody holds,"
                    + " deadlines that passed, what partners and the centre owe, events that are not published,"
                    + " books that differ. Each with since when, why, and what to type next.",
            "Exit code 3 if there is anything."
        })
final class StuckVerb implements Callable<Integer> {

    @Mixin
    private SystemOptions system;

    @Mixin
    private Output output;

    @Mixin
    private SomeServices services;

    @Option(names = "--kind", split = ",", paramLabel = "KIND", description = "only of these kinds, such as PARKED")
    private @Nullable List<String> kinds;

    @Option(
            names = "--most",
            paramLabel = "NUMBER",
            defaultValue = "20",
            description = "of each kind and service at most so many; ${DEFAULT-VALUE} if not given")
    private int most;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var calls = system.calls();
        var table = Table.of("service", "kind", "subject", "caseId", "since", "why", "next");
        var unnamed = 0L;
        for (var service : services.orAll()) {
            var stuck = calls.get(URI.create(system.of(service) + "/stuck?most=" + most));
            for (var one : stuck.path("standstills")) {
                if (isAskedFor(one.path("kind").asText())) {
                    table.row(
                            service.label(),
                            one.path("kind").asText(),
                            one.path("subject").asText(),
                            one.path("caseId").asText(null),
                            one.path("since").asText(null),
                            one.path("why").asText(),
                            next(service, one));
                }
            }
            for (var total : stuck.path("totals").properties()) {
                if (isAskedFor(total.getKey())) {
                    unnamed += Math.max(0, total.getValue().asLong() - most);
                }
            }
        }
        output.print(table);
        if (output.isForPeople()) {
            if (table.rows().isEmpty()) {
                output.note("Everything moves.");
            } else if (unnamed > 0) {
                output.note("%,d more; --most names them.".formatted(unnamed));
            }
        }
        return table.rows().isEmpty() ? 0 : Casectl.FOUND;
    }

    private boolean isAskedFor(String kind) {
        return kinds == null || kinds.stream().anyMatch(kind::equalsIgnoreCase);
    }

    /** Returns what to type: a verb where there is one, else the call that the service names. */
    private static String next(Service service, JsonNode one) {
        var of = " --service " + service.label();
        return switch (one.path("kind").asText()) {
            case "PARKED" -> "casectl parked show " + one.path("subject").asText() + of;
            case "PAUSED" -> "casectl resume " + one.path("subject").asText() + of + " --reason …";
            case "LAG" -> "casectl positions" + of;
            case "NOT_PUBLISHED" -> "casectl reconcile" + of;
            case "DEADLINE_PASSED", "DEADLINE_UNPROCESSED", "DEADLINE_REFUSED" ->
                "casectl replay " + one.path("caseId").asText();
            default -> one.path("next").asText();
        };
    }
}
