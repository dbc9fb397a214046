package org.fengqiao.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The key pair of this machine's tokens: RSA, 2048 bit. It is made once and kept; only its owner can read the private
 * half.
 *
 * @param privateKey signs tokens
 * @param publicKey verifies them: the key's X.509 encoding in base64, one line, as {@code quarkus.oidc.public-key}
 *     takes it
 */
public record TokenKeys(PrivateKey privateKey, String publicKey) {

    private static final String PRIVATE = "token-private-key.base64";
    private static final String PUBLIC = "token-public-key.base64";

    /** The keys kept in the folder; makes them if there are none. */
    public static TokenKeys keptIn(Path folder) throws IOException {
        try {
            if (!Files.exists(folder.resolve(PUBLIC))) {
                make(folder);
            }
            var encoded = Base64.getDecoder()
                    .decode(Files.readString(folder.resolve(PRIVATE), StandardCharsets.US_ASCII)
                            .strip());
            return new TokenKeys(
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded)),
                    Files.readString(folder.resolve(PUBLIC), StandardCharsets.US_ASCII)
                            .strip());
        } catch (GeneralSecurityException exception) {
            throw new IOException(
                    "The token keys in " + folder + " can't be read; remove the folder and new ones are made.",
                    exception);
        }
    }

    /** Takes the pair out of the folder; a new one is made when it is asked for. */
    public static void forget(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(PUBLIC));
        Files.deleteIfExists(folder.resolve(PRIVATE));
    }

    private static void make(Path folder) throws GeneralSecurityException, IOException {
        Files.createDirectories(folder);
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        var encoder = Base64.getEncoder();
        Secrets.write(
                folder.resolve(PRIVATE),
                encoder.encodeToString(pair.getPrivate().getEncoded()));
        // The public half comes last: where it is, both are whole.
        Files.writeString(
                folder.resolve(PUBLIC),
                encoder.encodeToString(pair.getPublic().getEncoded()),
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }
}
