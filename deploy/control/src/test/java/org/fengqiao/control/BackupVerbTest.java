package org.fengqiao.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup and restore as somebody types them, where there is no system to copy; deploy/embedded tests the copies. */
class BackupVerbTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return Casectl.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path written(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void withoutASystemThereIsNothingToCopy() {
        assertThat(run("backup", folder.resolve("b").toString(), "--home", folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("Fengqiao does not run in");
        assertThat(folder.resolve("b")).doesNotExist();
    }

    @Test
    void whatWasNotFinishedIsNotListedAsABackup() throws IOException {
        written(
                "b/base-2026-11-30T100000Z/backup.properties",
                "began=2026-11-30T10:00:00Z\nended=2026-11-30T10:00:09Z\nbytes=81000000\nlog=false\n");
        Files.createDirectories(folder.resolve("b/base-2026-11-30T110000Z/postgres"));

        assertThat(run("backup", folder.resolve("b").toString(), "--list", "-o", "csv"))
                .isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "backup,began,ended,bytes,log,logReaches",
                        "base-2026-11-30T100000Z,2026-11-30T10:00:00Z,2026-11-30T10:00:09Z,81000000,false,");
        assertThat(err.toString()).contains("base-2026-11-30T110000Z was not finished");
    }

    @Test
    void dataThatIsThereIsNotOverwritten() throws IOException {
        written("home/.fengqiao/data/postgres/PG_VERSION", "18");
        written("b/keys/master.key", "one");

        assertThat(run(
                        "restore",
                        folder.resolve("b").toString(),
                        "--home",
                        folder.resolve("home").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("--replace moves it away and keeps it.");
        assertThat(folder.resolve("home/.fengqiao/data/postgres/PG_VERSION")).hasContent("18");
    }

    /** What a killed restore left is nobody's data: the next one may have its place without being asked. */
    @Test
    void whatAKilledRestoreLeftIsNotMovedAway() throws IOException {
        written("home/.fengqiao/data/postgres/PG_VERSION", "18");
        written("home/.fengqiao/data/restore-unfinished", "");
        written("b/keys/master.key", "one");

        assertThat(run(
                        "restore",
                        folder.resolve("b").toString(),
                        "--home",
                        folder.resolve("home").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).doesNotContain("--replace");
        assertThat(folder.resolve("home/.fengqiao"))
                .isDirectoryNotContaining("glob:**/data-before-*")
                .isDirectoryContaining("glob:**/data");
    }

    @Test
    void aKeyIsNeverOverwrittenByAnother() throws IOException {
        written("home/.fengqiao/keys/master.key", "that of the data");
        written("b/keys/master.key", "another");

        assertThat(run(
                        "restore",
                        folder.resolve("b").toString(),
                        "--home",
                        folder.resolve("home").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("neither is overwritten");
        assertThat(folder.resolve("home/.fengqiao/keys/master.key")).hasContent("that of the data");
    }
}
