package org.fengqiao.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.fengqiao.control.replay.CaseHistory;
import org.fengqiao.control.replay.HistoryFile;
import org.fengqiao.control.replay.HistorySource;
import org.fengqiao.local.Service;

/** Options for where a history comes from, as a mixin. */
final class SourceOptions {

    @Option(
            names = "--from",
            paramLabel = "SOURCE",
            defaultValue = "services",
            description = "services (over HTTP), database (the services need not run; tells what was sent to partners),"
                    + " topic (neither need run), or a file that casectl export wrote; ${DEFAULT-VALUE} if not given")
    private String from;

    @Mixin
    private SomeServices services;

    /** Returns the services whose streams were asked for. */
    Set<Service> services() {
        var asked = EnumSet.noneOf(Service.class);
        asked.addAll(services.orAll());
        asked.remove(Service.ANALYTICS);
        return asked;
    }

    /** Returns the history of the case, from where it was asked for. */
    CaseHistory read(UUID caseId, SystemOptions system, Output output) throws IOException, InterruptedException {
        try (var progress = output.progress("records", -1)) {
            HistorySource source = switch (from) {
                case "services" -> new OverHttp(system.calls(List.of("operator")), system);
                case "database" -> new FromDatabase(system);
                case "topic" -> new FromTopic(system.kafka(), progress::step);
                default -> new HistoryFile(Path.of(from));
            };
            return source.read(caseId, services());
        }
    }
}
