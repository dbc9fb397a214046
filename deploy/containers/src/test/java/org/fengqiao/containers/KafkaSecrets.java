package org.fengqiao.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Secrets of brokers that ask who is there, and of their clients: a password each, an authority that both trust, and
 * certificates of the brokers. Everything is a file that is mounted, so that it may change while a part is stopped.
 */
final class KafkaSecrets {

    /** The users who can log in with a password, beside the owner. */
    private static final List<String> USERS = Stream.concat(
                    ContainerStack.SERVICES.stream().map(service -> service + "-service"),
                    Stream.of("connect", "auditor", "police", "court", "petition-office", "procuratorate"))
            .toList();

    private static final String OWNER = "owner";
    private static final int PASSWORD_BYTES = 24;

    private final Path folder;
    private final Map<String, String> passwords = new HashMap<>();
    private int authority;

    private KafkaSecrets(Path folder) {
        this.folder = folder;
    }

    /** Makes all that is needed in an empty folder. */
    static KafkaSecrets in(Path folder) throws IOException, InterruptedException {
        var secrets = new KafkaSecrets(folder);
        var random = new SecureRandom();
        for (var user : Stream.concat(Stream.of(OWNER), USERS.stream()).toList()) {
            var bytes = new byte[PASSWORD_BYTES];
            random.nextBytes(bytes);
            secrets.passwords.put(user, Base64.getUrlEncoder().encodeToString(bytes));
        }
        secrets.newAuthority();
        secrets.trustOnlyTheNewest();
        secrets.newCertificateOfTheBroker();
        for (var user : USERS) {
            secrets.write("kafka-" + user, secrets.passwords.get(user));
            secrets.write(user + ".properties", "kafka.sasl.jaas.config=" + secrets.jaas(user));
        }
        secrets.write("owner", secrets.passwords.get(OWNER));
        secrets.write("owner.properties", secrets.properties("", OWNER));
        secrets.write("broker.properties", secrets.settingsOfTheBroker());
        secrets.write(
                "connect-worker.properties",
                Stream.of("", "producer.", "consumer.", "admin.")
                        .map(prefix -> secrets.properties(prefix, "connect"))
                        .collect(Collectors.joining()));
        return secrets;
    }

    /** Gives a broker its certificate, its own login and the rule that nobody may do what no rule gives. */
    void secureBroker(Part part, int number) {
        if (number != 1) {
            throw new IllegalArgumentException("there is a certificate for one broker");
        }
        part.with("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "INSIDE:SASL_SSL,OUTSIDE:SASL_SSL,CONTROLLER:SSL")
                .with("SETTINGS_FILE", "/run/secrets/broker.properties")
                .with("OWNER_PASSWORD_FILE", "/run/secrets/owner")
                .secret(folder, "broker.properties")
                .secret(folder, "owner")
                .secret(folder, "broker.pem")
                .secret(folder, "authorities.crt");
    }

    private String settingsOfTheBroker() {
        return """
                sasl.enabled.mechanisms=SCRAM-SHA-512
                sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
                listener.name.inside.scram-sha-512.sasl.jaas.config=%1$s
                listener.name.outside.scram-sha-512.sasl.jaas.config=%1$s
                listener.name.controller.ssl.client.auth=required
                ssl.keystore.type=PEM
                ssl.keystore.location=/run/secrets/broker.pem
                ssl.truststore.type=PEM
                ssl.truststore.location=/run/secrets/authorities.crt
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                super.users=User:owner;User:CN=kafka-1
                """.formatted(jaas(OWNER));
    }

    /** Has a service log in as its own user, by variables and a file of its environment. */
    void secureService(Part part, String service) {
        part.with("KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
                .with("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512")
                .with("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM")
                .with("KAFKA_SSL_TRUSTSTORE_LOCATION", "/run/secrets/authorities.crt")
                .with("QUARKUS_CONFIG_LOCATIONS", "/run/secrets/service.properties,/run/secrets/kafka.properties")
                .secret(folder, service + "-service.properties", "kafka.properties")
                .secret(folder, "authorities.crt");
    }

    /** Has the worker and its connectors log in as {@code connect}. */
    void secureConnect(Part part) {
        part.with("SETTINGS_FILE", "/run/secrets/connect-worker.properties")
                .secret(folder, "connect-worker.properties")
                .secret(folder, "authorities.crt");
    }

    /** Has {@code setup} come as the owner, and know everybody's password. */
    void secureSetup(Part part) {
        part.secret(folder, "owner.properties").secret(folder, "authorities.crt");
        USERS.forEach(user -> part.secret(folder, "kafka-" + user));
    }

    /** Returns the settings with which a user logs in from this machine. */
    Map<String, Object> login(String user) {
        return Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", jaas(user),
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", folder.resolve("authorities.crt").toString());
    }

    private String properties(String prefix, String user) {
        return Map.of(
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "sasl.jaas.config", jaas(user),
                        "ssl.truststore.type", "PEM",
                        "ssl.truststore.location", "/run/secrets/authorities.crt")
                .entrySet()
                .stream()
                .map(setting -> prefix + setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private String jaas(String user) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, passwords.get(user));
    }

    // The authority

    /** Makes another authority; nobody trusts it yet. */
    void newAuthority() throws IOException, InterruptedException {
        authority++;
        openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=authority-%1$d"
                + " -keyout authority-%1$d.key -out authority-%1$d.crt");
    }

    /** Has everybody trust the former authority and the newest one, from the next start on. */
    void trustBoth() throws IOException {
        write("authorities.crt", read("authority-%d.crt", authority - 1) + read("authority-%d.crt", authority));
    }

    /** Has everybody trust the newest authority and no other, from the next start on. */
    void trustOnlyTheNewest() throws IOException {
        write("authorities.crt", read("authority-%d.crt", authority));
    }

    /** Makes a certificate of the broker that the newest authority signs; it shows that one from its next start on. */
    void newCertificateOfTheBroker() throws IOException, InterruptedException {
        write("names", "subjectAltName=DNS:kafka-1,DNS:localhost");
        openssl("req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=kafka-1 -keyout broker.key"
                + " -out broker.csr");
        openssl("x509 -req -days 30 -in broker.csr -CA authority-%1$d.crt -CAkey authority-%1$d.key -CAcreateserial"
                + " -extfile names -out broker.crt");
        write("broker.pem", read("broker.key", 0) + read("broker.crt", 0));
    }

    private String read(String name, int number) throws IOException {
        return Files.readString(folder.resolve(name.formatted(number)));
    }

    /** Writes to the file that is there, which is what the containers have mounted; everybody on it can read it. */
    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void openssl(String arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("openssl"));
        line.addAll(List.of(arguments.formatted(authority).split(" ")));
        var said = folder.resolve("openssl.out");
        var process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new AssertionError(arguments + ": " + Files.readString(said));
        }
    }
}
