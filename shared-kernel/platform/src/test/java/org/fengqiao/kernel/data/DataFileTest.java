package org.fengqiao.kernel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileTest {

    record Greeting(String words) {}

    @TempDir
    Path folder;

    @Test
    void aFileOfTheInstallationIsReadAsStrictlyAsThoseOfTheProgram() throws IOException {
        var good = Files.writeString(folder.resolve("good.yaml"), "words: 你好\n");
        assertThat(DataFile.read(good, Greeting.class)).isEqualTo(new Greeting("你好"));
        var misspelt = Files.writeString(folder.resolve("misspelt.yaml"), "wrods: 你好\n");
        assertThatThrownBy(() -> DataFile.read(misspelt, Greeting.class))
                .hasMessageContainingAll("misspelt.yaml", "wrods");
        assertThatThrownBy(() -> DataFile.read(folder.resolve("none.yaml"), Greeting.class))
                .hasMessageContaining("none.yaml");
    }
}
