package org.fengqiao.intake.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * A store of sealed contents, each under its hash. What is kept never changes; who keeps the same again changes
 * nothing. All instances of the service use the same one. Calls block: they are for worker threads.
 */
public interface DocumentStore {

    /** Returns a new empty file on this machine, into which a content is written before it is kept. */
    Path draft() throws IOException;

    /**
     * Keeps a content. When it returns, a crash does not lose it.
     *
     * @param hash SHA-256 of the content, in hexadecimal
     * @param draft the file that has it; gone afterwards
     */
    void keep(String hash, Path draft) throws IOException;

    /**
     * Returns a content.
     *
     * @throws java.nio.file.NoSuchFileException if there is none under this hash
     */
    InputStream read(String hash) throws IOException;

    /** Deletes a content; without effect if there is none under this hash. */
    void delete(String hash) throws IOException;

    /**
     * Names all contents that were kept before a time, in portions.
     *
     * @param before by the store's own clock, which goes by real time
     */
    void list(Instant before, Consumer<List<String>> hashes) throws IOException;

    /** Deletes the drafts that a crash left behind before a time. */
    void deleteDrafts(Instant before) throws IOException;
}
