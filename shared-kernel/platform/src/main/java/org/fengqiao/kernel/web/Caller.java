package org.fengqiao.kernel.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.tracing.Tracing;

/** Caller, time and conditions of a call: what a resource needs to know beside the body. */
@RequestScoped
public class Caller {

    private static final Pattern IDENTIFIER = Pattern.compile(Actor.IDENTIFIER);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final SecurityIdentity identity;
    private final HttpHeaders headers;
    private final CurrentVertxRequest request;
    private final Tracing tracing;
    private final Instant now;

    Caller(
            SecurityIdentity identity,
            HttpHeaders headers,
            CurrentVertxRequest request,
            Tracing tracing,
            InstantSource clock) {
        this.identity = identity;
        this.headers = headers;
        this.request = request;
        this.tracing = tracing;
        this.now = clock.instant();
    }

    /** Returns the time at which the call came; the same for all that one call does. */
    public Instant now() {
        return now;
    }

    /**
     * Returns the caller: the token's subject, unit and roles, and the header {@code On-Behalf-Of} (an identifier,
     * never a name).
     *
     * @throws Problem.Thrown 400 if the header is no identifier
     */
    public Actor actor() {
        var onBehalfOf = header("On-Behalf-Of");
        if (onBehalfOf != null && !IDENTIFIER.matcher(onBehalfOf).matches()) {
            throw Problem.badInput(
                            List.of(new OffendingField("On-Behalf-Of", "wrong-form", "An identifier is needed.")))
                    .exception();
        }
        if (identity.isAnonymous()) {
            return new Actor("anonymous", null, "party", onBehalfOf);
        }
        var unit = claim("unit");
        return new Actor(
                identity.getPrincipal().getName(),
                unit,
                String.join(",", new TreeSet<>(identity.getRoles())),
                onBehalfOf);
    }

    /** A claim of the token as text, such as {@code unit} or {@code district}; null if it has none. */
    public @Nullable String claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token && token.getClaim(name) instanceof Object value
                ? value.toString()
                : null;
    }

    /** The caller's roles; none if there is no token. */
    public Set<String> roles() {
        return Set.copyOf(identity.getRoles());
    }

    /** Returns whether the caller has the role. */
    public boolean has(String role) {
        return identity.hasRole(role);
    }

    /**
     * The cause of what this call leads to; a correlation begins with it, or goes on if the caller names one
     * ({@code Correlation-Id}).
     */
    public Cause cause() {
        return new Cause(actor(), now, correlationId(), null, trace());
    }

    /**
     * The trace that the call belongs to (W3C Trace Context): its span, or without tracing what the caller names. What
     * is none is ignored, as the standard has it.
     */
    private @Nullable String trace() {
        var span = tracing.current();
        if (span != null) {
            return span;
        }
        var named = header("traceparent");
        return named != null && TRACE.matcher(named).matches() ? named : null;
    }

    private UUID correlationId() {
        var named = header("Correlation-Id");
        try {
            return named == null ? Identifiers.next() : UUID.fromString(named);
        } catch (IllegalArgumentException _) {
            throw Problem.badInput(List.of(new OffendingField("Correlation-Id", "wrong-form", "A UUID is needed.")))
                    .exception();
        }
    }

    /** The {@code Idempotency-Key}; null if there is none. */
    @Nullable
    public String idempotencyKey() {
        var key = header("Idempotency-Key");
        if (key != null && !KEY.matcher(key).matches()) {
            throw Problem.badInput(List.of(new OffendingField(
                            "Idempotency-Key", "wrong-form", "1 to 200 visible ASCII characters are needed.")))
                    .exception();
        }
        return key;
    }

    /**
     * Returns what the case's version must be, by the header {@code If-Match}.
     *
     * @throws Problem.Thrown 400 if the header is neither {@code *} nor a list of entity tags
     */
    public Precondition precondition() {
        var all = headers.getRequestHeader(HttpHeaders.IF_MATCH);
        return Precondition.read(all == null || all.isEmpty() ? null : String.join(", ", all))
                .orElseThrow(() -> Problem.badInput(List.of(new OffendingField(
                                HttpHeaders.IF_MATCH,
                                "wrong-form",
                                "The ETag of an earlier answer is needed, in its quotation marks.")))
                        .exception());
    }

    /**
     * Returns a digest of method, path, {@code On-Behalf-Of} and body, which a repeat of a call has in common with the
     * first one. The same body sent for somebody else is another call.
     */
    public String requestHash() {
        var context = request.getCurrent();
        var body = context.<byte[]>get(JsonBodies.BODY);
        var onBehalfOf = header("On-Behalf-Of");
        var call = (context.request().method() + " " + context.request().path() + "\n"
                        + (onBehalfOf == null ? "" : onBehalfOf) + "\n")
                .getBytes(UTF_8);
        return HexFormat.of().formatHex(Suite.INTERNATIONAL.digest(call, body == null ? new byte[0] : body));
    }

    private @Nullable String header(String name) {
        return headers.getHeaderString(name);
    }
}
