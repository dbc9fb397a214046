package org.fengqiao.kernel.web;

import java.time.Duration;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Nobody calls more often than he may: a bucket of calls for each token's subject, each address that comes without a
 * token, and each receipt code. Who has used his up is told when to come back (429, {@code Retry-After}); nothing of
 * the call is done.
 *
 * <p>Made when it is first asked and not with the web layer, which comes before the configuration.
 */
@ApplicationScoped
public class Rates {

    private static final int TOO_MANY_REQUESTS = 429;

    private final RateConfiguration configuration;
    private final CurrentIdentityAssociation identity;
    private final CurrentVertxRequest request;
    private final Cache<String, Bucket> buckets;

    Rates(RateConfiguration configuration, CurrentIdentityAssociation identity, CurrentVertxRequest request) {
        this.configuration = configuration;
        this.identity = identity;
        this.request = request;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(configuration.remembered())
                .expireAfterAccess(Duration.ofMinutes(10))
                .build();
    }

    /** Takes one call from the caller's bucket, before anything else is done for it. Answers null if it may go on. */
    @ServerRequestFilter
    public Uni<@Nullable Response> filter() {
        return identity.getDeferredIdentity().map(caller -> {
            if (caller.isAnonymous()) {
                var address = request.getCurrent().request().remoteAddress();
                return take("address " + (address == null ? "" : address.hostAddress()), this::ofAddress);
            }
            return take("token " + caller.getPrincipal().getName(), this::ofToken);
        });
    }

    /**
     * Takes one look at a case from the bucket of its receipt code.
     *
     * @param code the hash of the code, never the code
     * @throws Problem.Thrown 429 if it has been used too often
     */
    public void lookWith(String code) {
        var refused = take("receipt " + code, this::ofReceiptCode);
        if (refused != null) {
            throw new Problem.Thrown(problem(), refused);
        }
    }

    private @Nullable Response take(String caller, Supplier<Bandwidth> bandwidth) {
        var bucket = buckets.get(
                caller, _ -> Bucket.builder().addLimit(bandwidth.get()).build());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return null;
        }
        var seconds =
                Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1).toSeconds();
        return Response.fromResponse(problem().response())
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build();
    }

    private static Problem problem() {
        return new Problem(
                "urn:fengqiao:problem:kernel.too-many-calls",
                "Too Many Requests",
                TOO_MANY_REQUESTS,
                "kernel.too-many-calls",
                "You have called too often; come back after the time in Retry-After.",
                java.util.List.of());
    }

    private Bandwidth ofToken() {
        return Bandwidth.builder()
                .capacity(configuration.perTokenAtOnce())
                .refillGreedy(configuration.perToken(), Duration.ofSeconds(1))
                .build();
    }

    private Bandwidth ofAddress() {
        return perMinute(configuration.perAddress());
    }

    private Bandwidth ofReceiptCode() {
        return perMinute(configuration.perReceiptCode());
    }

    private static Bandwidth perMinute(int calls) {
        return Bandwidth.builder()
                .capacity(calls)
                .refillGreedy(calls, Duration.ofMinutes(1))
                .build();
    }
}
