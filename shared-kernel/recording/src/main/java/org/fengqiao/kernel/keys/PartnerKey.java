package org.fengqiao.kernel.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

import org.fengqiao.kernel.crypto.Base64Url;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.crypto.VerificationKey;

/**
 * A partner's public key, to which messages are enveloped: only the partner can open them, not even we. An envelope is
 * a JWE in compact serialization (RFC 7516). Its header names the key ({@code kid}) and the algorithms: those of RFC
 * 7518 for a key of the curve P-256, and for one of SM2 the same form with {@code SM2} and {@code SM4GCM}, for which
 * there is no RFC.
 */
public sealed interface PartnerKey {

    /** Returns the fingerprint of the key, with the suite before it, as {@link VerificationKey#keyId}. */
    String keyId();

    /** Returns the envelope of these bytes, another one each time. */
    String envelop(byte[] clear);

    /**
     * Returns the key of this encoding.
     *
     * @param encoded X.509 SubjectPublicKeyInfo
     * @throws IllegalArgumentException if it is no key of P-256 or SM2
     */
    static PartnerKey of(byte[] encoded) {
        try {
            var curve = SubjectPublicKeyInfo.getInstance(encoded).getAlgorithm().getParameters();
            if (SECObjectIdentifiers.secp256r1.equals(curve)) {
                return new P256(
                        idOf(Suite.INTERNATIONAL, encoded),
                        KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded)));
            }
            if (GMObjectIdentifiers.sm2p256v1.equals(curve)
                    && PublicKeyFactory.createKey(encoded) instanceof ECPublicKeyParameters key) {
                return new Sm2(idOf(Suite.NATIONAL, encoded), key);
            }
            throw new IllegalArgumentException("a public key of the curve P-256 or SM2 is needed, not of %s"
                    .formatted(curve instanceof ASN1ObjectIdentifier other ? other.getId() : "another kind"));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("no public key", e);
        }
    }

    private static String idOf(Suite suite, byte[] encoded) {
        return new VerificationKey(suite, Base64Url.encode(encoded)).keyId();
    }

    /** A key of the curve P-256: ECDH-ES and A256GCM. */
    record P256(String keyId, PublicKey key) implements PartnerKey {

        @Override
        public String envelop(byte[] clear) {
            try {
                var envelope = new JsonWebEncryption();
                envelope.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.ECDH_ES);
                envelope.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
                envelope.setKeyIdHeaderValue(keyId);
                envelope.setContentTypeHeaderValue("json");
                envelope.setKey(key);
                envelope.setPlaintext(clear);
                return envelope.getCompactSerialization();
            } catch (JoseException e) {
                throw new IllegalStateException("every Java has ECDH and AES-GCM", e);
            }
        }
    }

    /** A key of SM2: a new key of SM4 for each envelope, encrypted to it (C1C3C2, GB/T 32918.4). */
    record Sm2(String keyId, ECPublicKeyParameters key) implements PartnerKey {

        private static final SecureRandom RANDOM = new SecureRandom();

        @Override
        public String envelop(byte[] clear) {
            var header = Base64Url.encode("{\"alg\":\"SM2\",\"enc\":\"SM4GCM\",\"kid\":\"%s\",\"cty\":\"json\"}"
                    .formatted(keyId)
                    .getBytes(US_ASCII));
            var contentKey = Suite.NATIONAL.newKey(RANDOM);
            var nonce = new byte[Suite.NONCE_LENGTH];
            RANDOM.nextBytes(nonce);
            var sealed = Suite.NATIONAL.encrypt(contentKey, nonce, header.getBytes(US_ASCII), clear);
            var tagAt = sealed.length - Suite.TAG_LENGTH;
            return String.join(
                    ".",
                    header,
                    Base64Url.encode(encrypted(contentKey)),
                    Base64Url.encode(nonce),
                    Base64Url.encode(Arrays.copyOf(sealed, tagAt)),
                    Base64Url.encode(Arrays.copyOfRange(sealed, tagAt, sealed.length)));
        }

        private byte[] encrypted(byte[] contentKey) {
            try {
                var engine = new SM2Engine(new SM3Digest(), SM2Engine.Mode.C1C3C2);
                engine.init(true, new ParametersWithRandom(key, RANDOM));
                return engine.processBlock(contentKey, 0, contentKey.length);
            } catch (InvalidCipherTextException e) {
                throw new IllegalStateException("only decrypting can fail", e);
            }
        }
    }
}
