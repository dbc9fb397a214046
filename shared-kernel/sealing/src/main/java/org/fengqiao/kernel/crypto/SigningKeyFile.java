package org.fengqiao.kernel.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * A pair of keys in a file that only its owner can read: one line, {@code fengqiao-signing-key <suite> <public key>
 * <private key>}, both in base64url.
 */
public final class SigningKeyFile {

    private static final String WORD = "fengqiao-signing-key";

    private SigningKeyFile() {}

    /**
     * Makes a new pair in a new file.
     *
     * @throws UncheckedIOException if the file is there already, or cannot be written
     */
    public static SigningKey create(Path file, Suite suite, SecureRandom random) {
        var made = SigningKey.make(suite, random);
        OwnerOnlyFile.create(
                file,
                "%s %s %s %s%n"
                        .formatted(
                                WORD, suite.id(), made.verificationKey().encoded(), Base64Url.encode(made.encoded())));
        return made;
    }

    /**
     * Returns the pair in the file, or a new one in a new file if there is none.
     *
     * @param suite of a new pair; one that is there keeps its own
     * @throws IllegalStateException if others can read the file, or it holds no pair
     * @throws UncheckedIOException if it can be neither read nor made
     */
    public static SigningKey openOrCreate(Path file, Suite suite, SecureRandom random) {
        if (!Files.exists(file)) {
            create(file, suite, random);
        }
        try {
            var words = OwnerOnlyFile.read(file).strip().split(" ");
            if (words.length != 4 || !words[0].equals(WORD)) {
                throw new IllegalStateException("%s holds no signing key".formatted(file));
            }
            return SigningKey.of(new VerificationKey(Suite.of(words[1]), words[2]), Base64Url.decode(words[3]));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("%s holds no signing key: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
