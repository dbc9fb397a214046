package org.fengqiao.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The checkout of Fengqiao that the tests run in, and its commands. */
final class Checkout {

    private Checkout() {}

    /** Returns its folder. */
    static Path folder() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("not inside a checkout of Fengqiao");
    }

    /**
     * Runs a command of the checkout and returns what it prints.
     *
     * @throws AssertionError if its exit code is not 0
     */
    static String run(String command, String... arguments) throws IOException, InterruptedException {
        return runWith(Map.of(), command, arguments);
    }

    /** Does the same with these variables in its environment. */
    static String runWith(Map<String, String> environment, String command, String... arguments)
            throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(folder().resolve(command).toString()));
        line.addAll(List.of(arguments));
        var starting = new ProcessBuilder(line).redirectErrorStream(true);
        starting.environment().putAll(environment);
        var running = starting.start();
        running.getOutputStream().close();
        var printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var code = running.waitFor();
        if (code != 0) {
            throw new AssertionError("%s ended with exit code %d:%n%s".formatted(line, code, printed));
        }
        return printed;
    }
}
