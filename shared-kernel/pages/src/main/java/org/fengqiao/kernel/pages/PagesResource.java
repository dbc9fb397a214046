package org.fengqiao.kernel.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.quarkiverse.web.bundler.runtime.Bundle;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.PublicPage;

/**
 * Beginning of the pages for staff: the HTML file that loads their bundle, and how people sign in. Open to everybody,
 * since it comes before the sign-in and tells of nobody.
 */
@Path("/pages")
@PermitAll
@Reach(Reach.Scope.NONE)
public class PagesResource {

    private static final String ENTRY = "app";

    private final PagesConfiguration configuration;
    private final String page;

    PagesResource(PagesConfiguration configuration, Bundle bundle) {
        this.configuration = configuration;
        this.page = file().replace("{style}", besides(bundle.style(ENTRY), "the bundle has no style"))
                .replace("{script}", besides(bundle.script(ENTRY), "the bundle has no script"));
    }

    /** Returns the address of a file as the page names it: an edge may put a prefix before all of them. */
    private static String besides(@Nullable String file, String otherwise) {
        return Objects.requireNonNull(file, otherwise).replaceFirst("^.*/pages/", "");
    }

    private static String file() {
        try (var file = Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream("pages/index.html"))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page", e);
        }
    }

    /**
     * Returns the page; all that it shows it asks for itself. The address needs its last slash, for the files beside
     * it.
     */
    @GET
    @Produces(PublicPage.HTML)
    public Response page(@Context UriInfo address) {
        return address.getRequestUri().getRawPath().endsWith("/")
                ? Response.ok(page).build()
                : Response.seeOther(URI.create("pages/")).build();
    }

    /**
     * Settings that the pages need before anybody has signed in, by OpenID Connect's code flow with PKCE.
     *
     * @param issuer where people sign in; null if nobody can
     * @param others addresses of the pages of other services, by the name of the service
     */
    public record Settings(@Nullable URI issuer, String clientId, String scope, Map<String, URI> others) {
        public Settings {
            others = Map.copyOf(others);
        }
    }

    /** Returns where and how people sign in, and where the pages of the other services are. */
    @GET
    @Path("/settings")
    public Settings settings() {
        return new Settings(
                configuration.issuer().orElse(null),
                configuration.clientId(),
                configuration.scope(),
                configuration.others());
    }
}
