package org.fengqiao.control;

import picocli.CommandLine.Command;

/** {@code casectl pause}: a topic that a service leaves alone for a while. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description =
                "Has a service leave a topic alone: once this is answered, nothing more of it is done, until it is"
                        + " resumed. It is on record with its reason, and survives restarts.")
final class PauseVerb extends PositionCall {

    PauseVerb() {
        super("pause");
    }
}
