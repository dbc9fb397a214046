package org.fengqiao.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for rules that are only a draft, as a mixin: rules of deadlines or a triage table, one at a time. */
final class DraftOptions {

    private static final class Draft {
        @Option(names = "--rules", paramLabel = "DIR", description = "a folder with rules of deadlines, as YAML")
        private @Nullable Path rules;

        @Option(
                names = "--triage",
                paramLabel = "FILE",
                description = "a triage table as GET /triage/table of routing answers it, changed; JSON or YAML")
        private @Nullable Path triage;
    }

    @ArgGroup
    private @Nullable Draft draft;

    @Option(names = "--cases", description = "with --rules: list each deadline instead of counting them by rule")
    private boolean cases;

    /** Returns the folder with rules; null if none was named. */
    @Nullable
    Path rules() {
        return draft == null ? null : draft.rules;
    }

    /** Returns the file with a triage table; null if none was named. */
    @Nullable
    Path triage() {
        return draft == null ? null : draft.triage;
    }

    /** Returns whether there is a draft. */
    boolean areNamed() {
        return draft != null;
    }

    /** Returns whether deadlines are listed one by one. */
    boolean cases() {
        return cases;
    }

    /** Returns the arguments that name the same draft to another verb. */
    List<String> arguments() {
        var arguments = new ArrayList<String>();
        if (rules() != null) {
            arguments.addAll(List.of("--rules", String.valueOf(rules())));
        }
        if (triage() != null) {
            arguments.addAll(List.of("--triage", String.valueOf(triage())));
        }
        if (cases) {
            arguments.add("--cases");
        }
        return arguments;
    }
}
