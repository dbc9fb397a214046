package org.fengqiao.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.stream.Collectors;

/** Files with passwords: readable by their owner alone, and whole whenever they are there. */
final class OwnerOnly {

    private OwnerOnly() {}

    static void folder(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /** Writes beside the file and renames, so that a reader sees the old file or the new one. */
    static void replace(Path file, Properties content) throws IOException {
        var whole = file.toAbsolutePath();
        var text = content.stringPropertyNames().stream()
                .sorted()
                .map(key -> key + "=" + content.getProperty(key) + "\n")
                .collect(Collectors.joining());
        var beside = Files.createTempFile(whole.getParent(), whole.getFileName().toString(), ".new");
        try {
            // A temporary file is made for its owner only.
            Files.writeString(beside, text);
            Files.move(beside, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
