package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Person MEDIATOR =
            new Person("wang", List.of("mediator"), "kundulun-mediation", "昆都仑", "少先路街道", null);

    @TempDir
    Path folder;

    @Test
    void aTokenSaysWhoAndWhatForAndUntilWhen() throws Exception {
        var keys = TokenKeys.keptIn(folder);
        var token = new Tokens(keys, () -> NOON).sign(MEDIATOR, Duration.ofHours(8));

        var claims = verifier(keys, NOON).processToClaims(token);
        assertThat(claims.getSubject()).isEqualTo("wang");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("mediator");
        assertThat(claims.getStringClaimValue("unit")).isEqualTo("kundulun-mediation");
        assertThat(claims.getStringClaimValue("district")).isEqualTo("昆都仑");
        assertThat(claims.getStringClaimValue("street")).isEqualTo("少先路街道");
        assertThat(claims.hasClaim("community")).isFalse();
        assertThat(claims.getExpirationTime().getValueInMillis())
                .isEqualTo(NOON.plus(Duration.ofHours(8)).toEpochMilli());
    }

    @Test
    void aTokenIsNoLongerValidAfterItsTime() throws Exception {
        var keys = TokenKeys.keptIn(folder);
        var token = new Tokens(keys, () -> NOON).sign(MEDIATOR, Duration.ofHours(8));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> verifier(keys, NOON.plus(Duration.ofHours(9))).processToClaims(token)))
                .isInstanceOf(InvalidJwtException.class)
                .hasMessageContaining("no longer valid");
    }

    @Test
    void theKeysAreKeptAndOnlyTheirOwnerCanReadThePrivateOne() throws Exception {
        var first = TokenKeys.keptIn(folder);
        var second = TokenKeys.keptIn(folder);

        assertThat(second.publicKey()).isEqualTo(first.publicKey());
        assertThat(second.privateKey()).isEqualTo(first.privateKey());
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("token-private-key.base64"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecretIsMadeOnceAndKept() throws Exception {
        var file = folder.resolve("receipt-code-secret");
        var made = Secrets.kept(file);

        assertThat(Secrets.kept(file)).isEqualTo(made).hasSize(44);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static JwtConsumer verifier(TokenKeys keys, Instant now) throws Exception {
        var encoded = Base64.getDecoder().decode(keys.publicKey());
        return new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setExpectedIssuer(Tokens.ISSUER)
                .setVerificationKey(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded)))
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .build();
    }
}
