package org.fengqiao.kernel.pages;

import java.net.URI;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;

/**
 * Headers of the pages for staff: a {@code Content-Security-Policy} that lets them run their own scripts and call this
 * service and the issuer, and nothing else; and for the bundled files, which hold nothing of anybody and whose names
 * change with their content, leave to be kept.
 */
@ApplicationScoped
class PagesPolicy {

    /** After the headers of the configuration, which these replace. */
    private static final int LATER = 50;

    private static final String PAGES = "/pages";
    private static final String BUNDLE = "/pages/bundle/";

    /**
     * Styles in attributes are allowed: the charts' library sets fonts with them. They cannot load anything, since no
     * source of images or fonts but our own is allowed. Of trusted types, {@code default} lets through the empty text
     * alone, by which the charts' library empties its place.
     */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " style-src-attr 'unsafe-inline'; img-src 'self'; connect-src 'self'%s; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
            + " trusted-types lit-html default";

    private final String policy;

    PagesPolicy(PagesConfiguration configuration) {
        this.policy = policy(configuration.issuer().map(PagesPolicy::origin).orElse(""));
    }

    /**
     * Returns the policy.
     *
     * @param issuer the origin at which people sign in; empty if there is none
     */
    static String policy(String issuer) {
        return POLICY.formatted(issuer.isEmpty() ? "" : " " + issuer);
    }

    /** Returns scheme, host and port of an address. */
    static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    void replace(@Observes Filters filters) {
        filters.register(
                call -> {
                    var path = call.normalizedPath();
                    if (path.equals(PAGES) || path.startsWith(PAGES + "/")) {
                        put(call.response(), path.startsWith(BUNDLE));
                    }
                    call.next();
                },
                LATER);
    }

    private void put(HttpServerResponse response, boolean kept) {
        response.putHeader("Content-Security-Policy", policy);
        if (kept) {
            response.putHeader("Cache-Control", "public, max-age=31536000, immutable");
        }
    }
}
