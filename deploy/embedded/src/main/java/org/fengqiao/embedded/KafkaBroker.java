package org.fengqiao.embedded;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One Kafka broker that is its own controller, with the topics of the system. */
final class KafkaBroker implements RunningPart {

    private final Installation installation;
    private final KafkaRaftServer server;

    private KafkaBroker(Installation installation, KafkaRaftServer server) {
        this.installation = installation;
        this.server = server;
    }

    /** Starts the broker over the data that is there, or over new data, and makes the topics that are missing. */
    static KafkaBroker start(Installation installation) {
        var config = config(installation);
        try {
            format(installation, config);
            var server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
            var broker = new KafkaBroker(installation, server);
            Topics.make(Map.of("bootstrap.servers", installation.kafkaBootstrap()), (short) 1);
            return broker;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted while Kafka was starting.", interrupted);
        } catch (Trouble told) {
            throw told;
        } catch (Exception failed) {
            throw new Trouble("Kafka did not start: " + failed.getMessage(), failed);
        }
    }

    private static KafkaConfig config(Installation installation) {
        var address = installation.kafkaBootstrap();
        var controller = Installation.HOST + ":" + installation.controllerPort();
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + controller);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", "PLAINTEXT://" + address);
        settings.put("log.dirs", installation.dataOf(Part.KAFKA).toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("message.max.bytes", Topics.FOUR_MEBIBYTES);
        // There is one broker.
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("controlled.shutdown.enable", "false");
        // Who was killed within a transaction left it open, and what is behind it unread: it ends soon after its time.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // Sizes for one machine: the defaults are for hundreds of clients.
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("offsets.topic.segment.bytes", "16777216");
        settings.put("transaction.state.log.segment.bytes", "16777216");
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        settings.put("log.cleaner.threads", "1");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // What its retention ends goes soon after.
        settings.put("log.retention.check.interval.ms", "5000");
        return new KafkaConfig(settings, false);
    }

    private static void format(Installation installation, KafkaConfig config) throws Exception {
        var data = installation.dataOf(Part.KAFKA);
        Files.createDirectories(data);
        if (Files.exists(data.resolve("meta.properties"))) {
            refuseNewer(data);
            return;
        }
        var said = new ByteArrayOutputStream();
        new Formatter()
                .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                .setClusterId(installation.kafkaClusterId())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data.toString())
                .addDirectory(data.toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .run();
    }

    /** A broker that finds data of a newer one ends the process without a word. */
    private static void refuseNewer(Path data) throws Exception {
        var written = new BootstrapDirectory(data.toString()).read().featureLevel(MetadataVersion.FEATURE_NAME);
        if (written > MetadataVersion.LATEST_PRODUCTION.featureLevel()) {
            throw new Trouble("The data in %s is of a newer Kafka: use another folder.".formatted(data));
        }
    }

    @Override
    public String where() {
        return installation.kafkaBootstrap();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
