package org.fengqiao.kernel.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.jose4j.jwe.JsonWebEncryption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.kernel.crypto.Base64Url;
import org.fengqiao.kernel.crypto.Suite;

/** Keys that partners registered, and what is enveloped to them. */
class PartnerKeysTest {

    private static final byte[] MESSAGE = "{\"name\":\"王小明\"}".getBytes(UTF_8);

    @TempDir
    Path folder;

    private static KeyPair pairOf(String curve) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static AsymmetricCipherKeyPair pairOfSm2() {
        var generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(
                new ECNamedDomainParameters(
                        GMObjectIdentifiers.sm2p256v1, GMNamedCurves.getByOID(GMObjectIdentifiers.sm2p256v1)),
                new SecureRandom()));
        return generator.generateKeyPair();
    }

    private void register(String partner, byte[] publicKey) throws Exception {
        Files.writeString(
                folder.resolve(partner + ".pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey)
                        + "\n-----END PUBLIC KEY-----\n");
    }

    @Test
    void anyLibraryForJweOpensWhatIsEnvelopedToAKeyOfP256() throws Exception {
        var pair = pairOf("secp256r1");
        register("police", pair.getPublic().getEncoded());

        var key = PartnerKeys.in(folder).of("police").orElseThrow();
        var envelope = key.envelop(MESSAGE);

        var jwe = new JsonWebEncryption();
        jwe.setKey(pair.getPrivate());
        jwe.setCompactSerialization(envelope);
        assertThat(jwe.getPlaintextBytes()).isEqualTo(MESSAGE);
        assertThat(jwe.getKeyIdHeaderValue()).isEqualTo(key.keyId()).startsWith("i1.");
        assertThat(key.envelop(MESSAGE)).isNotEqualTo(envelope);
    }

    @Test
    void aKeyOfSm2OpensWhatIsEnvelopedToIt() throws Exception {
        var pair = pairOfSm2();
        register(
                "petition-office",
                SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic())
                        .getEncoded());

        var key = PartnerKeys.in(folder).of("petition-office").orElseThrow();
        var parts = key.envelop(MESSAGE).split("\\.");

        var engine = new SM2Engine(new SM3Digest(), SM2Engine.Mode.C1C3C2);
        engine.init(false, pair.getPrivate());
        var wrapped = Base64Url.decode(parts[1]);
        var contentKey = engine.processBlock(wrapped, 0, wrapped.length);
        var sealed = concatenated(Base64Url.decode(parts[3]), Base64Url.decode(parts[4]));
        assertThat(Suite.NATIONAL.decrypt(contentKey, Base64Url.decode(parts[2]), parts[0].getBytes(US_ASCII), sealed))
                .isEqualTo(MESSAGE);
        assertThat(new String(Base64Url.decode(parts[0]), US_ASCII))
                .isEqualTo(
                        "{\"alg\":\"SM2\",\"enc\":\"SM4GCM\",\"kid\":\"%s\",\"cty\":\"json\"}".formatted(key.keyId()));
        assertThat(key.keyId()).startsWith("g1.");
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        var both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void whoRegisteredNoKeyHasNone() throws Exception {
        register("police", pairOf("secp256r1").getPublic().getEncoded());
        Files.writeString(folder.resolve("README"), "not a key");

        assertThat(PartnerKeys.in(folder).of("court")).isEmpty();
        assertThat(PartnerKeys.none().of("police")).isEmpty();
    }

    @Test
    void aFileThatHoldsNoSuchKeyIsNamed() throws Exception {
        register("court", pairOf("secp384r1").getPublic().getEncoded());
        assertThatIllegalStateException()
                .isThrownBy(() -> PartnerKeys.in(folder))
                .withMessageContaining("court.pem")
                .withMessageContaining("P-256 or SM2");

        Files.writeString(folder.resolve("court.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
        assertThatIllegalStateException()
                .isThrownBy(() -> PartnerKeys.in(folder))
                .withMessageContaining("court.pem holds no public key");
    }
}
