package org.fengqiao.kernel.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** A small file that only its owner can read, such as one with a key. */
public final class OwnerOnlyFile {

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private OwnerOnlyFile() {}

    /**
     * Makes a new file with this text.
     *
     * @throws UncheckedIOException if the file is there already, or cannot be written
     */
    public static void create(Path file, String text) {
        // Made with its rights: between making a file and restricting it anybody could open it.
        try (var channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER))) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts this text in the place of a file's. Whoever reads it meanwhile finds the one or the other, and so does
     * whoever comes after a power cut.
     *
     * @throws UncheckedIOException if it cannot be written; then the file is as it was
     */
    public static void replace(Path file, String text) {
        var absolute = file.toAbsolutePath();
        var written = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID());
        try {
            create(written, text);
            Files.move(written, absolute, StandardCopyOption.ATOMIC_MOVE);
            try (var folder = FileChannel.open(absolute.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deleteIfThere(written);
        }
    }

    /**
     * Returns the same as {@link #read}, for who has no use for a checked exception.
     *
     * @throws IllegalStateException as for {@link #read}
     * @throws UncheckedIOException if it cannot be read
     */
    public static String text(Path file) {
        try {
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteIfThere(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the text of a file.
     *
     * @throws IllegalStateException if somebody else than its owner may read or write the file, or it is another user's
     *     or a link; the message says what to do
     * @throws IOException if it cannot be read
     */
    public static String read(Path file) throws IOException {
        var attributes = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new IllegalStateException("%s is no ordinary file".formatted(file));
        }
        if (!OWNER.containsAll(attributes.permissions())) {
            throw new IllegalStateException("%s can be used by others than its owner (%s): chmod 600 %s"
                    .formatted(file, PosixFilePermissions.toString(attributes.permissions()), file));
        }
        var me = ProcessHandle.current().info().user().orElse(attributes.owner().getName());
        if (!attributes.owner().getName().equals(me)) {
            throw new IllegalStateException(
                    "%s belongs to %s, and this process runs as %s".formatted(file, attributes.owner(), me));
        }
        return Files.readString(file, StandardCharsets.US_ASCII);
    }
}
