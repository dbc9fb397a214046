package org.fengqiao.verification;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import org.fengqiao.kernel.proof.CheckpointMessage;
import org.fengqiao.local.Console;
import org.fengqiao.local.Service;

/** The verification of all streams of a running system against the checkpoints that were published. */
public final class Everything {

    private static final List<Service> RECORDING =
            List.of(Service.INTAKE, Service.ROUTING, Service.MEDIATION, Service.PETITION);

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final Set<String> trustedKeys;
    private final String token;
    private final Console console;

    /**
     * @param trustedKeys ids of the keys the reader trusts; empty to take those that the services tell
     * @param token of an operator of the whole city
     * @param console is told what was found, and how far it is
     */
    public Everything(Set<String> trustedKeys, String token, Console console) {
        this.trustedKeys = Set.copyOf(trustedKeys);
        this.token = token;
        this.console = console;
    }

    /**
     * Verifies all streams, and returns whether all are as they were recorded.
     *
     * @param services the base address of each service
     * @param kafka settings of Kafka's client: the bootstrap servers, and how it says who it is
     */
    public boolean verify(Map<Service, URI> services, Map<String, Object> kafka)
            throws IOException, InterruptedException {
        var asked = new Services(json, token);
        var published = published(kafka);
        var well = true;
        for (var service : RECORDING) {
            var troubles = troublesOrAway(
                    asked, service, services.get(service), published.getOrDefault(service.label(), List.of()));
            troubles.forEach(trouble -> console.line("  " + trouble));
            well &= troubles.isEmpty();
        }
        return well;
    }

    /** The streams of a service that is away are not verified; the others are. */
    List<String> troublesOrAway(Services services, Service service, URI address, List<CheckpointMessage> published)
            throws InterruptedException {
        try {
            return troubles(services, service, address, published);
        } catch (Services.Away away) {
            console.done();
            console.line("%-10s AWAY: not verified whether its streams are intact".formatted(service.label()));
            return List.of(away.getMessage());
        }
    }

    private List<String> troubles(Services services, Service service, URI address, List<CheckpointMessage> published)
            throws Services.Away, InterruptedException {
        var troubles = new ArrayList<String>();
        var checkpoints = new PublishedCheckpoints(trustedKeys);
        for (var message : published) {
            var wrong = checkpoints.add(message);
            if (wrong != null) {
                troubles.add(wrong);
            } else if (!message.signature().equals(services.signatureOf(address, message.number()))) {
                troubles.add("checkpoint %d was published and is another one in the database, or none"
                        .formatted(message.number()));
            }
            console.progress(
                    "%-10s %d of %d checkpoints".formatted(service.label(), checkpoints.count(), published.size()));
        }
        var streams = new int[1];
        var signed = new long[2];
        services.verdicts(address, verdict -> {
            streams[0]++;
            if (verdict.path("finding").asText().equals("INTACT")) {
                signed[0] += verdict.path("events").asLong();
                signed[1] += verdict.path("signed").asLong();
            } else {
                troubles.add("case %s is %s: %s%s"
                        .formatted(
                                verdict.path("caseId").asText(),
                                verdict.path("finding").asText(),
                                verdict.path("what").asText(),
                                verdict.has("version")
                                        ? ", version " + verdict.path("version").asText()
                                        : ""));
            }
            console.progress("%-10s %d cases".formatted(service.label(), streams[0]));
        });
        console.milestone("%-10s %s: %d cases, %d events, %d of them signed, %d checkpoints, keys %s"
                .formatted(
                        service.label(),
                        troubles.isEmpty() ? "intact" : "NOT AS IT WAS RECORDED",
                        streams[0],
                        signed[0],
                        signed[1],
                        published.size(),
                        String.join(", ", checkpoints.keys())));
        return troubles;
    }

    /** Returns all checkpoints on the topic by service, in their order. */
    private Map<String, List<CheckpointMessage>> published(Map<String, Object> kafka) throws IOException {
        var published = new HashMap<String, List<CheckpointMessage>>();
        PublishedRecords.read(kafka, "verify", List.of(CheckpointMessage.TOPIC), read -> {
            var message = json.readValue(read.value(), CheckpointMessage.class);
            published.computeIfAbsent(message.service(), _ -> new ArrayList<>()).add(message);
        });
        return published;
    }
}
