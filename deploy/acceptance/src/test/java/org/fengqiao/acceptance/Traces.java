package org.fengqiao.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;

/**
 * Collector of traces, to which services send theirs by OTLP over HTTP. It keeps what they send as it is: of each
 * message only the trace ids and the sender's name are looked for, both of which stand in it as they are.
 */
final class Traces implements AutoCloseable {

    private final HttpServer server;
    private final CopyOnWriteArrayList<String> sent = new CopyOnWriteArrayList<>();

    /** Begins to collect, on a free port. */
    Traces() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                sent.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
    }

    /** The address for {@code quarkus.otel.exporter.otlp.endpoint}. */
    String endpoint() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /**
     * Returns the services that sent spans of the trace.
     *
     * @param trace 32 hexadecimal digits
     */
    Set<String> servicesOf(String trace) {
        var id = new String(HexFormat.of().parseHex(trace), ISO_8859_1);
        var services = new TreeSet<String>();
        for (var message : sent) {
            if (message.contains(id)) {
                RunningStack.SERVICES.stream()
                        .filter(service -> message.contains(service + "-service"))
                        .forEach(services::add);
            }
        }
        return services;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
