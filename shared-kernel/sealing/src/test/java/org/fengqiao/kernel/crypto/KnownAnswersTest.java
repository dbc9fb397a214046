package org.fengqiao.kernel.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.crypto.Suite.INTERNATIONAL;
import static org.fengqiao.kernel.crypto.Suite.NATIONAL;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.junit.jupiter.api.Test;

/** Each algorithm gives what its standard says it gives. */
class KnownAnswersTest {

    @Test
    void aesGcmAsInTheSubmissionToNist() {
        // McGrew and Viega, The Galois/Counter Mode of Operation, appendix B, test case 16.
        var key = hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        var nonce = hex("cafebabefacedbaddecaf888");
        var associated = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        var clear = hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
        var encrypted = hex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b");

        assertThat(INTERNATIONAL.encrypt(key, nonce, associated, clear)).isEqualTo(encrypted);
        assertThat(INTERNATIONAL.decrypt(key, nonce, associated, encrypted)).isEqualTo(clear);
    }

    @Test
    void sm4GcmAsInRfc8998() {
        // RFC 8998, appendix A.1.
        var key = hex("0123456789abcdeffedcba9876543210");
        var nonce = hex("00001234567800000000abcd");
        var associated = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        var clear = hex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
        var encrypted = hex("17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                + "83de3541e4c2b58177e065a9bf7b62ec");

        assertThat(NATIONAL.encrypt(key, nonce, associated, clear)).isEqualTo(encrypted);
        assertThat(NATIONAL.decrypt(key, nonce, associated, encrypted)).isEqualTo(clear);
    }

    @Test
    void sha256AsInFips180() {
        assertThat(INTERNATIONAL.digest(bytes("abc")))
                .isEqualTo(hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void sm3AsInGbt32905() {
        // GB/T 32905-2016, appendix A.
        assertThat(NATIONAL.digest(bytes("abc")))
                .isEqualTo(hex("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"));
        assertThat(NATIONAL.digest(bytes("abcd".repeat(16))))
                .isEqualTo(hex("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"));
    }

    @Test
    void hmacSha256AsInRfc4231() {
        // RFC 4231, test case 2.
        assertThat(INTERNATIONAL.authenticate(bytes("Jefe"), bytes("what do ya want for nothing?")))
                .isEqualTo(hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }

    @Test
    void hmacSm3AsInGmt0042() {
        // GM/T 0042-2015, appendix D.3, first example.
        var key = hex("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20");
        var message = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".repeat(2);
        assertThat(NATIONAL.authenticate(key, bytes(message)))
                .isEqualTo(hex("ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a"));
    }

    @Test
    void ed25519AsInRfc8032() {
        // RFC 8032, section 7.1, test 2. The bytes before the keys are the fixed beginnings of PKCS #8 and X.509 (RFC
        // 8410).
        var privateKey = join(
                hex("302e020100300506032b657004220420"),
                hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
        var publicKey = join(
                hex("302a300506032b6570032100"),
                hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
        var signature = hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

        var key = new VerificationKey(INTERNATIONAL, Base64Url.encode(publicKey));
        assertThat(SigningKey.of(key, privateKey).sign(hex("72"))).isEqualTo(signature);
        assertThat(key.verifies(hex("72"), signature)).isTrue();
        assertThat(key.verifies(hex("73"), signature)).isFalse();
    }

    @Test
    void sm2AsInGbt32918WithTheDefaultUserId() {
        // GB/T 32918.5-2017, appendix A: user id 1234567812345678, message "message digest".
        var curve = new ECNamedDomainParameters(
                GMObjectIdentifiers.sm2p256v1, GMNamedCurves.getByOID(GMObjectIdentifiers.sm2p256v1));
        var secret = number("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
        var point = curve.getCurve()
                .createPoint(
                        number("09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"),
                        number("ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"));
        var pair = National.encoded(new ECPrivateKeyParameters(secret, curve), new ECPublicKeyParameters(point, curve));
        var signature = der(
                number("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"),
                number("b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"));

        var key = new VerificationKey(NATIONAL, Base64Url.encode(pair.publicKey()));
        assertThat(key.verifies(bytes("message digest"), signature)).isTrue();
        assertThat(key.verifies(bytes("message digesT"), signature)).isFalse();
        var ours = SigningKey.of(key, pair.privateKey()).sign(bytes("message digest"));
        assertThat(key.verifies(bytes("message digest"), ours)).isTrue();
    }

    private static byte[] der(BigInteger r, BigInteger s) {
        var both = new ASN1EncodableVector();
        both.add(new ASN1Integer(r));
        both.add(new ASN1Integer(s));
        try {
            return new DERSequence(both).getEncoded();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static BigInteger number(String hex) {
        return new BigInteger(hex, 16);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] join(byte[] first, byte[] second) {
        var joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }
}
