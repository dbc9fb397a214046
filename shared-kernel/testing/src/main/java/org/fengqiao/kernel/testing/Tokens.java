package org.fengqiao.kernel.testing;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import org.jspecify.annotations.Nullable;

/** A key pair made for this test run, whose public half the service under test verifies tokens with; and tokens of any role. */
public class Tokens implements QuarkusTestResourceLifecycleManager {

    private static final KeyPair KEYS = generate();

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
        return of(role, null, Duration.ofMinutes(10));
    }

    /** A token with this role, unit and lifetime, for the whole city; a negative lifetime makes one that has expired. */
    public static String of(String role, @Nullable String unit, Duration lifetime) {
        return sign(KEYS, role, unit, lifetime);
    }

    /** A token of this person in this role, with further claims such as {@code unit} or {@code street}; for the whole city unless they say otherwise. */
    public static String of(String subject, Map<String, Object> claims, String role) {
        var now = java.time.Instant.now();
        var token = Jwt.issuer("https://fengqiao.org/test")
                .subject(subject)
                .upn(subject)
                .groups(Set.of(role))
                .claim("district", "*")
                .issuedAt(now.minusSeconds(60))
                .expiresAt(now.plus(Duration.ofMinutes(10)));
        claims.forEach(token::claim);
        return token.sign(KEYS.getPrivate());
    }

    /** A token that looks right and was signed by somebody else. */
    public static String forged(String role) {
        return sign(generate(), role, null, Duration.ofMinutes(10));
    }

    private static String sign(KeyPair keys, String role, @Nullable String unit, Duration lifetime) {
        var now = java.time.Instant.now();
        var token = Jwt.issuer("https://fengqiao.org/test")
                .subject(role + "-1")
                .upn(role + "-1")
                .groups(Set.of(role))
                .claim("district", "*")
                .issuedAt(now.minusSeconds(3600))
                .expiresAt(now.plus(lifetime));
        if (unit != null) {
            token.claim("unit", unit);
        }
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
