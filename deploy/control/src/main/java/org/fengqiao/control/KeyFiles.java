package org.fengqiao.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

import org.fengqiao.local.UserError;

/** Copies of the files with keys and secrets, readable by their owner alone. */
final class KeyFiles {

    private KeyFiles() {}

    /**
     * Copies every file that is not there yet.
     *
     * @return how many were copied
     * @throws UserError if one is there that is another: it is never overwritten
     */
    static int copy(Path from, Path into) throws IOException {
        if (!Files.isDirectory(from)) {
            throw new UserError("There is no folder %s with keys.".formatted(from));
        }
        Files.createDirectories(into);
        Files.setPosixFilePermissions(into, PosixFilePermissions.fromString("rwx------"));
        var copied = 0;
        try (var files = Files.list(from)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var target = into.resolve(file.getFileName().toString());
                if (!Files.exists(target)) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                    copied++;
                } else if (Files.mismatch(file, target) >= 0) {
                    throw new UserError(("%s is another one than %s, and neither is overwritten. Find out which one the"
                                    + " data was made with, and move the other away.")
                            .formatted(target, file));
                }
            }
        }
        return copied;
    }
}
