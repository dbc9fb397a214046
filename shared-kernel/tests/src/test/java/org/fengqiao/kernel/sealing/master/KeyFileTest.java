package org.fengqiao.kernel.sealing.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.sealing.MasterKey;

class KeyFileTest extends MasterKeyContract {

    @TempDir
    Path folder;

    Path file;
    KeyFile key;
    KeyFile other;

    @BeforeEach
    void keys() {
        file = folder.resolve("master.key");
        key = KeyFile.create(file, Suite.INTERNATIONAL, RANDOM);
        other = KeyFile.create(folder.resolve("other.key"), Suite.NATIONAL, RANDOM);
    }

    @Override
    MasterKey key() {
        return key;
    }

    @Override
    MasterKey otherKey() {
        return other;
    }

    @ParameterizedTest
    @EnumSource
    void theKeyComesBackFromItsFile(Suite suite) {
        var made = KeyFile.create(folder.resolve("new.key"), suite, RANDOM);
        var opened = KeyFile.open(folder.resolve("new.key"), RANDOM);
        assertThat(opened.id()).isEqualTo(made.id()).startsWith("file." + suite.id() + ".");
        assertThat(opened.unwrap(made.wrap(new byte[] {7}, new byte[0]), new byte[0]))
                .isEqualTo(new byte[] {7});
    }

    @Test
    void theFileIsItsOwnersFromTheBeginning() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
    void aFileThatOthersCanUseIsRefused(String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(() -> KeyFile.open(file, RANDOM))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("%s can be used by others than its owner (%s): chmod 600 %s"
                        .formatted(file, permissions, file));
    }

    @Test
    void aFileOfAnotherUserIsRefused() throws IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Files.setOwner(
                file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        assertThatThrownBy(() -> KeyFile.open(file, RANDOM)).hasMessageContaining("belongs to nobody");
    }

    @Test
    void aLinkIsRefused() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertThatThrownBy(() -> KeyFile.open(link, RANDOM)).hasMessageContaining("no ordinary file");
    }

    @Test
    void aKeyIsNeverOverwritten() {
        assertThatThrownBy(() -> KeyFile.create(file, Suite.INTERNATIONAL, RANDOM))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(FileAlreadyExistsException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "fengqiao-master-key i1 AAAA",
                "fengqiao-master-key x9 AAAA",
                "fengqiao-master-key i1 SECRET!!"
            })
    void whatIsNoKeyIsRefusedAndNotQuoted(String text) throws IOException {
        Files.writeString(file, text);
        assertThatThrownBy(() -> KeyFile.open(file, RANDOM))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holds no master key")
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void aNewVersionWrapsAndTheFormerOnesStillUnwrap() throws IOException {
        var wrapped = key.wrap(new byte[] {7}, new byte[0]);
        var next = KeyFile.add(file, Suite.NATIONAL, RANDOM);

        assertThat(KeyFile.open(file, RANDOM).id()).isEqualTo(next.id());
        assertThat(KeyFile.versions(file, RANDOM)).extracting(KeyFile::id).containsExactly(key.id(), next.id());
        assertThat(KeyFile.versions(file, RANDOM).getFirst().unwrap(wrapped, new byte[0]))
                .isEqualTo(new byte[] {7});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing is left behind").containsExactlyInAnyOrder(file, folder.resolve("other.key"));
        }
    }

    @Test
    void aFormerVersionIsTakenOutAndTheOneThatWrapsIsNot() {
        var next = KeyFile.add(file, Suite.INTERNATIONAL, RANDOM);
        assertThatThrownBy(() -> KeyFile.remove(file, Set.of(next.id()), RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
        KeyFile.remove(file, Set.of(key.id(), "file.i1.another"), RANDOM);
        assertThat(KeyFile.versions(file, RANDOM)).extracting(KeyFile::id).containsExactly(next.id());
    }

    @Test
    void itNeverShowsItself() throws IOException {
        var secret = Files.readString(file).strip().split(" ")[2];
        assertThat(key.toString() + key.id()).doesNotContain(secret.substring(0, 12));
    }
}
