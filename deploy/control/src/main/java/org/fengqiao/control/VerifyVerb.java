package org.fengqiao.control;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;
import org.fengqiao.verification.Bundles;
import org.fengqiao.verification.Everything;

/** {@code casectl verify}: what {@code deploy/verify} does, wherever the system is. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies bundles of single cases without any system; or, with --everything, all streams of a running"
                    + " system against the checkpoints that were published on audit-checkpoints.",
            "Names the first event that was altered, is missing or was added. Exit code 3 if anything is not as it was"
                    + " recorded, or if a service is away."
        })
final class VerifyVerb implements Callable<Integer> {

    @Mixin
    private SystemOptions system;

    @Mixin
    private Output output;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "bundles that casectl proof --save wrote, or answers of GET /cases/{caseId}/proof")
    private List<Path> files = List.of();

    @Option(names = "--everything", description = "verify all streams of the running system")
    private boolean everything;

    @Option(
            names = "--trusted-key",
            paramLabel = "ID",
            description = "the id of a key that you trust, as you were told it by another way; may be repeated."
                    + " Without it, a bundle is checked against the key in it, and a service against the key it tells")
    private Set<String> trustedKeys = new LinkedHashSet<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (files.isEmpty() == !everything) {
            throw new UserError("Name bundles, or say --everything.");
        }
        return (everything ? isEverythingWell() : areFilesWell()) ? 0 : Casectl.FOUND;
    }

    private boolean isEverythingWell() throws IOException, InterruptedException {
        if (!output.isForPeople()) {
            throw new UserError("--everything goes with -o table.");
        }
        var services = new EnumMap<Service, URI>(Service.class);
        for (var service : Service.values()) {
            if (service != Service.ANALYTICS) {
                services.put(service, system.of(service));
            }
        }
        return new Everything(trustedKeys, system.token(List.of("operator")), output.console())
                .verify(services, system.kafka());
    }

    private boolean areFilesWell() throws IOException {
        var bundles = new Bundles(trustedKeys);
        var table = Table.of("file", "well", "finding");
        var well = true;
        for (var file : files) {
            var finding = bundles.verify(file);
            well &= finding.well();
            table.row(file, finding.well(), finding.what());
        }
        output.print(table);
        return well;
    }
}
