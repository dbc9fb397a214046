package org.fengqiao.control;

import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.fengqiao.local.Service;

/** {@code casectl disclosures}: who was shown whose data. */
@Command(
        name = "disclosures",
        mixinStandardHelpOptions = true,
        description = "Lists who was shown personal data of which case, when and what for; the latest first.")
final class DisclosuresVerb implements Callable<Integer> {

    @Mixin
    private SystemOptions system;

    @Mixin
    private Output output;

    @Option(names = "--case", paramLabel = "CASE", description = "only of this case")
    private @Nullable UUID caseId;

    @Option(names = "--actor", paramLabel = "NAME", description = "only what this one was shown")
    private @Nullable String actor;

    @Mixin
    private SomeServices services;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var asked = EnumSet.copyOf(services.orAll());
        asked.remove(Service.ANALYTICS);
        var query =
                (caseId == null ? "" : "&caseId=" + caseId) + (actor == null ? "" : "&actor=" + Calls.encoded(actor));
        var calls = system.calls(List.of("operator"));
        var table = Table.of("service", "at", "actor", "role", "unit", "caseId", "purpose", "kinds");
        for (var service : asked) {
            var list =
                    "%s/disclosures%s".formatted(system.of(service), query.isEmpty() ? "" : "?" + query.substring(1));
            calls.each(
                    URI.create(list),
                    shown -> table.row(
                            service.label(),
                            shown.path("at").asText(),
                            shown.path("actor").path("id").asText(),
                            shown.path("actor").path("role").asText(),
                            shown.path("actor").path("unit").asText(null),
                            shown.path("caseId").asText(),
                            shown.path("purpose").asText(),
                            shown.path("kinds").asText()));
        }
        output.print(table);
        return 0;
    }
}
