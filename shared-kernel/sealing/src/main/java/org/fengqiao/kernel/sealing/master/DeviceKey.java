package org.fengqiao.kernel.sealing.master;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.spec.GCMParameterSpec;

import org.fengqiao.kernel.crypto.NotAuthentic;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.sealing.MasterKey;

/**
 * A master key in a device (HSM) that speaks PKCS #11: AES-256, made in the device, and never out of it. Subjects' keys
 * are wrapped by the device with AES-GCM ({@code CKM_AES_GCM}). The device must have that; SM4 is not to be had through
 * Java's PKCS #11, whatever the device can do.
 */
public final class DeviceKey implements MasterKey {

    private static final String PREFIX = "device.";

    private final String id;
    private final Provider provider;
    private final Key key;
    private final SecureRandom random;

    private DeviceKey(String label, Provider provider, Key key, SecureRandom random) {
        this.id = idOf(label);
        this.provider = provider;
        this.key = key;
        this.random = random;
    }

    /**
     * Returns the key that the token has under this label.
     *
     * @param library the device's PKCS #11 library, such as {@code /usr/lib/softhsm/libsofthsm2.so}
     * @param slot the number of the token's slot
     * @param pin the user's PIN; not kept here
     * @param label the key's label, and so part of {@link #id}: never used again for another key
     * @param random for nonces
     * @throws IllegalStateException if the device is not there, the PIN is wrong, or it has no such key
     */
    public static DeviceKey open(Path library, int slot, char[] pin, String label, SecureRandom random) {
        try {
            var provider = provider(library, slot);
            var key = token(provider, pin).getKey(label, null);
            if (key == null) {
                throw new IllegalStateException("the token in slot %d has no key %s".formatted(slot, label));
            }
            return new DeviceKey(label, provider, key, random);
        } catch (GeneralSecurityException | ProviderException | InvalidParameterException | IOException e) {
            throw new IllegalStateException("the device's slot %d cannot be used".formatted(slot), e);
        }
    }

    /**
     * Has the device make a key, and gives it this label.
     *
     * @throws IllegalStateException as for {@link #open}, and if it has a key of this label
     */
    public static DeviceKey create(Path library, int slot, char[] pin, String label, SecureRandom random) {
        try {
            var provider = provider(library, slot);
            var token = token(provider, pin);
            if (token.containsAlias(label)) {
                throw new IllegalStateException("the token in slot %d has a key %s already".formatted(slot, label));
            }
            var generator = KeyGenerator.getInstance("AES", provider);
            generator.init(256);
            token.setKeyEntry(label, generator.generateKey(), null, null);
            return open(library, slot, pin, label, random);
        } catch (GeneralSecurityException | ProviderException | InvalidParameterException | IOException e) {
            throw new IllegalStateException("the device's slot %d cannot be used".formatted(slot), e);
        }
    }

    /**
     * Returns whether the token has a key of this label.
     *
     * @throws IllegalStateException as for {@link #open}, but not if it has no such key
     */
    public static boolean exists(Path library, int slot, char[] pin, String label) {
        try {
            return token(provider(library, slot), pin).isKeyEntry(label);
        } catch (GeneralSecurityException | ProviderException | InvalidParameterException | IOException e) {
            throw new IllegalStateException("the device's slot %d cannot be used".formatted(slot), e);
        }
    }

    /**
     * Has the device destroy a key; does nothing if it has none of this label.
     *
     * @throws IllegalStateException as for {@link #exists}
     */
    public static void destroy(Path library, int slot, char[] pin, String label) {
        try {
            var token = token(provider(library, slot), pin);
            if (token.isKeyEntry(label)) {
                token.deleteEntry(label);
            }
        } catch (GeneralSecurityException | ProviderException | InvalidParameterException | IOException e) {
            throw new IllegalStateException("the device's slot %d cannot be used".formatted(slot), e);
        }
    }

    /** Returns the {@link #id} of the key of this label. */
    public static String idOf(String label) {
        return PREFIX + label;
    }

    /** Returns the label of the key with this {@link #id}; empty if such a key is in no device. */
    public static Optional<String> labelIn(String id) {
        return id.startsWith(PREFIX) ? Optional.of(id.substring(PREFIX.length())) : Optional.empty();
    }

    /**
     * Not registered with {@link Security}: no other code of the process shall get the device by asking for an
     * algorithm.
     */
    private static Provider provider(Path library, int slot) {
        var template = Security.getProvider("SunPKCS11");
        if (template == null) {
            throw new IllegalStateException("this Java has no PKCS #11: module jdk.crypto.cryptoki is missing");
        }
        return template.configure("""
                --name=fengqiao-%d
                library=%s
                slot=%d
                attributes(generate,CKO_SECRET_KEY,CKK_AES) = {
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                  CKA_ENCRYPT = true
                  CKA_DECRYPT = true
                }
                """.formatted(slot, library, slot));
    }

    private static KeyStore token(Provider provider, char[] pin) throws GeneralSecurityException, IOException {
        var token = KeyStore.getInstance("PKCS11", provider);
        token.load(null, pin);
        return token;
    }

    @Override
    public String id() {
        return id;
    }

    /** Returns whether the key can leave the device; never so for one made by {@link #create}. */
    public boolean canLeave() {
        return key.getEncoded() != null;
    }

    @Override
    public byte[] wrap(byte[] wrapped, byte[] associated) {
        var nonce = new byte[Suite.NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            var encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, associated).doFinal(wrapped);
            return ByteBuffer.allocate(nonce.length + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IllegalStateException("the device does not wrap with " + id, e);
        }
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] associated) {
        if (wrapped.length < Suite.NONCE_LENGTH + Suite.TAG_LENGTH) {
            throw new NotAuthentic();
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(wrapped, Suite.NONCE_LENGTH), associated)
                    .doFinal(wrapped, Suite.NONCE_LENGTH, wrapped.length - Suite.NONCE_LENGTH);
        } catch (AEADBadTagException _) {
            throw new NotAuthentic();
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IllegalStateException("the device does not unwrap with " + id, e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] associated) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
        cipher.init(mode, key, new GCMParameterSpec(Suite.TAG_LENGTH * 8, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }

    @Override
    public String toString() {
        return "DeviceKey[" + id + "]";
    }
}
