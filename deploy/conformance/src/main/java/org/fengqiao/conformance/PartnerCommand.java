package org.fengqiao.conformance;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import org.fengqiao.local.CommandLines;

/** {@code deploy/partner}: the conformance kit. */
@Command(
        name = "deploy/partner",
        mixinStandardHelpOptions = true,
        subcommands = {Check.class, SimulateCentre.class, SimulatePartner.class},
        description = {
            "For the developers of partner systems: plays the centre to them, plays a partner to the centre,"
                    + " and checks either side by the published contract.",
            "docs/integration.md is that contract."
        },
        footer = {
            "",
            "Examples:",
            "  deploy/partner simulate-centre --partner police",
            "  deploy/partner check --partner police --against partner",
            "  deploy/partner check --partner police",
            "  deploy/partner simulate --partner court --faults 0.2 --seed 7"
        })
public final class PartnerCommand {

    private PartnerCommand() {}

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return CommandLines.of(new PartnerCommand());
    }
}
