package org.fengqiao.kernel.pages;

import java.net.URI;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.jurisdiction.Reach;

/** Description of the sign-in for browsers; open to everybody, since it comes before the sign-in. */
@Path("/pages/sign-in")
@PermitAll
@Reach(Reach.Scope.NONE)
public class SignInResource {

    private final PagesConfiguration configuration;

    SignInResource(PagesConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Way to sign in: by OpenID Connect's code flow with PKCE.
     *
     * @param issuer where; null if nobody can sign in
     */
    public record SignIn(@Nullable URI issuer, String clientId, String scope) {}

    /** Returns where and how people sign in. */
    @GET
    public SignIn signIn() {
        return new SignIn(configuration.issuer().orElse(null), configuration.clientId(), configuration.scope());
    }
}
