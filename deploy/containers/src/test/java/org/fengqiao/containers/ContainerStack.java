package org.fengqiao.containers;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Network.Ipam;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

import org.fengqiao.local.Person;
import org.fengqiao.local.TokenKeys;
import org.fengqiao.local.Tokens;

/**
 * An installation in containers, from the images of {@code deploy/images/build}, with the passwords and keys of
 * {@code deploy/compose/make-secrets}: brokers, PostgreSQL, Connect and the services, on three networks so that a
 * service
 * can be cut from the brokers and from the database one by one.
 */
final class ContainerStack implements AutoCloseable {

    /** The services, in the order in which a dispute meets them. */
    static final List<String> SERVICES = List.of("intake", "routing", "mediation", "petition", "analytics");

    /** The services that record events. */
    static final List<String> RECORDING = List.of("intake", "routing", "mediation", "petition");

    private static final Duration START = Duration.ofMinutes(4);
    /** Most of the tests is starts, with which the second compiler would compete. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private static final int LAST_LINES = 60;
    private static final int FIRST_SERVICE_PORT = 8081;

    /** Room for what the tests record and a log that is written again and again. */
    private static final int DISK_OF_THE_DATABASE = 768;

    /** Networks whose first one, by name, is that of the published ports: the engine goes by the names. */
    private final Network front = network("1-front", 0);

    /** Where brokers are published: services are not there, or a cut would have a way round it. */
    private final Network outside = network("1-outside", 1);

    private final Network data = network("2-data", 2);
    private final Network log = network("3-log", 3);

    private final Path folder;
    private final Tokens tokens;
    private final Map<String, String> tokensByPerson = new ConcurrentHashMap<>();
    private final List<Integer> brokerPorts = new ArrayList<>();
    private final Map<String, Part> parts = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Layout layout;
    private final Disk disk;
    private final @Nullable KafkaSecrets kafkaSecrets;
    private String superuserPassword;

    /**
     * Make-up of an installation.
     *
     * @param tag the tag of the services' images
     * @param brokers how many there are, all of which have each record
     * @param secured whether brokers ask who is there
     */
    record Layout(String tag, int brokers, boolean secured) {

        /** Returns three brokers and the newest images. */
        static Layout ofThreeBrokers() {
            return new Layout(Images.LATEST, 3, false);
        }
    }

    /** Prepares everything; nothing runs yet. */
    ContainerStack(Layout layout) throws IOException, InterruptedException {
        this.layout = layout;
        folder = Files.createTempDirectory("fengqiao-containers");
        var keys = TokenKeys.keptIn(folder.resolve("keys"));
        tokens = new Tokens(keys, Clock.systemUTC());
        Checkout.run(
                "deploy/compose/make-secrets",
                secrets().toString(),
                "--token-key",
                folder.resolve("keys/token-public-key.base64").toString());
        kafkaSecrets = layout.secured() ? KafkaSecrets.in(Files.createDirectory(folder.resolve("kafka"))) : null;
        disk = new Disk(
                "fengqiao-%d-disk".formatted(ProcessHandle.current().pid()),
                DISK_OF_THE_DATABASE,
                Images.named("postgres", Images.LATEST),
                data);
        add("postgres", postgres("postgres", List.of(data)).disk(disk, "/var/lib/postgresql", AccessMode.rw));
        IntStream.range(0, layout.brokers()).forEach(_ -> brokerPorts.add(freePort()));
        for (var broker = 1; broker <= layout.brokers(); broker++) {
            add("kafka-" + broker, broker(broker));
        }
        add("connect", connect());
        SERVICES.forEach(service -> add(service, service(service, layout.tag())));
    }

    /** Starts everything, and returns when the connectors run and each service is ready. */
    void start() {
        startBelow();
        var rest = new ArrayList<>(SERVICES);
        rest.add("connect");
        startAll(rest);
        oneShot(List.of("register", "--connect", "http://connect:8083", "--wait", "120"));
        SERVICES.forEach(this::awaitReady);
    }

    private void startBelow() {
        disk.hold();
        var below = new ArrayList<>(brokers());
        below.add("postgres");
        startAll(below);
        var setup = new ArrayList<>(List.of("setup", "--postgres", "postgres:5432", "--kafka", "kafka-1:9092"));
        setup.addAll(List.of("--replicas", Integer.toString(layout.brokers())));
        if (kafkaSecrets != null) {
            setup.addAll(List.of(
                    "--kafka-settings", "/run/secrets/owner.properties", "--kafka-users", "/opt/connect/users"));
        }
        oneShot(setup);
    }

    /** Starts everything but the services, and returns the environment with which one runs on this machine. */
    Map<String, String> startFor(String service) throws IOException {
        var recording = RECORDING.contains(service);
        var files = recording
                ? Map.of(
                        service + ".properties",
                        "service.properties",
                        "master.key",
                        "master.key",
                        service + ".signing.key",
                        "signing.key")
                : Map.of(service + ".properties", "service.properties");
        var postgres = parts.get("postgres");
        files.forEach((name, as) -> postgres.secret(secrets(), name, as));
        startBelow();
        startAll(List.of("connect"));
        var own = Files.createDirectory(folder.resolve("own"));
        var address = "postgresql://localhost:%d/".formatted(postgres.publishedPort(5432));
        var environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka(),
                "QUARKUS_HTTP_PORT", Integer.toString(FIRST_SERVICE_PORT + SERVICES.indexOf(service)),
                "QUARKUS_DATASOURCE_REACTIVE_URL", address + service,
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + address + service,
                "QUARKUS_CONFIG_LOCATIONS", own.resolve("service.properties").toString()));
        for (var file : files.values()) {
            // The files are the containers' user's alone.
            DevServices.keep(own, file, postgres.execute("cat", "/run/secrets/" + file) + "\n");
        }
        if (recording) {
            environment.put("QUARKUS_DATASOURCE_KEYS_REACTIVE_URL", address + "keys");
            environment.put("QUARKUS_DATASOURCE_KEYS_JDBC_URL", "jdbc:" + address + "keys");
            environment.put(
                    "FENGQIAO_KEYS_MASTER_KEY_FILE", own.resolve("master.key").toString());
            environment.put(
                    "FENGQIAO_CHECKPOINTS_SIGNING_KEY_FILE",
                    own.resolve("signing.key").toString());
        }
        return environment;
    }

    /** Has Connect carry the tables of a service, once its migrations have made them. */
    void register(String service) {
        oneShot(List.of("register", "--connect", "http://connect:8083", "--wait", "120", service));
    }

    private List<String> brokers() {
        return IntStream.rangeClosed(1, layout.brokers())
                .mapToObj(number -> "kafka-" + number)
                .toList();
    }

    /** Returns the addresses of the brokers for whoever is on their network. */
    private String bootstrap() {
        return brokers().stream().map(broker -> broker + ":9092").collect(Collectors.joining(","));
    }

    private Part postgres(String alias, List<Network> networks) {
        // What is written to a disk in memory is counted, too.
        var part = new Part(Images.named("postgres", Images.LATEST), alias, networks, 512 + DISK_OF_THE_DATABASE)
                .with("POSTGRES_PASSWORD_FILE", "/run/secrets/postgres-superuser")
                .secret(secrets(), "postgres-superuser")
                .restartingByItself()
                .publishing(5432);
        // Each instance of a service may take 20 connections.
        part.setCommand("-c", "max_wal_size=192MB", "-c", "max_connections=500");
        part.withSharedMemorySize(128L << 20);
        part.waitingFor(Wait.forHealthcheck().withStartupTimeout(START));
        return part;
    }

    private Path secrets() {
        return folder.resolve("secrets");
    }

    private Part add(String name, Part part) {
        parts.put(name, part);
        return part;
    }

    private void startAll(List<String> names) {
        atOnce(names, name -> parts.get(name).start());
    }

    private static void atOnce(List<String> names, Consumer<String> doing) {
        CompletableFuture.allOf(names.stream()
                        .map(name -> CompletableFuture.runAsync(
                                () -> doing.accept(name),
                                task -> Thread.ofVirtual().start(task)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private Part broker(int number) {
        var copies = Integer.toString(layout.brokers());
        var enough = Integer.toString(layout.brokers() / 2 + 1);
        var part = new Part(Images.named("kafka", Images.LATEST), "kafka-" + number, List.of(outside, log), 640)
                .restartingByItself()
                .with("CLUSTER_ID", "ZmVuZ3FpYW8tY29udGFpbg")
                .with("KAFKA_HEAP_OPTS", "-Xmx256m " + QUICK_START)
                .with("KAFKA_NODE_ID", Integer.toString(number))
                .with("KAFKA_PROCESS_ROLES", "broker,controller")
                .with(
                        "KAFKA_CONTROLLER_QUORUM_VOTERS",
                        IntStream.rangeClosed(1, layout.brokers())
                                .mapToObj("%1$d@kafka-%1$d:9093"::formatted)
                                .collect(Collectors.joining(",")))
                .with("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER")
                .with("KAFKA_LISTENERS", "INSIDE://:9092,CONTROLLER://:9093,OUTSIDE://:9094")
                .with(
                        "KAFKA_ADVERTISED_LISTENERS",
                        "INSIDE://kafka-%d:9092,OUTSIDE://localhost:%d".formatted(number, brokerPorts.get(number - 1)))
                .with("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "INSIDE:PLAINTEXT,OUTSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT")
                .with("KAFKA_INTER_BROKER_LISTENER_NAME", "INSIDE")
                .with("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .with("KAFKA_MESSAGE_MAX_BYTES", "4194304")
                .with("KAFKA_DEFAULT_REPLICATION_FACTOR", copies)
                .with("KAFKA_MIN_INSYNC_REPLICAS", enough)
                .with("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", copies)
                .with("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", copies)
                .with("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", enough)
                .with("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", copies)
                .with("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", enough)
                .with("KAFKA_CONTROLLED_SHUTDOWN_ENABLE", Boolean.toString(layout.brokers() > 1))
                .with("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4")
                .with("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4")
                .with("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000")
                .with("KAFKA_LOG_CLEANER_DEDUPE_BUFFER_SIZE", "8388608")
                .with("KAFKA_LOG_CLEANER_THREADS", "1")
                .with("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        if (kafkaSecrets != null) {
            kafkaSecrets.secureBroker(part, number);
        }
        part.waitingFor(Wait.forHealthcheck().withStartupTimeout(START));
        part.setPortBindings(List.of("127.0.0.1:%d:9094".formatted(brokerPorts.get(number - 1))));
        return part;
    }

    private Part connect() {
        var copies = Integer.toString(layout.brokers());
        var part = new Part(Images.named("connect", Images.LATEST), "connect", List.of(data, log), 640)
                .restartingByItself()
                .with("CONNECT_BOOTSTRAP_SERVERS", bootstrap())
                .with("CONNECT_CONFIG_STORAGE_REPLICATION_FACTOR", copies)
                .with("CONNECT_OFFSET_STORAGE_REPLICATION_FACTOR", copies)
                .with("CONNECT_STATUS_STORAGE_REPLICATION_FACTOR", copies)
                .with("CONNECT_REST_ADVERTISED_HOST_NAME", "connect")
                .with("CONNECT_HEAP_OPTS", "-Xmx256m " + QUICK_START);
        for (var service : RECORDING) {
            var prefix = "FENGQIAO_" + service.toUpperCase(java.util.Locale.ROOT);
            part.with(prefix + "_DATABASE_HOST", "postgres")
                    .with(prefix + "_DATABASE_PORT", "5432")
                    .with(prefix + "_REPLICATION_PASSWORD_FILE", "/run/secrets/" + service + "-replication")
                    .secret(secrets(), service + "-replication");
        }
        if (kafkaSecrets != null) {
            kafkaSecrets.secureConnect(part);
        }
        part.waitingFor(Wait.forHealthcheck().withStartupTimeout(START));
        return part;
    }

    private Part service(String service, String tag) {
        var part = new Part(Images.named(service, tag), service, List.of(front, data, log), 512)
                .restartingByItself()
                .with("JDK_JAVA_OPTIONS", "-Xmx256m " + QUICK_START)
                .with("KAFKA_BOOTSTRAP_SERVERS", bootstrap())
                .with("QUARKUS_CONFIG_LOCATIONS", "/run/secrets/service.properties")
                .with("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://postgres:5432/" + service)
                .with("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://postgres:5432/" + service)
                .with("FENGQIAO_RATE_PER_TOKEN", "100000")
                .with("FENGQIAO_RATE_PER_TOKEN_AT_ONCE", "100000")
                .secret(secrets(), service + ".properties", "service.properties")
                .publishing(FIRST_SERVICE_PORT + SERVICES.indexOf(service));
        if (RECORDING.contains(service)) {
            part.with("QUARKUS_DATASOURCE_KEYS_JDBC_URL", "jdbc:postgresql://postgres:5432/keys")
                    .with("QUARKUS_DATASOURCE_KEYS_REACTIVE_URL", "postgresql://postgres:5432/keys")
                    .with("FENGQIAO_KEYS_MASTER_KEY_FILE", "/run/secrets/master.key")
                    .with("FENGQIAO_CHECKPOINTS_SIGNING_KEY_FILE", "/run/secrets/signing.key")
                    .secret(secrets(), "master.key")
                    .secret(secrets(), service + ".signing.key", "signing.key");
        }
        if (kafkaSecrets != null) {
            kafkaSecrets.secureService(part, service);
        }
        // Not by calls of Testcontainers' own: they follow each other without a pause.
        part.waitingFor(Wait.forHealthcheck().withStartupTimeout(START));
        return part;
    }

    private void oneShot(List<String> command) {
        var name = command.getFirst();
        var part = new Part(Images.named("connect", Images.LATEST), name, List.of(data, log), 384);
        part.setCommand(command.toArray(String[]::new));
        part.withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(START));
        if (name.equals("setup")) {
            if (kafkaSecrets != null) {
                kafkaSecrets.secureSetup(part);
            }
            part.secret(secrets(), "postgres-superuser")
                    .secret(secrets(), "keys-owner")
                    .secret(secrets(), "keys-rotator");
            for (var service : SERVICES) {
                for (var role : List.of("owner", "service", "replication", "keys")) {
                    if (RECORDING.contains(service) || !role.equals("keys")) {
                        part.secret(secrets(), service + "-" + role);
                    }
                }
            }
        }
        try (part) {
            part.start();
        }
    }

    /** Returns the first instance of a service, a broker, {@code postgres} or {@code connect}. */
    Part part(String name) {
        return parts.get(name);
    }

    /** Returns every container that should be running. */
    Map<String, Part> parts() {
        return Map.copyOf(parts);
    }

    /** Starts the nth instance of a service, beside those that are there. */
    void addInstance(String service, int number) {
        var another = service(service, layout.tag());
        another.start();
        parts.put(service + "-" + number, another);
        awaitReady(service + "-" + number);
    }

    /** Ends an instance of a service in order and starts one of another image in its place. */
    void upgrade(String name, String tag) {
        parts.get(name).end();
        var next = service(serviceOf(name), tag);
        next.start();
        parts.put(name, next);
        awaitReady(name);
    }

    private static String serviceOf(String instance) {
        return instance.replaceFirst("-\\d+$", "");
    }

    /** Stops a part in order and starts it anew; returns when it is ready, if it is an instance of a service. */
    void restart(String name) {
        var client = parts.get(name).getDockerClient();
        client.restartContainerCmd(parts.get(name).getContainerId())
                .withTimeout(20)
                .exec();
        if (SERVICES.contains(serviceOf(name))) {
            awaitReady(name);
        }
    }

    /** Restarts the brokers, and then Connect and one instance of each service at once. */
    void restartAll() {
        brokers().forEach(this::restart);
        var rest = new ArrayList<>(SERVICES);
        rest.add("connect");
        atOnce(rest, this::restart);
    }

    /** Waits until an instance of a service says that it, and what it needs, is ready. */
    void awaitReady(String name) {
        Answers.await(name + " is ready", START, () -> Answers.status(address(name) + "/q/health/ready") == 200);
    }

    /** Returns the address of an instance of a service; it may be another one after a start. */
    String address(String name) {
        return "http://localhost:"
                + parts.get(name).publishedPort(FIRST_SERVICE_PORT + SERVICES.indexOf(serviceOf(name)));
    }

    /** Cuts a part from the brokers, or from the database; the rest of its connections stay. */
    void cut(String name, Link link) {
        parts.get(name).leave(networkOf(link));
    }

    /** Mends what {@link #cut} cut. */
    void mend(String name, Link link) {
        parts.get(name).join(networkOf(link));
    }

    private Network networkOf(Link link) {
        return switch (link) {
            case TO_THE_BROKERS -> log;
            case TO_THE_DATABASE -> data;
        };
    }

    /** A connection that can be cut. */
    enum Link {
        TO_THE_BROKERS,
        TO_THE_DATABASE
    }

    /** Returns the disk of the database. */
    Disk disk() {
        return disk;
    }

    /**
     * Adds a standby of the database, and has commits and Connect wait for it: nothing is told to anybody that it has
     * not.
     */
    void addStandby() throws SQLException {
        var standby = new Standby(
                        postgres("postgres-2", List.of(outside, data)).disk(disk, Standby.PRIMARY, AccessMode.ro))
                .part();
        parts.put("postgres-2", standby);
        try (var primary = DriverManager.getConnection(superuserJdbcUrl("postgres"))) {
            Standby.follow(primary, standby);
        }
        Answers.await(
                "the standby has all slots",
                START,
                () -> Sql.rows(
                                superuserJdbcUrl(standby, "postgres"),
                                "select slot_name from pg_replication_slots where failover and synced and not temporary"
                                        + " and invalidation_reason is null order by 1")
                        .equals(RECORDING.stream().sorted().toList()));
    }

    /** Loses the database, and has its standby take over with its address, as a cluster's manager does. */
    void failOver() throws SQLException {
        var lost = parts.get("postgres");
        var standby = parts.remove("postgres-2");
        var address = lost.addressIn(data);
        lost.kill();
        lost.leave(data, address);
        Sql.rows(superuserJdbcUrl(standby, "postgres"), "select pg_promote()::text");
        standby.leave(data);
        standby.joinAs(data, "postgres", address);
        parts.put("postgres", standby);
        parts.put("postgres-lost", lost);
    }

    /** Returns where Kafka's clients on this machine begin. */
    private String kafka() {
        return String.join(
                ",", brokerPorts.stream().map(port -> "localhost:" + port).toList());
    }

    /** Returns the settings of a Kafka client on this machine who may read everything. */
    Map<String, Object> kafkaClient() {
        return kafkaClient("owner");
    }

    /**
     * Returns the settings of a Kafka client on this machine; where brokers ask who is there, it logs in as that user.
     */
    Map<String, Object> kafkaClient(String user) {
        var settings = new HashMap<String, Object>(Map.of("bootstrap.servers", kafka()));
        if (kafkaSecrets != null) {
            settings.putAll(kafkaSecrets.login(user));
        }
        return settings;
    }

    /** Returns what brokers and their clients have to trust and know. */
    KafkaSecrets kafkaSecrets() {
        return Objects.requireNonNull(kafkaSecrets, "the brokers ask nobody");
    }

    /** Returns a JDBC URL of a service's database, as the superuser. */
    String superuserJdbcUrl(String service) {
        return superuserJdbcUrl(parts.get("postgres"), service);
    }

    private String superuserJdbcUrl(Part server, String database) {
        if (superuserPassword == null) {
            // The file is the containers' user's alone.
            superuserPassword = server.execute("cat", "/run/secrets/postgres-superuser");
        }
        return "jdbc:postgresql://localhost:%d/%s?user=postgres&password=%s"
                .formatted(server.publishedPort(5432), database, superuserPassword);
    }

    /** Returns a token of a person in this role, who works for the unit in Kundulun or, if it is null, for the city. */
    String token(String role, String unit) {
        return tokensByPerson.computeIfAbsent(
                role + unit,
                _ -> tokens.sign(
                        unit == null ? Person.ofTheCity(role, role) : Person.of(role, role, unit, "昆都仑区"),
                        Duration.ofHours(8)));
    }

    /** Returns the last lines that each part printed, for whoever has to find out what went wrong. */
    private String lastWords() {
        var words = new StringBuilder();
        parts.forEach((name, part) -> {
            var lines = part.getContainerId() == null
                    ? List.<String>of()
                    : part.getLogs().lines().toList();
            words.append("== ").append(name).append('\n');
            lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
                    .forEach(line -> words.append(line).append('\n'));
        });
        return words.toString();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Makes a network with addresses of its own, so that a part that comes back has the one it had. */
    private static Network network(String name, int number) {
        var run = ProcessHandle.current().pid();
        var subnet = "172.%d.%d.0/24".formatted(28 + number, run % 250);
        var network = Network.builder()
                .createNetworkCmdModifier(command -> command.withName("fengqiao-%d-%s".formatted(run, name))
                        .withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(subnet))))
                .build();
        // It is made when its id is asked for.
        network.getId();
        return network;
    }

    @Override
    public void close() throws IOException {
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/last-words.txt"), lastWords(), StandardCharsets.UTF_8);
        List.copyOf(parts.values()).reversed().forEach(Part::stop);
        disk.close();
        List.of(front, outside, data, log).forEach(Network::close);
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
