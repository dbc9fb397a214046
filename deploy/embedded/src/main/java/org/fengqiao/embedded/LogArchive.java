package org.fengqiao.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Copies of PostgreSQL's write-ahead log in a folder, one compressed file a segment, made by the server itself as soon
 * as a segment is full or old. Together with a base backup of before they bring back any moment since.
 */
final class LogArchive {

    /** Lets the server forget a segment uncopied. The setting may not be empty: it would keep every segment. */
    static final String NOWHERE = "/bin/true";

    private final Path folder;

    LogArchive(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Has the server copy each segment from now on.
     *
     * @param everySeconds age at which a segment that is not full is copied; what is lost with the server is no older
     */
    void begin(Connection superuser, int everySeconds) throws SQLException, IOException {
        Files.createDirectories(folder);
        OwnerOnly.folder(folder);
        // The command ends well only if the copy is whole and is what the segment is; else the server repeats it.
        var command = "if test -f COPY; then gzip -dc < COPY | cmp -s - %p;"
                + " else gzip -1 < %p > COPY.part && sync COPY.part && mv COPY.part COPY; fi";
        set(superuser, "archive_command", command.replace("COPY", quoted(folder) + "/%f.gz"));
        set(superuser, "archive_timeout", Integer.toString(everySeconds));
        reload(superuser);
    }

    /** Has the server copy nothing any more. */
    static void end(Connection superuser) throws SQLException {
        set(superuser, "archive_command", NOWHERE);
        set(superuser, "archive_timeout", "0");
        reload(superuser);
    }

    /** Makes sure that a server whose log is archived nowhere forgets what it does not need. */
    static void forgetUnlessArchived(Connection superuser) throws SQLException {
        try (var statement = superuser.createStatement();
                var shown = statement.executeQuery("show archive_command")) {
            shown.next();
            if (shown.getString(1).isBlank() || shown.getString(1).equals("(disabled)")) {
                end(superuser);
            }
        }
    }

    /** Returns the command by which a server that recovers fetches a segment. */
    String restoreCommand() {
        return "gzip -dc < %s/%%f.gz > %%p".formatted(quoted(folder));
    }

    private static String quoted(Path folder) {
        var text = folder.toString();
        if (!text.matches("[\\w./@+=:,-]+")) {
            throw new Trouble("The folder %s can't stand in a command of PostgreSQL: use letters, digits and ._-/ only."
                    .formatted(folder));
        }
        return text;
    }

    private static void set(Connection superuser, String setting, String value) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute("alter system set %s = '%s'".formatted(setting, value.replace("'", "''")));
        }
    }

    private static void reload(Connection superuser) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute("select pg_reload_conf()");
        }
    }
}
