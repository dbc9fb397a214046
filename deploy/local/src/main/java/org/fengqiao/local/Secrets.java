package org.fengqiao.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Small secrets in files that only their owner can read. */
public final class Secrets {

    private Secrets() {}

    /** The secret kept in the file; 32 random bytes in base64 if there is none yet. */
    public static String kept(Path file) throws IOException {
        if (!Files.exists(file)) {
            var random = new byte[32];
            new SecureRandom().nextBytes(random);
            write(file, Base64.getEncoder().encodeToString(random));
        }
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    /**
     * The file with the master key of people's keys, made if it is not there: for this machine alone. Elsewhere
     * somebody makes it who also keeps a copy.
     *
     * @return the file
     */
    static Path masterKey(Path file) throws IOException {
        if (!Files.exists(file)) {
            var random = new byte[32];
            new SecureRandom().nextBytes(random);
            write(
                    file,
                    "fengqiao-master-key i1 "
                            + Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
        }
        return file;
    }

    /** Writes the secret so that the file is never readable by others and never half written. */
    static void write(Path file, String secret) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var written = Files.createTempFile(file.toAbsolutePath().getParent(), "secret", null, ownerOnly);
        Files.writeString(written, secret, StandardCharsets.US_ASCII);
        Files.move(written, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
