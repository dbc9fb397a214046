package org.fengqiao.kernel.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;

/**
 * The {@code Content-Security-Policy} of Swagger UI, where that is switched on: it may run its own scripts and call
 * this service. The policy of every other answer ({@code quarkus.http.header}) allows nothing.
 */
@ApplicationScoped
class SwaggerUiPolicy {

    /** After the headers of the configuration, which this one replaces. */
    private static final int LATER = 50;

    private static final String PATH = "/q/swagger-ui";
    private static final String POLICY =
            "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    void replace(@Observes Filters filters) {
        filters.register(
                call -> {
                    if (call.normalizedPath().startsWith(PATH)) {
                        call.response().putHeader("Content-Security-Policy", POLICY);
                    }
                    call.next();
                },
                LATER);
    }
}
