package org.fengqiao.caseload.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.fengqiao.local.Service;

/**
 * A call that a service's OpenAPI document describes.
 *
 * @param method such as {@code POST}
 * @param path with its parameters in braces
 * @param body null if it takes none
 */
record Operation(
        Service service,
        String method,
        String path,
        List<Parameter> parameters,
        @Nullable Schema body) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    /**
     * Calls that change more than one case: only what is surely refused may be sent to them. A topic that was paused
     * would be read no more, and nobody would see what became of the rest.
     */
    private static final Set<String> OF_THE_WHOLE_INSTALLATION = Set.of(
            "PUT /simulated-clock",
            "POST /projections/rebuild",
            "POST /refoldings",
            "POST /republications",
            "POST /positions/{topic}/pause",
            "POST /positions/{topic}/restart");

    Operation {
        parameters = List.copyOf(parameters);
    }

    /**
     * A parameter of the path or the query.
     *
     * @param in {@code path} or {@code query}
     */
    record Parameter(String name, String in, Schema schema) {

        boolean isInPath() {
            return in.equals("path");
        }

        boolean isList() {
            return schema.type().equals("array");
        }
    }

    /** Reads all calls of a service's document. */
    static List<Operation> all(Service service, JsonNode document) {
        var operations = new ArrayList<Operation>();
        for (var path : document.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(of(service, document, path.getKey(), method.getKey(), method.getValue()));
                }
            }
        }
        return operations;
    }

    private static Operation of(Service service, JsonNode document, String path, String method, JsonNode described) {
        var parameters = new ArrayList<Parameter>();
        for (var parameter : described.path("parameters")) {
            parameters.add(new Parameter(
                    parameter.path("name").asText(),
                    parameter.path("in").asText(),
                    Schema.of(document, parameter.path("schema"))));
        }
        var body = described.at("/requestBody/content/application~1json/schema");
        return new Operation(
                service,
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                body.isMissingNode() ? null : Schema.of(document, body));
    }

    boolean isOfTheWholeInstallation() {
        return OF_THE_WHOLE_INSTALLATION.contains(method + " " + path);
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(service.label(), method, path);
    }
}
