package org.fengqiao.kernel.sealing.master;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.fengqiao.kernel.crypto.Base64Url;
import org.fengqiao.kernel.crypto.NotAuthentic;
import org.fengqiao.kernel.crypto.OwnerOnlyFile;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.sealing.MasterKey;

/**
 * A master key in a file that only its owner can read: for a single machine. A line for each version, {@code
 * fengqiao-master-key <suite> <key in base64url>}; the last one wraps, those before it only unwrap until every key is
 * wrapped anew. Keep a copy in another place than the copies of the key database: without it no box can be opened, and
 * with both every box can.
 */
public final class KeyFile implements MasterKey {

    private static final String WORD = "fengqiao-master-key";
    private final String id;
    private final Suite suite;
    private final byte[] key;
    private final SecureRandom random;

    private KeyFile(Suite suite, byte[] key, SecureRandom random) {
        this.suite = suite;
        this.key = key;
        this.random = random;
        // Derived, so that a file of another key never passes for this one.
        this.id = "file." + suite.id() + "."
                + Base64Url.encode(Arrays.copyOf(suite.derive(key, "fengqiao master key id 1"), 12));
    }

    /**
     * Makes a new key in a new file.
     *
     * @throws UncheckedIOException if the file is there already, or cannot be written
     */
    public static KeyFile create(Path file, Suite suite, SecureRandom random) {
        var made = new KeyFile(suite, suite.newKey(random), random);
        OwnerOnlyFile.create(file, made.line());
        return made;
    }

    /**
     * Returns the key in a file that wraps: the last one.
     *
     * @throws IllegalStateException if somebody else than its owner may read or write the file, it is another user's, a
     *     link or no key; the message says what to do
     * @throws UncheckedIOException if it cannot be read
     */
    public static KeyFile open(Path file, SecureRandom random) {
        return versions(file, random).getLast();
    }

    /**
     * Returns all keys in a file, the last of which wraps.
     *
     * @return at least one
     * @throws IllegalStateException as for {@link #open}
     * @throws UncheckedIOException if it cannot be read
     */
    public static List<KeyFile> versions(Path file, SecureRandom random) {
        try {
            var lines = OwnerOnlyFile.read(file).strip().lines().toList();
            if (lines.isEmpty()) {
                throw new IllegalStateException("%s holds no master key".formatted(file));
            }
            return lines.stream().map(line -> read(file, line, random)).toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("%s holds no master key: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyFile read(Path file, String line, SecureRandom random) {
        var words = line.split(" ");
        if (words.length != 3 || !words[0].equals(WORD)) {
            throw new IllegalStateException("%s holds no master key".formatted(file));
        }
        var suite = Suite.of(words[1]);
        var key = Base64Url.decode(words[2]);
        if (key.length != suite.keyLength()) {
            throw new IllegalStateException("%s holds no master key of suite %s".formatted(file, suite.id()));
        }
        return new KeyFile(suite, key, random);
    }

    /**
     * Makes a new key and adds it to a file, which wraps from now on. Whoever reads the file meanwhile finds it as it
     * was or as it will be. Two must not change one file at the same time: one version would be lost.
     *
     * @throws IllegalStateException as for {@link #open}
     * @throws UncheckedIOException if it cannot be read or replaced
     */
    public static KeyFile add(Path file, Suite suite, SecureRandom random) {
        var added = new KeyFile(suite, suite.newKey(random), random);
        var all = new ArrayList<>(versions(file, random));
        all.add(added);
        replace(file, all);
        return added;
    }

    /**
     * Takes keys out of a file: they are gone unless there are copies.
     *
     * @param ids of those to be taken out; others are ignored
     * @throws IllegalArgumentException if the one that wraps is among them
     * @throws IllegalStateException as for {@link #open}
     * @throws UncheckedIOException if it cannot be read or replaced
     */
    public static void remove(Path file, Set<String> ids, SecureRandom random) {
        var all = versions(file, random);
        if (ids.contains(all.getLast().id())) {
            throw new IllegalArgumentException("the master key that wraps cannot be taken out of " + file);
        }
        replace(file, all.stream().filter(key -> !ids.contains(key.id())).toList());
    }

    private static void replace(Path file, List<KeyFile> versions) {
        OwnerOnlyFile.replace(file, versions.stream().map(KeyFile::line).collect(Collectors.joining()));
    }

    private String line() {
        return WORD + " " + suite.id() + " " + Base64Url.encode(key) + "\n";
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] wrap(byte[] wrapped, byte[] associated) {
        var nonce = new byte[Suite.NONCE_LENGTH];
        random.nextBytes(nonce);
        var encrypted = suite.encrypt(key, nonce, associated, wrapped);
        return ByteBuffer.allocate(nonce.length + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] associated) {
        if (wrapped.length < Suite.NONCE_LENGTH) {
            throw new NotAuthentic();
        }
        var nonce = Arrays.copyOf(wrapped, Suite.NONCE_LENGTH);
        var encrypted = Arrays.copyOfRange(wrapped, Suite.NONCE_LENGTH, wrapped.length);
        return suite.decrypt(key, nonce, associated, encrypted);
    }

    @Override
    public String toString() {
        return "KeyFile[" + id + "]";
    }
}
