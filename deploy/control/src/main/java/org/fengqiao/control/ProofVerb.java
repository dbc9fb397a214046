package org.fengqiao.control;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;
import org.fengqiao.verification.Bundles;

/** {@code casectl proof}: whether one case is as it was recorded, with the bundles that prove it elsewhere. */
@Command(
        name = "proof",
        mixinStandardHelpOptions = true,
        description = {
            "Has each service verify its stream of a case, and verifies the bundle that it answers without it.",
            "Exit code 3 if a stream is not as it was recorded, or is not under a signed checkpoint yet."
        })
final class ProofVerb implements Callable<Integer> {

    @Mixin
    private SystemOptions system;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "CASE", description = "the case")
    private UUID caseId;

    @Mixin
    private SomeServices services;

    @Option(
            names = "--save",
            paramLabel = "FOLDER",
            description = "keeps the bundles there, one file a service, for casectl verify FILE")
    private @Nullable Path folder;

    @Option(
            names = "--trusted-key",
            paramLabel = "ID",
            description = "the id of a key that you trust, as you were told it by another way; may be repeated."
                    + " Without it, a bundle is checked against the key in it")
    private Set<String> trustedKeys = new LinkedHashSet<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var asked = EnumSet.copyOf(services.orAll());
        asked.remove(Service.ANALYTICS);
        var calls = system.calls(List.of("operator"));
        var bundles = new Bundles(trustedKeys);
        var table = Table.of("service", "finding", "events", "signed", "bundle");
        var well = true;
        for (var service : asked) {
            var found = calls.find(URI.create("%s/cases/%s/proof".formatted(system.of(service), caseId)));
            if (found.isEmpty()) {
                continue;
            }
            var verdict = found.get().path("verdict");
            var proof = found.get().path("proof");
            var bundle = proof.isObject() ? bundles.verify(proof.toString()) : null;
            well &= verdict.path("finding").asText().equals("INTACT") && bundle != null && bundle.well();
            table.row(
                    service.label(),
                    verdict.path("finding").asText(),
                    verdict.path("events").asLong(),
                    verdict.path("signed").asLong(),
                    bundle == null ? "none yet: no checkpoint covers the case" : bundle.what());
            if (folder != null && bundle != null) {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("%s-%s.json".formatted(caseId, service.label())), proof.toString());
            }
        }
        if (table.rows().isEmpty()) {
            throw new UserError("No service that was asked knows a case %s.".formatted(caseId));
        }
        output.print(table);
        return well ? 0 : Casectl.FOUND;
    }
}
