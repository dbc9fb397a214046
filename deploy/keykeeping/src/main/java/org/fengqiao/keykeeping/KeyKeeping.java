package org.fengqiao.keykeeping;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import org.fengqiao.local.CommandLines;

/** {@code deploy/keys}: what an operator does with keys. */
@Command(
        name = "deploy/keys",
        mixinStandardHelpOptions = true,
        subcommands = {MakeMaster.class, MakeSigning.class, Rotate.class, Move.class, Status.class},
        description = {
            "Makes keys, has a new master key take over beside running services,"
                    + " and tells what is wrapped under which.",
            "docs/keys.md tells what keys there are, and what is lost with each."
        },
        footer = {
            "",
            "Examples:",
            "  deploy/keys make /etc/fengqiao/master.key --suite g1",
            "  deploy/keys status --file /etc/fengqiao/master.key",
            "  deploy/keys rotate --file /etc/fengqiao/master.key",
            "  deploy/keys rotate --file /etc/fengqiao/master.key --retire"
        })
public final class KeyKeeping {

    private KeyKeeping() {}

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return CommandLines.of(new KeyKeeping());
    }
}
