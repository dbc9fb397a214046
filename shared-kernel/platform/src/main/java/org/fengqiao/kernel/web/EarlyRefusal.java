package org.fengqiao.kernel.web;

import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;

import org.fengqiao.kernel.json.Json;

/**
 * Refusal of a call before anything is done for it, and before its body is read: the caller gets a problem, and the
 * connection ends with it, so that nobody has to read the rest.
 */
final class EarlyRefusal {

    private static final ObjectMapper JSON = Json.mapper();

    private EarlyRefusal() {}

    static void refuse(RoutingContext call, Problem problem) {
        call.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader("Connection", "close")
                .end(text(problem))
                .onComplete(_ -> call.request().connection().close());
    }

    private static String text(Problem problem) {
        try {
            return JSON.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is a record of texts", e);
        }
    }
}
