package org.fengqiao.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Training data of the virtual machines from an earlier run: the classes they loaded and linked, and which methods were
 * worth compiling (JEP 483, JEP 515). A process that starts with it is as fast after seconds as it would otherwise be
 * after minutes. Made by {@code deploy/up --learn}. What was learnt from jars that were built again since is not used;
 * of other options or another JDK a virtual machine takes care itself.
 *
 * @param folder where it is kept, one file per program
 * @param learning whether this run makes it
 */
record Experience(Path folder, boolean learning) {

    /** The jar by which a service is started. */
    static final String RUNNER = "quarkus-run.jar";

    /** The virtual machine's options for that program. */
    List<String> options(Program program) throws IOException {
        if (learning) {
            return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + learnt(program.name()));
        }
        var kept = kept(program.name());
        return Files.exists(kept) && isNewerThanJarsOf(program, kept)
                ? List.of("-XX:AOTCache=" + kept, "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of();
    }

    private static boolean isNewerThanJarsOf(Program program, Path kept) throws IOException {
        var learntAt = Files.getLastModifiedTime(kept);
        for (var entry : program.classPath().split(":")) {
            var jar = Path.of(entry);
            if (Files.getLastModifiedTime(jar).compareTo(learntAt) > 0) {
                return false;
            }
            // This jar only names those that lie in the folders beside it.
            if (jar.endsWith(RUNNER)) {
                try (var files = Files.walk(jar.getParent())) {
                    for (var file : files.filter(Files::isRegularFile).toList()) {
                        if (Files.getLastModifiedTime(file).compareTo(learntAt) > 0) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    /**
     * Turns what the program's last run has noted down into what its next start reads.
     *
     * @throws UserError if it has noted nothing down, or nothing that can be kept
     */
    void keep(Program program, Path ownJar) throws IOException, InterruptedException {
        if (!Files.exists(learnt(program.name()))) {
            throw new UserError("%s did not end by itself, so nothing it learnt is kept.".formatted(program.name()));
        }
        var options = new ArrayList<>(program.jvmOptions());
        options.addAll(List.of(
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + learnt(program.name()),
                "-XX:AOTCache=" + kept(program.name())));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", program.classPath() + ":" + ownJar));
        var maker = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program.name() + ".log").toFile())
                .start();
        if (maker.waitFor() != 0) {
            throw new UserError("What %s learnt can't be kept; see %s."
                    .formatted(program.name(), folder.resolve(program.name() + ".log")));
        }
        Files.delete(learnt(program.name()));
    }

    private Path learnt(String program) {
        return folder.resolve(program + ".aotconf");
    }

    private Path kept(String program) {
        return folder.resolve(program + ".aot");
    }
}
