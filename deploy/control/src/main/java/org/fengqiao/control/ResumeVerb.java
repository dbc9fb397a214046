package org.fengqiao.control;

import picocli.CommandLine.Command;

/** {@code casectl resume}: the end of a pause. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Has a service go on with a topic that was paused. It is on record with its reason.")
final class ResumeVerb extends PositionCall {

    ResumeVerb() {
        super("resume");
    }
}
