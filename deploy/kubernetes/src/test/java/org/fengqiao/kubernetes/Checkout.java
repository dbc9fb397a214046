package org.fengqiao.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The checkout of Fengqiao that the tests run in. */
final class Checkout {

    private static final Path FOLDER = folder();

    private Checkout() {}

    private static Path folder() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("not inside a checkout of Fengqiao");
    }

    /** Returns a file or folder of it. */
    static Path path(String name) {
        return FOLDER.resolve(name);
    }

    /** Returns the text of a file in UTF-8. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns all files below a folder whose path ends so, in order; none of those that builds leave behind. */
    static List<Path> files(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !FOLDER.relativize(file).toString().contains("target/"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the Java sources of what runs in the services: their own and the kernel's, without tests. */
    static List<Path> sourcesOfServices() {
        try (var modules = Files.list(FOLDER)) {
            return modules.map(module -> module.getFileName().toString())
                    .filter(module -> module.endsWith("-service") || module.equals("shared-kernel"))
                    .sorted()
                    .flatMap(module -> files(path(module), ".java").stream())
                    .filter(file -> file.toString().contains("/src/main/"))
                    .filter(file -> !file.toString().contains("/shared-kernel/testing/"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
