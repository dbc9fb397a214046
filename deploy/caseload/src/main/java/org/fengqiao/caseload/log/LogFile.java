package org.fengqiao.caseload.log;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

import org.fengqiao.local.UserError;

/** Bytes of a log, unpacked if they are packed with gzip. */
final class LogFile {

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private LogFile() {}

    /**
     * Opens the file; whether it is packed tell its first two bytes, not its name.
     *
     * @throws UserError if there is no such file
     */
    static InputStream open(Path path) throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new UserError("There is no readable file " + path + ".");
        }
        var file = new BufferedInputStream(Files.newInputStream(path));
        try {
            file.mark(2);
            var packed = file.read() == GZIP_FIRST && file.read() == GZIP_SECOND;
            file.reset();
            return packed ? new BufferedInputStream(new GZIPInputStream(file)) : file;
        } catch (IOException exception) {
            file.close();
            throw new UserError("%s cannot be unpacked: %s".formatted(path, exception.getMessage()));
        }
    }
}
