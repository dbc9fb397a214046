package org.fengqiao.kernel.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * Bouncy Castle's implementations, called directly: registering a provider would change what every other library of the
 * process gets for the names it asks for.
 */
final class National implements Primitives {

    private static final ECNamedDomainParameters CURVE = new ECNamedDomainParameters(
            GMObjectIdentifiers.sm2p256v1, GMNamedCurves.getByOID(GMObjectIdentifiers.sm2p256v1));

    @Override
    public int keyLength() {
        return 16;
    }

    @Override
    public byte[] encrypt(byte[] key, byte[] nonce, byte[] associated, byte[] clear) {
        try {
            return run(true, key, nonce, associated, clear);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("only decrypting can fail", e);
        }
    }

    @Override
    public byte[] decrypt(byte[] key, byte[] nonce, byte[] associated, byte[] encrypted) {
        try {
            return run(false, key, nonce, associated, encrypted);
        } catch (InvalidCipherTextException _) {
            throw new NotAuthentic();
        }
    }

    private static byte[] run(boolean encrypt, byte[] key, byte[] nonce, byte[] associated, byte[] in)
            throws InvalidCipherTextException {
        var cipher = GCMBlockCipher.newInstance(new SM4Engine());
        cipher.init(encrypt, new AEADParameters(new KeyParameter(key), Suite.TAG_LENGTH * 8, nonce, associated));
        var out = new byte[cipher.getOutputSize(in.length)];
        var length = cipher.processBytes(in, 0, in.length, out, 0);
        cipher.doFinal(out, length);
        return out;
    }

    @Override
    public byte[] digest(ByteBuffer... parts) {
        var digest = new SM3Digest();
        for (var part : parts) {
            digest.update(part.array(), part.arrayOffset() + part.position(), part.remaining());
        }
        var result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return result;
    }

    @Override
    public byte[] authenticate(byte[] key, byte[] message) {
        var mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        mac.update(message, 0, message.length);
        var result = new byte[mac.getMacSize()];
        mac.doFinal(result, 0);
        return result;
    }

    @Override
    public EncodedPair newPair(SecureRandom random) {
        var generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(CURVE, random));
        var pair = generator.generateKeyPair();
        return encoded((ECPrivateKeyParameters) pair.getPrivate(), (ECPublicKeyParameters) pair.getPublic());
    }

    static EncodedPair encoded(ECPrivateKeyParameters privateKey, ECPublicKeyParameters publicKey) {
        try {
            return new EncodedPair(
                    PrivateKeyInfoFactory.createPrivateKeyInfo(privateKey).getEncoded(),
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicKey)
                            .getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
    }

    @Override
    public byte[] sign(byte[] privateKey, byte[] message) {
        try {
            var signer = new SM2Signer();
            signer.init(true, new ParametersWithRandom(PrivateKeyFactory.createKey(privateKey), new SecureRandom()));
            signer.update(message, 0, message.length);
            return signer.generateSignature();
        } catch (IOException | CryptoException | RuntimeException e) {
            throw new IllegalArgumentException("no private key of SM2", e);
        }
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            if (!(PublicKeyFactory.createKey(publicKey) instanceof ECPublicKeyParameters key)
                    || !key.getParameters().equals(CURVE)) {
                return false;
            }
            var verifier = new SM2Signer();
            verifier.init(false, key);
            verifier.update(message, 0, message.length);
            return verifier.verifySignature(signature);
        } catch (IOException | RuntimeException _) {
            // What cannot be read as a key is none that signed this.
            return false;
        }
    }
}
