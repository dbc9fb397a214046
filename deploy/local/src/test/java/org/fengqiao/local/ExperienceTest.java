package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experience of a virtual machine: learnt in one run, used in the next. */
class ExperienceTest {

    @TempDir
    private Path folder;

    /** A program that ends by itself. */
    public static final class Greets {
        /** Says something. */
        public static void main(String... args) {
            System.out.println("greetings");
        }
    }

    @Test
    void nothingWasLearntYet() throws Exception {
        var program = program(jar("greets.jar", Path.of("target/test-classes")));

        assertThat(new Experience(folder, false).options(program)).isEmpty();
    }

    @Test
    void theNextStartUsesWhatThisOneLearnt() throws Exception {
        var ownJar = jar("own.jar", Path.of("target/classes"));
        var program = learn(ownJar);

        var options = new Experience(folder, false).options(program);
        run(
                program,
                ownJar,
                Stream.concat(options.stream(), Stream.of("-Xlog:class+load")).toList());

        assertThat(Files.readString(folder.resolve("printed")))
                .contains(Greets.class.getName() + " source: shared objects file");
    }

    @Test
    void whatWasLearntFromAnotherBuildIsNotUsed() throws Exception {
        var ownJar = jar("own.jar", Path.of("target/classes"));
        var program = learn(ownJar);

        Files.setLastModifiedTime(
                folder.resolve("greets.jar"), FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(new Experience(folder, false).options(program)).isEmpty();
    }

    private Program learn(Path ownJar) throws Exception {
        var program = program(jar("greets.jar", Path.of("target/test-classes")));
        var learning = new Experience(folder, true);
        run(program, ownJar, learning.options(program));
        learning.keep(program, ownJar);
        return program;
    }

    @Test
    void aProgramThatWasKilledLeavesNothingToKeep() throws Exception {
        var program = program(jar("greets.jar", Path.of("target/test-classes")));

        assertThatThrownBy(() -> new Experience(folder, true).keep(program, folder.resolve("own.jar")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("greets did not end by itself");
    }

    private Program program(Path jar) {
        return new Program(
                "greets",
                List.of("-Xmx32m", "-XX:+UseSerialGC"),
                jar.toString(),
                Greets.class.getName(),
                List.of(),
                Map.of(),
                folder.resolve("printed"));
    }

    private static void run(Program program, Path ownJar, List<String> options) throws Exception {
        var process = program.process(ownJar, options).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private Path jar(String name, Path classes) throws Exception {
        var jar = folder.resolve(name);
        Files.deleteIfExists(jar);
        var errors = new StringWriter();
        var code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        new PrintWriter(errors),
                        new PrintWriter(errors),
                        "-cf",
                        jar.toString(),
                        "-C",
                        classes.toString(),
                        ".");
        assertThat(code).as(errors.toString()).isZero();
        return jar;
    }
}
