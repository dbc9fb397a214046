package org.fengqiao.kernel.testing;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import org.jspecify.annotations.Nullable;

/**
 * A key pair made for this test run, whose public half the service under test verifies tokens with; and tokens of any
 * role.
 */
public class Tokens implements QuarkusTestResourceLifecycleManager {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final KeyPair KEYS = generate();

    /** Signing takes as long as a call, and a test makes hundreds of calls as the same person. */
    private static final Map<Contents, Signed> SIGNED = new ConcurrentHashMap<>();

    private record Contents(String subject, Map<String, Object> claims, String role, Duration lifetime) {
        Contents {
            claims = Map.copyOf(claims);
        }
    }

    /**
     * A token.
     *
     * @param until given out again until then, half its lifetime before it expires
     */
    private record Signed(String token, Instant until) {}

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.oidc.public-key",
                Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded()));
    }

    @Override
    public void stop() {}

    /** A token of somebody with this role, of no unit, for the whole city. */
    public static String of(String role) {
        return of(role, null, LIFETIME);
    }

    /**
     * A token with this role, unit and lifetime, for the whole city; a negative lifetime makes one that has expired.
     */
    public static String of(String role, @Nullable String unit, Duration lifetime) {
        return signed(new Contents(role + "-1", unit == null ? Map.of() : Map.of("unit", unit), role, lifetime));
    }

    /**
     * A token of this person in this role, with further claims such as {@code unit} or {@code street}; for the whole
     * city unless they say otherwise.
     */
    public static String of(String subject, Map<String, Object> claims, String role) {
        return signed(new Contents(subject, claims, role, LIFETIME));
    }

    /** A token that looks right and was signed by somebody else. */
    public static String forged(String role) {
        return sign(generate(), new Contents(role + "-1", Map.of(), role, LIFETIME), Instant.now());
    }

    private static String signed(Contents contents) {
        var now = Instant.now();
        return SIGNED.compute(
                        contents,
                        (_, before) -> before != null && now.isBefore(before.until())
                                ? before
                                : new Signed(
                                        sign(KEYS, contents, now),
                                        now.plus(contents.lifetime().dividedBy(2))))
                .token();
    }

    private static String sign(KeyPair keys, Contents contents, Instant now) {
        var token = Jwt.issuer("https://fengqiao.org/test")
                .subject(contents.subject())
                .upn(contents.subject())
                .groups(Set.of(contents.role()))
                .claim("district", "*")
                .issuedAt(now.minusSeconds(3600))
                .expiresAt(now.plus(contents.lifetime()));
        contents.claims().forEach(token::claim);
        return token.sign(keys.getPrivate());
    }

    private static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }
}
