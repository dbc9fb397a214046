package org.fengqiao.local;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deploy/token}: prints a token with which one can call the services on this machine. */
@Command(
        name = "deploy/token",
        mixinStandardHelpOptions = true,
        description = "Prints a bearer token for the services that deploy/up runs on this machine.",
        footer = {
            "",
            "Example:",
            "  curl -H \"Authorization: Bearer $(deploy/token --role analyst)\" localhost:8085/metrics"
        })
public final class Token implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--role",
            required = true,
            split = ",",
            paramLabel = "ROLE",
            description = "what they may do; repeat it or separate by commas: clerk, grid-worker, dispatcher, leader,"
                    + " mediator, petition-clerk, department, operator, analyst, partner"
                    + " (then --subject is the partner's name)")
    private List<String> roles;

    @Option(names = "--unit", paramLabel = "UNIT", description = "the unit they work for")
    private @Nullable String unit;

    @Option(
            names = "--district",
            defaultValue = Person.WHOLE_CITY,
            paramLabel = "DISTRICT",
            description = "the district they serve, such as 昆都仑区; the whole city if not given")
    private String district;

    @Option(
            names = "--street",
            paramLabel = "STREET",
            description = "the street they serve; the whole district if not given")
    private @Nullable String street;

    @Option(
            names = "--community",
            paramLabel = "COMMUNITY",
            description = "the community they serve; the whole street if not given")
    private @Nullable String community;

    @Option(names = "--subject", paramLabel = "NAME", description = "who it is; the first role's name if not given")
    private @Nullable String subject;

    @Option(
            names = "--hours",
            defaultValue = "8",
            paramLabel = "N",
            description = "how long the token is valid; ${DEFAULT-VALUE} if not given")
    private int hours;

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(CommandLines.of(new Token()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        for (var role : roles) {
            if (!Person.ROLES.contains(role)) {
                throw new UserError(
                        "There is no role \"%s\"; the roles are %s.".formatted(role, String.join(", ", Person.ROLES)));
            }
        }
        if (hours < 1) {
            throw new UserError("A token is valid for at least one hour, not %d.".formatted(hours));
        }
        var keys = TokenKeys.keptIn(Workplace.ofThisRun().keys());
        var person = new Person(subject == null ? roles.getFirst() : subject, roles, unit, district, street, community);
        out().println(new Tokens(keys, Clock.systemUTC()).sign(person, Duration.ofHours(hours)));
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
