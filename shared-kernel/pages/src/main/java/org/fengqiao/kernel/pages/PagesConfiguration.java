package org.fengqiao.kernel.pages;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the pages for staff. */
@ConfigMapping(prefix = "fengqiao.pages")
public interface PagesConfiguration {

    /**
     * Issuer at which people sign in, as their browsers reach it; its {@code /.well-known/openid-configuration} must
     * allow calls from the pages' origin. If not given: that of {@code quarkus.oidc.auth-server-url}. With neither,
     * nobody can sign in.
     */
    Optional<URI> issuer();

    /** Name of the pages at the issuer: a public client (no secret) with PKCE, whose redirect address is theirs. */
    @WithDefault("fengqiao-pages")
    String clientId();

    /** Scopes that are asked for, separated by blanks. */
    @WithDefault("openid")
    String scope();

    /**
     * Addresses of the pages of other services, by the name of the service ({@code intake}, {@code routing}, {@code
     * mediation}, {@code petition}, {@code analytics}); the pages link to them. Without them each stands alone.
     */
    Map<String, URI> others();
}
