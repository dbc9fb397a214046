package org.fengqiao.intake.documents;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Store in a folder that all instances of the service share: a file for each content, below two digits of its hash. */
final class FolderStore implements DocumentStore {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int AT_ONCE = 500;

    private final Path folder;
    private final Path drafts;

    FolderStore(Path folder) {
        this.folder = folder;
        this.drafts = folder.resolve("drafts");
    }

    @Override
    public Path draft() throws IOException {
        makeFolder(drafts);
        return Files.createTempFile(drafts, "", "");
    }

    @Override
    public void keep(String hash, Path draft) throws IOException {
        var kept = path(hash);
        makeFolder(kept.getParent());
        force(draft, StandardOpenOption.WRITE);
        Files.move(draft, kept, ATOMIC_MOVE);
        force(kept.getParent(), StandardOpenOption.READ);
    }

    private static void makeFolder(Path path) throws IOException {
        Files.createDirectories(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    @Override
    public InputStream read(String hash) throws IOException {
        return Files.newInputStream(path(hash));
    }

    @Override
    public void delete(String hash) throws IOException {
        Files.deleteIfExists(path(hash));
    }

    @Override
    public void list(Instant before, Consumer<List<String>> hashes) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        var some = new ArrayList<String>(AT_ONCE);
        try (var files = Files.walk(folder, 2)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (HASH.matcher(file.getFileName().toString()).matches() && isFrom(file, before)) {
                    some.add(file.getFileName().toString());
                    if (some.size() == AT_ONCE) {
                        hashes.accept(List.copyOf(some));
                        some.clear();
                    }
                }
            }
        }
        if (!some.isEmpty()) {
            hashes.accept(List.copyOf(some));
        }
    }

    @Override
    public void deleteDrafts(Instant before) throws IOException {
        if (!Files.exists(drafts)) {
            return;
        }
        try (var files = Files.newDirectoryStream(drafts)) {
            for (var file : files) {
                if (isFrom(file, before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Returns the time of a file; one that somebody else has just deleted has none. */
    private static boolean isFrom(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private Path path(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("a hash is 64 hexadecimal digits");
        }
        return folder.resolve(hash.substring(0, 2)).resolve(hash);
    }
}
