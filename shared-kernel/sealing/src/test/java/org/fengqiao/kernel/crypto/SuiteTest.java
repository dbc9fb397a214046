package org.fengqiao.kernel.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SuiteTest {

    static final SecureRandom RANDOM = new SecureRandom();
    static final byte[] MESSAGE = "root of the day".getBytes(UTF_8);

    @Test
    void idsAreForEver() {
        assertThat(Suite.of("i1")).isEqualTo(Suite.INTERNATIONAL);
        assertThat(Suite.of("g1")).isEqualTo(Suite.NATIONAL);
    }

    @Test
    void anUnknownSuiteIsNamedAsSuchAndNotQuoted() {
        assertThatThrownBy(() -> Suite.of("张三"))
                .isInstanceOf(UnknownSuite.class)
                .hasMessage("unknown cryptographic suite (2 characters); known are i1, g1");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasEncryptedIsDecryptedWithTheSameKeyNonceAndAssociatedBytesAlone(Suite suite) {
        var key = suite.newKey(RANDOM);
        var nonce = new byte[Suite.NONCE_LENGTH];
        var encrypted = suite.encrypt(key, nonce, new byte[] {1}, MESSAGE);

        assertThat(suite.decrypt(key, nonce, new byte[] {1}, encrypted)).isEqualTo(MESSAGE);
        assertThat(encrypted).hasSize(MESSAGE.length + Suite.TAG_LENGTH);
        var otherNonce = nonce.clone();
        otherNonce[11] = 1;
        assertThatThrownBy(() -> suite.decrypt(suite.newKey(RANDOM), nonce, new byte[] {1}, encrypted))
                .isInstanceOf(NotAuthentic.class);
        assertThatThrownBy(() -> suite.decrypt(key, otherNonce, new byte[] {1}, encrypted))
                .isInstanceOf(NotAuthentic.class);
        assertThatThrownBy(() -> suite.decrypt(key, nonce, new byte[] {2}, encrypted))
                .isInstanceOf(NotAuthentic.class);
        for (var length = 0; length < encrypted.length; length++) {
            var torn = Arrays.copyOf(encrypted, length);
            assertThatThrownBy(() -> suite.decrypt(key, nonce, new byte[] {1}, torn))
                    .isInstanceOf(NotAuthentic.class);
        }
        for (var bit = 0; bit < encrypted.length * 8; bit++) {
            var altered = encrypted.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> suite.decrypt(key, nonce, new byte[] {1}, altered))
                    .isInstanceOf(NotAuthentic.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyOfAnotherSuiteIsRefusedForItsLength(Suite suite) {
        var tooLong = new byte[suite.keyLength() + 1];
        assertThatThrownBy(() -> suite.encrypt(tooLong, new byte[Suite.NONCE_LENGTH], new byte[0], MESSAGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a key of " + suite.keyLength());
    }

    @ParameterizedTest
    @EnumSource
    void aSignatureHoldsForItsMessageAndKeyAlone(Suite suite) {
        var key = SigningKey.make(suite, RANDOM);
        var signature = key.sign(MESSAGE);

        assertThat(key.verificationKey().verifies(MESSAGE, signature)).isTrue();
        assertThat(key.verificationKey().verifies(new byte[] {1}, signature)).isFalse();
        assertThat(SigningKey.make(suite, RANDOM).verificationKey().verifies(MESSAGE, signature))
                .isFalse();
        assertThat(key.verificationKey().verifies(MESSAGE, new byte[0])).isFalse();
        assertThat(new VerificationKey(suite, "AAAA").verifies(MESSAGE, signature))
                .isFalse();
        for (var at = 0; at < signature.length; at++) {
            var altered = signature.clone();
            altered[at] ^= 1;
            assertThat(key.verificationKey().verifies(MESSAGE, altered)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyOfOneSuiteVerifiesNothingOfTheOther(Suite suite) {
        var key = SigningKey.make(suite, RANDOM);
        var other = suite == Suite.NATIONAL ? Suite.INTERNATIONAL : Suite.NATIONAL;
        var posing = new VerificationKey(other, key.verificationKey().encoded());
        assertThat(posing.verifies(MESSAGE, key.sign(MESSAGE))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aSigningKeyComesBackFromWhereItWasKeptAndNeverShowsItself(Suite suite) {
        var key = SigningKey.make(suite, RANDOM);
        var again = SigningKey.of(key.verificationKey(), key.encoded());
        assertThat(key.verificationKey().verifies(MESSAGE, again.sign(MESSAGE))).isTrue();
        assertThat(key.toString())
                .isEqualTo("SigningKey[" + key.verificationKey().keyId() + "]");
        assertThat(key.verificationKey().keyId()).startsWith(suite.id() + ".").hasSize(25);
        var stranger = SigningKey.make(suite, RANDOM);
        assertThatThrownBy(() -> SigningKey.of(stranger.verificationKey(), key.encoded()))
                .hasMessageContaining("don't belong together");
    }

    @ParameterizedTest
    @EnumSource
    void aDerivedKeyDependsOnItsUse(Suite suite) {
        var key = suite.newKey(RANDOM);
        assertThat(suite.derive(key, "names"))
                .hasSize(Suite.DIGEST_LENGTH)
                .isEqualTo(suite.derive(key, "names"))
                .isNotEqualTo(suite.derive(key, "phones"));
    }

    @Test
    void derivingIsTheFirstBlockOfHkdf() {
        // RFC 5869, test case 1: the first 32 bytes of what is expanded.
        var hex = HexFormat.of();
        var pseudorandom = hex.parseHex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
        var info = hex.parseHex("f0f1f2f3f4f5f6f7f8f901");
        assertThat(Suite.INTERNATIONAL.authenticate(pseudorandom, info))
                .isEqualTo(hex.parseHex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"));
    }

    @Property(tries = 500)
    void differentValuesNeverGiveTheSameCanonicalBytes(
            @ForAll List<@Nullable String> some, @ForAll List<@Nullable String> others) {
        var equal = sent(some).equals(sent(others));
        assertThat(Arrays.equals(canonical(some), canonical(others))).isEqualTo(equal);
    }

    @Test
    void theSeamBetweenValuesCounts() {
        assertThat(canonical(List.of("ab", "c"))).isNotEqualTo(canonical(List.of("a", "bc")));
        assertThat(canonical(List.of(""))).isNotEqualTo(canonical(List.of()));
        assertThat(canonical(Arrays.asList((String) null))).isNotEqualTo(canonical(List.of("")));
        assertThat(Canonical.of("x").id(new UUID(0, 1)).toBytes())
                .isNotEqualTo(Canonical.of("x").id(new UUID(1, 0)).toBytes());
    }

    private static byte[] canonical(List<@Nullable String> texts) {
        var canonical = Canonical.of("texts 1");
        texts.forEach(canonical::text);
        return canonical.toBytes();
    }

    /** As it looks after UTF-8, where half a surrogate pair is a question mark. */
    private static List<String> sent(List<@Nullable String> texts) {
        return texts.stream()
                .map(text -> text == null ? "null" : "=" + new String(text.getBytes(UTF_8), UTF_8))
                .toList();
    }
}
