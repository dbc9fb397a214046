package org.fengqiao.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import org.apache.kafka.common.Uuid;

/**
 * A data folder: the data of the parts, and one file with the ports, passwords and identities that were chosen when it
 * was made, so that a part that is started again is found where it was. Several processes may share one, each running
 * other parts.
 */
final class Installation {

    /** Every service has a database. */
    static final List<String> SERVICES = List.of("intake", "routing", "mediation", "petition", "analytics");

    /** The services whose tables are carried to Kafka; analytics only reads. */
    static final List<String> PUBLISHING_SERVICES = List.of("intake", "routing", "mediation", "petition");

    /** The database of people's keys, apart from all others: what is destroyed in it must not be in their backups. */
    static final String KEYS = "keys";

    /** The only service that may destroy keys. */
    static final String KEEPER_OF_KEYS = "intake";

    /**
     * Database role of {@code deploy/keys}: wraps keys anew under another master key, and neither adds nor destroys
     * any.
     */
    static final String ROTATOR_OF_KEYS = "keys_rotator";

    static final String HOST = "127.0.0.1";
    static final String SUPERUSER = "postgres";

    private static final String ROTATOR_PASSWORD = KEYS + ".rotator.password";

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int LOWEST_PORT = 15_000;

    /**
     * From here on Linux and macOS give ports to outgoing connections, so that one which is free now may be taken
     * before it is listened on.
     */
    private static final int FIRST_PORT_OF_CLIENTS = 32_768;

    private static final int TRIES_FOR_A_PORT = 1_000;

    /** The roles of a service in its database. */
    enum Role {
        /** Owns the database and runs its migrations. */
        OWNER,
        /** Role of the service itself. */
        SERVICE,
        /** Role of Debezium. */
        REPLICATION,
        /** Role of the service in the database of keys; only services that publish have it. */
        KEYS;

        /** Returns whether the service has this role. */
        boolean isOf(String service) {
            return this != KEYS || PUBLISHING_SERVICES.contains(service);
        }

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        String of(String service) {
            return service + "_" + key();
        }
    }

    private final Path folder;
    private final Properties settings = new Properties();

    private Installation(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens a data folder, making it and its settings if they are not there.
     *
     * @param running the parts that this process will run: a port of theirs that is taken by now is exchanged for a
     *     free one
     * @param fixedPorts ports that the caller insists on, by {@link Part}
     * @throws Trouble if a port that the caller insists on is taken, or if the folder can't be used
     */
    static Installation open(Path folder, Set<Part> running, Map<Part, Integer> fixedPorts) {
        var installation = new Installation(folder.toAbsolutePath().normalize());
        try {
            Files.createDirectories(installation.folder);
            OwnerOnly.folder(installation.folder);
            // Processes that are started at once over one new folder must agree on its passwords and ports.
            try (var channel = FileChannel.open(
                            installation.folder.resolve("installation.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                installation.load();
                installation.complete(running, fixedPorts);
                OwnerOnly.replace(installation.file(), installation.settings);
            }
        } catch (IOException unusable) {
            throw new Trouble(
                    "The data folder %s can't be used: %s".formatted(folder, unusable.getMessage()), unusable);
        }
        return installation;
    }

    /** Has a copied folder take ports of its own: those in it are another one's. */
    static void forgetPorts(Path folder) throws IOException {
        var copied = new Installation(folder.toAbsolutePath().normalize());
        copied.load();
        copied.settings.stringPropertyNames().stream()
                .filter(key -> key.endsWith(".port"))
                .forEach(copied.settings::remove);
        OwnerOnly.replace(copied.file(), copied.settings);
    }

    /** The file with all settings; only its owner can read it. */
    Path file() {
        return folder.resolve("installation.properties");
    }

    Path folder() {
        return folder;
    }

    Path dataOf(Part part) {
        return folder.resolve(part.key());
    }

    int port(Part part) {
        return Integer.parseInt(setting(part.key() + ".port"));
    }

    int controllerPort() {
        return Integer.parseInt(setting("kafka.controller.port"));
    }

    String kafkaClusterId() {
        return setting("kafka.cluster");
    }

    String kafkaBootstrap() {
        return HOST + ":" + port(Part.KAFKA);
    }

    String connectUrl() {
        return "http://" + HOST + ":" + port(Part.CONNECT);
    }

    String superuserPassword() {
        return setting("postgres.superuser.password");
    }

    String password(String service, Role role) {
        return setting(service + "." + role.key() + ".password");
    }

    String rotatorPassword() {
        return setting(ROTATOR_PASSWORD);
    }

    /**
     * Claims a part of a data folder for this process, for as long as it lives; before anything in there is touched.
     *
     * @throws Trouble if another process runs that part
     */
    static void claim(Path folder, Part part) {
        try {
            Files.createDirectories(folder);
            if (!HeldLocks.take(folder.resolve(part.key() + ".lock"))) {
                throw new Trouble("Another process already runs %s on %s.".formatted(part.title(), folder));
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private void load() throws IOException {
        if (Files.exists(file())) {
            try (var reader = Files.newBufferedReader(file())) {
                settings.load(reader);
            }
        }
    }

    private void complete(Set<Part> running, Map<Part, Integer> fixedPorts) {
        settings.putIfAbsent("kafka.cluster", Uuid.randomUuid().toString());
        settings.putIfAbsent("postgres.superuser.password", newPassword());
        for (var service : SERVICES) {
            for (var role : Role.values()) {
                if (role.isOf(service)) {
                    settings.putIfAbsent(service + "." + role.key() + ".password", newPassword());
                }
            }
        }
        settings.putIfAbsent(KEYS + "." + Role.OWNER.key() + ".password", newPassword());
        settings.putIfAbsent(ROTATOR_PASSWORD, newPassword());
        var chosen = new HashSet<>(fixedPorts.values());
        for (var part : Part.values()) {
            var key = part.key() + ".port";
            if (running.contains(part) && fixedPorts.containsKey(part)) {
                var port = fixedPorts.get(part);
                if (!isFree(port)) {
                    throw new Trouble("Port %d for %s is taken by another program.".formatted(port, part.title()));
                }
                settings.setProperty(key, Integer.toString(port));
            } else {
                keepOrChoose(key, running.contains(part), chosen);
            }
        }
        keepOrChoose("kafka.controller.port", running.contains(Part.KAFKA), chosen);
    }

    private void keepOrChoose(String key, boolean mustBeFree, Set<Integer> chosen) {
        var kept = settings.getProperty(key);
        if (kept == null || chosen.contains(Integer.valueOf(kept)) || (mustBeFree && !isFree(Integer.parseInt(kept)))) {
            settings.setProperty(key, Integer.toString(freePort(chosen)));
        }
        chosen.add(Integer.valueOf(settings.getProperty(key)));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort(Set<Integer> chosen) {
        for (var tries = 0; tries < TRIES_FOR_A_PORT; tries++) {
            var port = RANDOM.nextInt(LOWEST_PORT, FIRST_PORT_OF_CLIENTS);
            if (!chosen.contains(port) && isFree(port)) {
                return port;
            }
        }
        throw new Trouble("No free port was found from %d to %d.".formatted(LOWEST_PORT, FIRST_PORT_OF_CLIENTS - 1));
    }

    private static String newPassword() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String setting(String key) {
        var value = settings.getProperty(key);
        if (value == null) {
            throw new Trouble("%s lacks %s; remove the folder to start anew.".formatted(file(), key));
        }
        return value;
    }
}
