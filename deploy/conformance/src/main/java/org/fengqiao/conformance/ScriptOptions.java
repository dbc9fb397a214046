package org.fengqiao.conformance;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import picocli.CommandLine.Option;

import org.fengqiao.local.UserError;

/** Options of a script. */
final class ScriptOptions {

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of the script; ${DEFAULT-VALUE} if not given.")
    private long seed;

    @Option(
            names = "--faults",
            defaultValue = "0",
            paramLabel = "SHARE",
            description = "Share of messages with which something goes wrong, such as 0.2; none if not given.")
    private double faults;

    @Option(
            names = "--fault",
            split = ",",
            paramLabel = "FAULT",
            description = "Only these: silence, lateness, duplicate, reordering, contradiction, garbage.")
    private Set<Fault> only = EnumSet.noneOf(Fault.class);

    Script script() {
        if (faults < 0 || faults > 1) {
            throw new UserError("--faults is from 0 to 1.");
        }
        return new Script(seed, faults, List.copyOf(only.isEmpty() ? EnumSet.allOf(Fault.class) : only));
    }
}
