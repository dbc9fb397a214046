package org.fengqiao.intake.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest {

    static final String HASH = "0f".repeat(32);
    static final String OTHER = "a7".repeat(32);

    @TempDir
    Path folder;

    DocumentStore store;

    @BeforeEach
    void aStore() {
        store = new FolderStore(folder.resolve("documents"));
    }

    private void keep(String hash, String content) throws IOException {
        var draft = store.draft();
        Files.writeString(draft, content);
        store.keep(hash, draft);
        assertThat(draft).doesNotExist();
    }

    private List<String> listed(Instant before) throws IOException {
        var all = new ArrayList<String>();
        store.list(before, all::addAll);
        return all;
    }

    @Test
    void whatIsKeptIsReadUntilItIsDeleted() throws IOException {
        keep(HASH, "sealed");
        keep(HASH, "sealed");
        try (var content = store.read(HASH)) {
            assertThat(content).hasContent("sealed");
        }
        store.delete(HASH);
        store.delete(HASH);
        assertThatThrownBy(() -> store.read(HASH)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void allThatIsOldEnoughIsListed() throws IOException {
        assertThat(listed(Instant.MAX)).isEmpty();
        keep(HASH, "sealed");
        keep(OTHER, "sealed");
        Files.setLastModifiedTime(
                folder.resolve("documents/0f").resolve(HASH), FileTime.from(Instant.parse("2024-03-01T00:00:00Z")));
        assertThat(listed(Instant.parse("2024-03-01T00:00:01Z"))).containsExactly(HASH);
        assertThat(listed(Instant.parse("9999-01-01T00:00:00Z"))).containsExactlyInAnyOrder(HASH, OTHER);
    }

    @Test
    void draftsThatNobodyFinishedGo() throws IOException {
        var draft = store.draft();
        store.deleteDrafts(Instant.parse("2000-01-01T00:00:00Z"));
        assertThat(draft).exists();
        assertThat(listed(Instant.parse("9999-01-01T00:00:00Z"))).isEmpty();
        store.deleteDrafts(Instant.parse("9999-01-01T00:00:00Z"));
        assertThat(draft).doesNotExist();
    }

    @Test
    void nobodyElseOnTheMachineReadsIt() throws IOException {
        keep(HASH, "sealed");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("documents/0f"))))
                .isEqualTo("rwx------");
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        for (var name : List.of("../../etc/passwd", "0f", "", "0F".repeat(32))) {
            assertThatThrownBy(() -> store.read(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
