package org.fengqiao.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/**
 * Programs of {@code deploy/embedded} that work on a data folder, each as a process that prints where this one prints.
 */
final class DataFolderProgram {

    private DataFolderProgram() {}

    /**
     * Runs the program to its end; returns its exit code.
     *
     * @param workplace the checkout whose build is run
     * @param name of the class, such as {@code Backup}
     */
    static int run(Workplace workplace, String name, List<String> arguments) throws IOException, InterruptedException {
        return process(workplace, name, arguments).inheritIO().start().waitFor();
    }

    /** Returns the program as a process that is not started yet; as {@link #run}. */
    static ProcessBuilder process(Workplace workplace, String name, List<String> arguments) {
        var target = workplace.module("deploy/embedded/target");
        if (!Files.exists(target.resolve("embedded.jar"))) {
            throw new UserError(
                    "deploy/embedded is not built here. Run ./mvnw -pl deploy/embedded -am -DskipTests package.");
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                // Kafka's client frees its buffers so; the virtual machine would warn of it.
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                target.resolve("embedded.jar") + ":" + target.resolve("lib") + "/*",
                "org.fengqiao.embedded." + name));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }
}
