package org.fengqiao.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.fengqiao.embedded.Installation.Role;

/** The program that prepares a PostgreSQL server and Kafka brokers that run elsewhere, and ends. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes what Fengqiao needs in a PostgreSQL 18 server and on Kafka brokers that are there: a database and",
            "roles for each service, the replication slots, the database of keys, and the topics. Must be run before",
            "the services start for the first time. May be repeated: what is there stays, passwords are set as the",
            "files have them. On brokers that ask who is there it makes the users and what each may do, too.",
            ""
        },
        footer = {
            "",
            "Files with a password each, in the folder of --secrets: postgres-superuser; <service>-owner, -service,",
            "-replication, -keys; keys-owner, keys-rotator; with --kafka-users, kafka-<user> for each user."
        })
public final class Setup implements Callable<Integer> {

    private static final int FAILED = 1;

    @Option(names = "--postgres", paramLabel = "HOST:PORT", required = true, description = "The server.")
    private String postgres = "";

    @Option(
            names = "--superuser",
            paramLabel = "NAME",
            defaultValue = Installation.SUPERUSER,
            description = "Who may make roles and databases there; ${DEFAULT-VALUE} if not given.")
    private String superuser = "";

    @Option(
            names = "--secrets",
            paramLabel = "DIR",
            defaultValue = "/run/secrets",
            description = "The folder with the passwords; ${DEFAULT-VALUE} if not given.")
    private Path secrets = Path.of("");

    @Option(names = "--kafka", paramLabel = "HOST:PORT,…", required = true, description = "Some of the brokers.")
    private String kafka = "";

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "3",
            description = "Copies of each partition of a topic that is made; ${DEFAULT-VALUE} if not given.")
    private short replicas;

    @Option(
            names = "--kafka-settings",
            paramLabel = "FILE",
            description = "Settings of a Kafka client who may do everything there, such as security.protocol.")
    private @Nullable Path kafkaSettings;

    @Option(
            names = "--kafka-users",
            paramLabel = "DIR",
            description = "Manifests of the users (KafkaUser of Strimzi): each gets its password and its rules.")
    private @Nullable Path kafkaUsers;

    private Setup() {}

    /** Runs the program; the exit code is 0 when everything is there, 1 if it could not be made, 2 for bad options. */
    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Does what {@link #main} does, and returns the exit code. */
    static int execute(String... arguments) {
        var commandLine = new CommandLine(new Setup());
        commandLine.setExecutionExceptionHandler((failure, told, _) -> {
            told.getErr().println(failure.getMessage());
            return FAILED;
        });
        return commandLine.execute(arguments);
    }

    @Override
    public Integer call() throws SQLException, InterruptedException, ExecutionException {
        var password = secret("postgres-superuser");
        Databases.of(
                        database -> DriverManager.getConnection(
                                "jdbc:postgresql://%s/%s".formatted(postgres, database), superuser, password),
                        new FromFiles())
                .prepare();
        var brokers = brokers();
        if (kafkaUsers != null) {
            KafkaUsers.make(brokers, KafkaUser.ofManifests(kafkaUsers), user -> secret("kafka-" + user));
            Topics.makeForConnect(brokers, replicas);
        }
        Topics.make(brokers, replicas);
        System.out.println("Databases and topics are there.");
        return CommandLine.ExitCode.OK;
    }

    private Map<String, Object> brokers() {
        var settings = new Properties();
        if (kafkaSettings != null) {
            try (var file = Files.newBufferedReader(kafkaSettings)) {
                settings.load(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("%s can't be read".formatted(kafkaSettings), unreadable);
            }
        }
        var brokers = new HashMap<String, Object>();
        settings.stringPropertyNames().forEach(name -> brokers.put(name, settings.getProperty(name)));
        brokers.put("bootstrap.servers", kafka);
        return brokers;
    }

    private String secret(String name) {
        try {
            return Files.readString(secrets.resolve(name)).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("%s can't be read".formatted(secrets.resolve(name)), unreadable);
        }
    }

    /** Passwords in a file each. */
    private final class FromFiles implements Databases.Passwords {

        @Override
        public String of(String service, Role role) {
            return secret(service + "-" + role.key());
        }

        @Override
        public String ofRotator() {
            return secret(Installation.KEYS + "-rotator");
        }
    }
}
