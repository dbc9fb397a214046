package org.fengqiao.kernel.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The sample in docs/kernel.md is code that compiles, and that the other tests here run. */
class DocumentedSampleTest {

    static final Path ROOT = Path.of("../..");

    /** A Java block behind a comment that names the file it is from, by its path from the root of the repository. */
    static final Pattern SAMPLE = Pattern.compile("<!-- from (\\S+) -->\n```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void theSampleStandsInTheFileItNames() throws IOException {
        var samples = SAMPLE.matcher(Files.readString(ROOT.resolve("docs/kernel.md")))
                .results()
                .toList();
        assertThat(samples).isNotEmpty();
        for (var sample : samples) {
            assertThat(Files.readString(ROOT.resolve(sample.group(1)))).contains(sample.group(2));
        }
    }
}
