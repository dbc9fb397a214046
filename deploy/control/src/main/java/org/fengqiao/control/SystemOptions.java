package org.fengqiao.control;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

import org.fengqiao.local.KafkaSettings;
import org.fengqiao.local.LocalStack;
import org.fengqiao.local.Person;
import org.fengqiao.local.Service;
import org.fengqiao.local.TokenKeys;
import org.fengqiao.local.Tokens;
import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/**
 * Options for the system and for who asks, as a mixin. Without any, it is the system that {@code deploy/up} runs in
 * this checkout. Nothing is looked for before it is used: verbs on files alone work without a system.
 */
public final class SystemOptions {

    private static final String TOKEN = "FENGQIAO_TOKEN";
    private static final Duration TOKEN_TIME = Duration.ofHours(8);

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "the folder in whose .fengqiao a running system says where it is; this checkout if not given")
    private @Nullable Path home;

    @Option(
            names = "--services",
            split = ",",
            paramLabel = "NAME=URL",
            description = "where services are, if deploy/up did not start them:"
                    + " intake=https://intake.example,routing=… or *=https://example/{service}")
    private Map<String, String> services = new LinkedHashMap<>();

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "the brokers, if deploy/up did not start them")
    private @Nullable String bootstrap;

    @Option(
            names = "--kafka-settings",
            paramLabel = "FILE",
            description = "settings of Kafka's client, such as its certificate; a properties file")
    private @Nullable Path kafkaSettings;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "the databases, if deploy/up did not start them:"
                    + " jdbc:postgresql://host:5432/{service}?user=… Passwords come from PGPASSFILE or ~/.pgpass.")
    private @Nullable String database;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "has the bearer token; " + TOKEN + " in the environment does as well."
                    + " Without either, a token of this machine is signed for --role, as deploy/token does.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--role",
            split = ",",
            paramLabel = "ROLE",
            defaultValue = "operator",
            description = "the role you act in; ${DEFAULT-VALUE} if not given")
    private List<String> roles;

    @Option(names = "--district", paramLabel = "DISTRICT", description = "your district; the whole city if not given")
    private @Nullable String district;

    @Option(names = "--unit", paramLabel = "UNIT", description = "your unit, in roles that need one")
    private @Nullable String unit;

    @Option(
            names = "--subject",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "who you are, for the record; your login name if not given")
    private String subject;

    private @Nullable LocalStack stack;

    /** Returns options for the system in this folder, in the role of an operator. */
    static SystemOptions of(Path home) {
        var options = new SystemOptions();
        new CommandLine(options).parseArgs("--home", home.toString());
        return options;
    }

    /** Returns the folders of the system that runs on this machine, whether it runs or not. */
    public Workplace workplace() {
        return home == null ? Workplace.ofThisRun() : Workplace.ofThisRun().in(home);
    }

    /**
     * Returns the system that {@code deploy/up} runs.
     *
     * @throws UserError if none runs
     */
    public LocalStack stack() throws IOException {
        if (stack == null) {
            stack = LocalStack.running(workplace());
        }
        return stack;
    }

    /**
     * Returns the base address of the service.
     *
     * @throws UserError if it is not named and no system runs on this machine
     */
    public URI of(Service service) throws IOException {
        var named = Optional.ofNullable(services.get(service.label())).or(() -> Optional.ofNullable(services.get("*")));
        if (named.isPresent()) {
            return address(named.get().replace("{service}", service.label()));
        }
        if (!services.isEmpty()) {
            throw new UserError("--services does not say where %s is.".formatted(service.label()));
        }
        return stack().of(service);
    }

    private static URI address(String named) {
        try {
            return URI.create(named);
        } catch (IllegalArgumentException _) {
            throw new UserError("\"%s\" is no address; name one like https://intake.example.".formatted(named));
        }
    }

    /** Returns the settings of a client of the brokers: where they are, and what else {@code --kafka-settings} says. */
    public Map<String, Object> kafka() throws IOException {
        return KafkaSettings.of(bootstrap, kafkaSettings, () -> stack().kafka());
    }

    /**
     * Returns a new connection to the database of the service, in the role of the service itself.
     *
     * @throws Away if the database does not answer
     */
    public Connection connect(Service service) throws IOException {
        try {
            if (database != null) {
                return DriverManager.getConnection(database.replace("{service}", service.label()));
            }
            return stack().connect(service);
        } catch (SQLException e) {
            throw new Away("The database of %s does not answer: %s.".formatted(service.label(), e.getMessage()));
        }
    }

    /** Returns calls in the role that was named. */
    public Calls calls() throws IOException {
        return calls(roles);
    }

    /** Returns calls in other roles than {@code --role}; with a token that was handed in, its own count. */
    public Calls calls(List<String> roles) throws IOException {
        for (var role : roles) {
            if (!Person.ROLES.contains(role)) {
                throw new UserError(
                        "There is no role \"%s\"; the roles are %s.".formatted(role, String.join(", ", Person.ROLES)));
            }
        }
        var token = token(roles);
        return new Calls(() -> token);
    }

    /** Returns the names of the roles that were named. */
    public List<String> roles() {
        return List.copyOf(roles);
    }

    /** Returns a token for these roles; the one that was handed in, if one was. */
    public String token(List<String> roles) throws IOException {
        if (tokenFile != null) {
            return Files.readString(tokenFile).strip();
        }
        var handed = System.getenv(TOKEN);
        if (handed != null && !handed.isBlank()) {
            return handed.strip();
        }
        var person = new Person(subject, roles, unit, district == null ? Person.WHOLE_CITY : district, null, null);
        return new Tokens(TokenKeys.keptIn(workplace().keys()), Clock.systemUTC()).sign(person, TOKEN_TIME);
    }
}
