package org.fengqiao.embedded;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker as an installation runs it that others can reach: everybody logs in by a password over TLS (SASL_SSL,
 * SCRAM-SHA-512), and nobody may do what no access rule gives.
 */
final class SecuredBroker implements AutoCloseable {

    private static final String CLIENTS = "CLIENTS";
    private static final String OWNER = "owner";
    private static final String OWNERS_PASSWORD = "a-password-of-the-owner";
    private static final int SCRAM_ITERATIONS = 4096;

    /** Until a connection has to log in again, with the password that is valid then. */
    static final int LOGIN_VALID_MILLISECONDS = 2_000;

    private final KafkaRaftServer server;
    private final String bootstrap;
    private final Certificates certificates;
    private final Admin owner;

    private SecuredBroker(KafkaRaftServer server, String bootstrap, Certificates certificates) {
        this.server = server;
        this.bootstrap = bootstrap;
        this.certificates = certificates;
        this.owner = Admin.create(login(OWNER, OWNERS_PASSWORD));
    }

    /** Starts it in an empty folder. */
    static SecuredBroker start(Path folder, Certificates certificates, int port, int controllerPort) throws Exception {
        var bootstrap = Installation.HOST + ":" + port;
        var controller = Installation.HOST + ":" + controllerPort;
        var keys = certificates.issue("broker-1");
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + controller);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", CLIENTS + "://" + bootstrap + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", CLIENTS + "://" + bootstrap);
        settings.put("listener.security.protocol.map", CLIENTS + ":SASL_SSL,CONTROLLER:SSL");
        settings.put("inter.broker.listener.name", CLIENTS);
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
        settings.put("listener.name.clients.scram-sha-512.sasl.jaas.config", Certificates.jaas(OWNER, OWNERS_PASSWORD));
        settings.put("connections.max.reauth.ms", Integer.toString(LOGIN_VALID_MILLISECONDS));
        // Brokers and controllers know each other by their certificates.
        settings.put("listener.name.controller.ssl.client.auth", "required");
        settings.putAll(certificates.store(keys));
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", "false");
        settings.put("super.users", "User:" + OWNER + ";User:CN=broker-1");
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        format(folder);
        var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        return new SecuredBroker(server, bootstrap, certificates);
    }

    private static void format(Path folder) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setScramArguments(List.of("SCRAM-SHA-512=[name=%s,password=%s]".formatted(OWNER, OWNERS_PASSWORD)))
                .run();
    }

    /** Returns the address of the clients' listener. */
    String bootstrap() {
        return bootstrap;
    }

    /** Returns the owner, who may do everything. */
    Admin owner() {
        return owner;
    }

    /** Returns the settings with which the owner logs in. */
    Map<String, Object> ownersLogin() {
        return login(OWNER, OWNERS_PASSWORD);
    }

    /** Returns the settings with which a client logs in. */
    Map<String, Object> login(String user, String password) {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put("sasl.jaas.config", Certificates.jaas(user, password));
        settings.putAll(certificates.trust());
        return settings;
    }

    /** Gives a user a password; an earlier one is void from the next login on. */
    void password(String user, String password) throws Exception {
        owner.alterUserScramCredentials(List.<UserScramCredentialAlteration>of(new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS), password)))
                .all()
                .get();
    }

    /** Shows another certificate from now on, without a restart. */
    void renewCertificate() throws Exception {
        var renewed = certificates.store(certificates.issue("broker-1")).entrySet().stream()
                .filter(setting -> setting.getKey().startsWith("ssl.keystore"))
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry("listener.name.clients." + setting.getKey(), setting.getValue()),
                        AlterConfigOp.OpType.SET))
                .toList();
        owner.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.BROKER, "1"), renewed))
                .all()
                .get();
    }

    @Override
    public void close() {
        owner.close();
        server.shutdown();
        server.awaitShutdown();
    }
}
