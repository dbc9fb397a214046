package org.fengqiao.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.fengqiao.control.replay.Anonymous;
import org.fengqiao.control.replay.HistoryFile;

/** {@code casectl export}: the history of a case in a file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the history of a case to a file, which casectl replay reads without any system: lines of JSON, one"
                    + " for each event of each service (docs/operations.md says more).",
            "What is personal stays sealed in it. With --anonymous the seals are gone as well, as if everybody were"
                    + " erased, and people who acted have numbers."
        })
final class ExportVerb implements Callable<Integer> {

    @Mixin
    private SystemOptions system;

    @Mixin
    private SourceOptions source;

    @Mixin
    private Output output;

    @Option(names = "--anonymous", description = "leave out everything that is about people")
    private boolean anonymous;

    @Parameters(index = "0", paramLabel = "CASE", description = "the case")
    private UUID caseId;

    @Parameters(index = "1", paramLabel = "FILE", description = "is written anew")
    private Path file;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var read = source.read(caseId, system, output);
        var history = anonymous ? Anonymous.of(read) : read;
        try (var out = Files.newBufferedWriter(file)) {
            HistoryFile.write(history, out);
        }
        var messages = history.messages();
        output.note("%s: %d events%s"
                .formatted(
                        file,
                        history.events().size(),
                        messages == null ? "" : ", %d messages to partners".formatted(messages.size())));
        return 0;
    }
}
