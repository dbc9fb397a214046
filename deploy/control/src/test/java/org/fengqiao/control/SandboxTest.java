package org.fengqiao.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/** The fence of a sandbox, before anything runs in it; a whole one runs in the acceptance tests. */
class SandboxTest {

    @TempDir
    private Path checkout;

    /** What configures the real services must not reach those of a sandbox. */
    @Test
    void noSettingOfTheShellReachesWhatRunsInIt() throws IOException, InterruptedException {
        try (var sandbox = Sandbox.begin(new Workplace(checkout), null)) {
            var printing = new ProcessBuilder("env");
            printing.environment().put("FENGQIAO_FILINGS_GATEWAY", "https://messages.example");
            printing.environment().put("QUARKUS_OTEL_SDK_DISABLED", "false");
            printing.environment().put("KAFKA_BOOTSTRAP_SERVERS", "real.example:9092");
            printing.environment().put("JAVA_TOOL_OPTIONS", "-Dfengqiao.documents.bucket=real");
            var printed = sandbox.folder().resolve("printed.txt");

            assertThat(sandbox.fenced(printing, printed).start().waitFor()).isZero();

            assertThat(Files.readString(printed))
                    .contains("PATH=")
                    .doesNotContain("FENGQIAO", "QUARKUS", "KAFKA", "JAVA_TOOL_OPTIONS", "example");
            // Where services would look for .env and config/application.properties.
            assertThat(printing.directory().toPath()).isEqualTo(sandbox.folder());
        }
    }

    @Test
    void itsFolderIsItsOwnersAloneAndGoesAtTheEnd() throws IOException {
        Path folder;
        try (var sandbox = Sandbox.begin(new Workplace(checkout), null)) {
            folder = sandbox.folder();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void oneThatIsKeptStaysAndBeginsInAnEmptyFolder() throws IOException {
        var kept = checkout.resolve("kept");
        try (var sandbox = Sandbox.begin(new Workplace(checkout), kept)) {
            assertThat(sandbox.folder()).isEqualTo(kept);
        }
        assertThat(kept.resolve(".fengqiao")).isDirectory();
        assertThatThrownBy(() -> Sandbox.begin(new Workplace(checkout), kept))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is not empty");
    }

    /** Tokens of the real system open nothing here, and those of here nothing there. */
    @Test
    void itDoesNotTakeTheTokensOfTheSystemThatItIsACopyOf() throws IOException, InterruptedException {
        var backup = Files.createDirectories(checkout.resolve("backup/keys"));
        for (var name : List.of("token-private-key.base64", "token-public-key.base64", "master.key")) {
            Files.writeString(backup.resolve(name), "of the real system");
        }
        try (var sandbox = Sandbox.begin(new Workplace(checkout), null)) {
            assertThatThrownBy(() -> sandbox.restore(backup.getParent(), null, null))
                    .isInstanceOf(UserError.class);
            assertThat(sandbox.folder().resolve(".fengqiao/keys")).isDirectoryContaining("glob:**master.key");
            assertThat(sandbox.folder().resolve(".fengqiao/keys")).isDirectoryNotContaining("glob:**token-*");
        }
    }
}
