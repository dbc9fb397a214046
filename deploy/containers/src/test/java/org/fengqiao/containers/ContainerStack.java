package org.fengqiao.containers;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import com.github.dockerjava.api.model.Network.Ipam;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

import org.fengqiao.local.Person;
import org.fengqiao.local.TokenKeys;
import org.fengqiao.local.Tokens;

/**
 * An installation in containers, from the images of {@code deploy/images/build}, with the passwords and keys of
 * {@code deploy/compose/make-secrets}: three brokers, PostgreSQL, Connect and the services, on three networks so that a
 * service can be cut from the brokers and from the database one by one.
 */
final class ContainerStack implements AutoCloseable {

    /** The services, in the order in which a dispute meets them. */
    static final List<String> SERVICES = List.of("intake", "routing", "mediation", "petition", "analytics");

    /** The services that record events. */
    static final List<String> RECORDING = List.of("intake", "routing", "mediation", "petition");

    private static final Duration START = Duration.ofMinutes(4);
    /** Most of the tests is starts, with which the second compiler would compete. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private static final int BROKERS = 3;
    private static final int LAST_LINES = 60;
    private static final int FIRST_SERVICE_PORT = 8081;
    private static final String IMAGES = "fengqiao/";

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
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Part postgres;
    private String superuserPassword;

    /** Prepares everything; nothing runs yet. */
    ContainerStack() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("fengqiao-containers");
        var keys = TokenKeys.keptIn(folder.resolve("keys"));
        tokens = new Tokens(keys, Clock.systemUTC());
        Checkout.run(
                "deploy/compose/make-secrets",
                secrets().toString(),
                "--token-key",
                folder.resolve("keys/token-public-key.base64").toString());
        postgres = add("postgres", new Part(IMAGES + "postgres", "postgres", List.of(data), 512))
                .with("POSTGRES_PASSWORD_FILE", "/run/secrets/postgres-superuser")
                .secret(secrets(), "postgres-superuser")
                .publishing(5432);
        postgres.withSharedMemorySize(128L << 20);
        postgres.waitingFor(Wait.forHealthcheck().withStartupTimeout(START));
        IntStream.range(0, BROKERS).forEach(_ -> brokerPorts.add(freePort()));
        for (var broker = 1; broker <= BROKERS; broker++) {
            add("kafka-" + broker, broker(broker));
        }
        add("connect", connect());
        SERVICES.forEach(service -> add(service, service(service)));
    }

    /** Starts everything, and returns when the connectors run and each service is ready. */
    void start() {
        startAll(List.of("postgres", "kafka-1", "kafka-2", "kafka-3"));
        oneShot("setup", "--postgres", "postgres:5432", "--kafka", "kafka-1:9092", "--replicas", "3");
        var rest = new ArrayList<>(SERVICES);
        rest.add("connect");
        startAll(rest);
        oneShot("register", "--connect", "http://connect:8083", "--wait", "120");
        SERVICES.forEach(this::awaitReady);
    }

    private Path secrets() {
        return folder.resolve("secrets");
    }

    private Part add(String name, Part part) {
        parts.put(name, part);
        return part;
    }

    private void startAll(List<String> names) {
        CompletableFuture.allOf(names.stream()
                        .map(name -> CompletableFuture.runAsync(
                                parts.get(name)::start,
                                task -> Thread.ofVirtual().start(task)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private Part broker(int number) {
        var part = new Part(IMAGES + "kafka", "kafka-" + number, List.of(outside, log), 640)
                .with("CLUSTER_ID", "ZmVuZ3FpYW8tY29udGFpbg")
                .with("KAFKA_HEAP_OPTS", "-Xmx256m " + QUICK_START)
                .with("KAFKA_NODE_ID", Integer.toString(number))
                .with("KAFKA_PROCESS_ROLES", "broker,controller")
                .with("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@kafka-1:9093,2@kafka-2:9093,3@kafka-3:9093")
                .with("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER")
                .with("KAFKA_LISTENERS", "INSIDE://:9092,CONTROLLER://:9093,OUTSIDE://:9094")
                .with(
                        "KAFKA_ADVERTISED_LISTENERS",
                        "INSIDE://kafka-%d:9092,OUTSIDE://localhost:%d".formatted(number, brokerPorts.get(number - 1)))
                .with("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "INSIDE:PLAINTEXT,OUTSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT")
                .with("KAFKA_INTER_BROKER_LISTENER_NAME", "INSIDE")
                .with("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .with("KAFKA_MESSAGE_MAX_BYTES", "4194304")
                .with("KAFKA_DEFAULT_REPLICATION_FACTOR", "3")
                .with("KAFKA_MIN_INSYNC_REPLICAS", "2")
                .with("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4")
                .with("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4")
                .with("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000")
                .with("KAFKA_LOG_CLEANER_DEDUPE_BUFFER_SIZE", "8388608")
                .with("KAFKA_LOG_CLEANER_THREADS", "1")
                .with("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        part.waitingFor(Wait.forHealthcheck().withStartupTimeout(START));
        part.setPortBindings(List.of("127.0.0.1:%d:9094".formatted(brokerPorts.get(number - 1))));
        return part;
    }

    private Part connect() {
        var part = new Part(IMAGES + "connect", "connect", List.of(data, log), 640)
                .with("CONNECT_BOOTSTRAP_SERVERS", "kafka-1:9092,kafka-2:9092,kafka-3:9092")
                .with("CONNECT_REST_ADVERTISED_HOST_NAME", "connect")
                .with("CONNECT_HEAP_OPTS", "-Xmx256m " + QUICK_START);
        for (var service : RECORDING) {
            var prefix = "FENGQIAO_" + service.toUpperCase(java.util.Locale.ROOT);
            part.with(prefix + "_DATABASE_HOST", "postgres")
                    .with(prefix + "_DATABASE_PORT", "5432")
                    .with(prefix + "_REPLICATION_PASSWORD_FILE", "/run/secrets/" + service + "-replication")
                    .secret(secrets(), service + "-replication");
        }
        part.waitingFor(Wait.forHealthcheck().withStartupTimeout(START));
        return part;
    }

    /** Returns another instance of a service, not started. */
    Part service(String service) {
        var part = new Part(IMAGES + service, service, List.of(front, data, log), 512)
                .with("JDK_JAVA_OPTIONS", "-Xmx192m " + QUICK_START)
                .with("KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092,kafka-2:9092,kafka-3:9092")
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
        // Not by calls of Testcontainers' own: they follow each other without a pause.
        part.waitingFor(Wait.forHealthcheck().withStartupTimeout(START));
        return part;
    }

    private void oneShot(String... command) {
        var part = new Part(IMAGES + "connect", command[0], List.of(data, log), 384);
        part.setCommand(command);
        part.withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(START));
        if (command[0].equals("setup")) {
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

    /** Starts a second instance of a service, beside the first one. */
    void addInstance(String service) {
        var second = service(service);
        second.start();
        parts.put(service + "-2", second);
        awaitReady(service + "-2");
    }

    /** Stops an instance in order and starts it anew, as an upgrade does. */
    void restart(String name) {
        var client = parts.get(name).getDockerClient();
        client.restartContainerCmd(parts.get(name).getContainerId())
                .withTimeout(20)
                .exec();
        awaitReady(name);
    }

    /** Waits until an instance of a service says that it, and what it needs, is ready. */
    void awaitReady(String name) {
        Answers.await(name + " is ready", START, () -> Answers.status(address(name) + "/q/health/ready") == 200);
    }

    /** Returns the address of an instance of a service; it may be another one after a start. */
    String address(String name) {
        var service = name.replaceFirst("-2$", "");
        return "http://localhost:" + parts.get(name).publishedPort(FIRST_SERVICE_PORT + SERVICES.indexOf(service));
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

    /** Returns where Kafka's clients on this machine begin. */
    String kafka() {
        return String.join(
                ",", brokerPorts.stream().map(port -> "localhost:" + port).toList());
    }

    /** Returns a JDBC URL of a service's database, as the superuser. */
    String superuserJdbcUrl(String service) {
        if (superuserPassword == null) {
            // The file is the containers' user's alone.
            superuserPassword = postgres.execute("cat", "/run/secrets/postgres-superuser");
        }
        return "jdbc:postgresql://localhost:%d/%s?user=postgres&password=%s"
                .formatted(postgres.publishedPort(5432), service, superuserPassword);
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
        List.of(front, outside, data, log).forEach(Network::close);
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
