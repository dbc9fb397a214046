package org.fengqiao.embedded;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;

/** One distributed worker of Kafka Connect that writes exactly once, and keeps the services' connectors registered. */
final class ConnectWorker implements RunningPart {

    private final Installation installation;
    private final Connect<DistributedHerder> connect;
    private final ConnectorRegistration registration;

    private ConnectWorker(
            Installation installation, Connect<DistributedHerder> connect, ConnectorRegistration registration) {
        this.installation = installation;
        this.connect = connect;
        this.registration = registration;
    }

    /** Starts the worker, and from then on registers each connector as soon as its service has made its publication. */
    static ConnectWorker start(Installation installation, Announcements announcements) {
        var connect = startWithoutHook(settings(installation));
        var registration = new ConnectorRegistration(installation, announcements);
        registration.start();
        return new ConnectWorker(installation, connect, registration);
    }

    /**
     * Connect would stop itself at the end of the process, at the same time as we stop the broker, and then wait for
     * the broker; and the database would wait for Connect.
     */
    private static Connect<DistributedHerder> startWithoutHook(Map<String, String> settings) {
        Exit.setShutdownHookAdder((_, _) -> {});
        try {
            return new ConnectDistributed().startConnect(settings);
        } finally {
            Exit.resetShutdownHookAdder();
        }
    }

    private static Map<String, String> settings(Installation installation) {
        var settings = new HashMap<>(InstallationConfigProvider.workerSettings(installation));
        settings.put("bootstrap.servers", installation.kafkaBootstrap());
        settings.put("group.id", "fengqiao-connect");
        settings.put("exactly.once.source.support", "enabled");
        settings.put("listeners", installation.connectUrl());
        settings.put("rest.advertised.host.name", Installation.HOST);
        settings.put("rest.advertised.port", Integer.toString(installation.port(Part.CONNECT)));
        settings.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        settings.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        // Everything is on the class path; searching it for plug-ins would take seconds.
        settings.put("plugin.discovery", "service_load");
        settings.put("topic.creation.enable", "false");
        settings.put("config.storage.topic", "connect-configs");
        settings.put("config.storage.replication.factor", "1");
        settings.put("offset.storage.topic", "connect-offsets");
        settings.put("offset.storage.replication.factor", "1");
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.topic", "connect-status");
        settings.put("status.storage.replication.factor", "1");
        settings.put("status.storage.partitions", "1");
        // A worker that was killed is alone and comes back at once: nobody needs to be waited for.
        settings.put("scheduled.rebalance.max.delay.ms", "0");
        settings.put("session.timeout.ms", "6000");
        settings.put("heartbeat.interval.ms", "2000");
        // Nor for five minutes if the topic with the connectors' settings was slow to read.
        settings.put("worker.unsync.backoff.ms", "1000");
        settings.put("task.shutdown.graceful.timeout.ms", "3000");
        return settings;
    }

    @Override
    public String where() {
        return installation.connectUrl();
    }

    @Override
    public void close() {
        registration.close();
        connect.stop();
        connect.awaitStop();
    }
}
