package org.fengqiao.caseload.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import org.fengqiao.caseload.Json;

/** The connectors that carry the services' tables to the topics: held back and let go again. */
final class Connectors {

    private final URI connect;
    private final HttpClient http = HttpClient.newHttpClient();

    Connectors(URI connect) {
        this.connect = connect;
    }

    /** The names of all connectors. */
    List<String> names() throws IOException, InterruptedException {
        var names = new ArrayList<String>();
        Json.MAPPER.readTree(send("GET", "/connectors")).forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Holds the connectors back; returns when none of them works any more. */
    void pause(List<String> names) throws IOException, InterruptedException {
        for (var name : names) {
            send("PUT", "/connectors/" + name + "/pause");
        }
        await(names, "PAUSED");
    }

    /** Lets the connectors go. */
    void resume(List<String> names) throws IOException, InterruptedException {
        for (var name : names) {
            send("PUT", "/connectors/" + name + "/resume");
        }
    }

    private void await(List<String> names, String state) throws IOException, InterruptedException {
        for (var name : names) {
            while (true) {
                var tasks = Json.MAPPER
                        .readTree(send("GET", "/connectors/" + name + "/status"))
                        .path("tasks");
                if (!tasks.isEmpty() && state.equals(tasks.path(0).path("state").asText())) {
                    break;
                }
                Thread.sleep(50);
            }
        }
    }

    private String send(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(connect.resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException("Connect answers %s %s with %d: %s"
                    .formatted(method, path, response.statusCode(), response.body()));
        }
        return response.body();
    }
}
