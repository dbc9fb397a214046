package org.fengqiao.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.fengqiao.local.Console;
import org.fengqiao.local.UserError;

/** Command that counts how often something is judged rightly, among what a file says that is right. */
abstract class Accuracy implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "what is judged, and what is right")
    private Path data;

    @Override
    public final Integer call() throws Exception {
        if (!Files.isReadable(data)) {
            throw new UserError(data + ": no such file.");
        }
        measure(data, Console.of(spec.commandLine().getOut()));
        return 0;
    }

    /** Judges what is in the file, and writes what came of it. */
    abstract void measure(Path file, Console console) throws Exception;

    /** Returns a share in per cent; a dash if there is no whole. */
    static String percent(double part, double whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * part / whole);
    }
}
