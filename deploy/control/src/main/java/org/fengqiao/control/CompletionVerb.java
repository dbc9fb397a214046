package org.fengqiao.control;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code casectl completion}: the script by which a shell completes verbs and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a script by which bash and zsh complete verbs and options.",
        footer = {"", "Example:", "  source <(deploy/casectl completion)"})
final class CompletionVerb implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        var root = spec.root().commandLine();
        spec.commandLine().getOut().print(AutoComplete.bash(root.getCommandName(), root));
        spec.commandLine().getOut().flush();
    }
}
