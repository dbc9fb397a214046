package org.fengqiao.kernel.legalclock.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The YAML files of a folder on the class path. A class path can't be listed, but the place of one file in it is known:
 * where that file is, in a folder or in a jar, its neighbours are. So a new file needs no entry in any index.
 */
final class ClassPathFolder {

    private final ClassLoader loader;

    ClassPathFolder(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Returns the files directly in the folder, by name.
     *
     * @param folder such as {@code legal/rules}
     * @param landmark a file that is known to be in the same folder or jar, such as {@code legal/rules.schema.json}
     * @throws IllegalStateException if the landmark is missing, the folder has no such file, or the class path is of a
     *     kind that can't be listed
     */
    List<LegalFile> yamlFiles(String folder, String landmark) {
        var url = loader.getResource(landmark);
        if (url == null) {
            throw new IllegalStateException(landmark + " is not on the class path");
        }
        try {
            var files = switch (url.getProtocol()) {
                case "file" -> inFolder(url, folder, landmark);
                case "jar" -> inJar(url, folder);
                default ->
                    throw new IllegalStateException("the files beside " + landmark
                            + " cannot be listed on a class path of the kind " + url.getProtocol());
            };
            if (files.isEmpty()) {
                throw new IllegalStateException("no file in " + folder + " on the class path");
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder + " on the class path", e);
        }
    }

    private static List<LegalFile> inFolder(URL url, String folder, String landmark) throws IOException {
        var root = Path.of(URI.create(url.toString()));
        for (var part = 0; part < landmark.split("/").length; part++) {
            root = root.getParent();
        }
        var directory = root.resolve(folder);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var listed = Files.list(directory)) {
            var names = listed.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
            var files = new java.util.ArrayList<LegalFile>();
            for (var name : names) {
                files.add(new LegalFile(folder + "/" + name, Files.readString(directory.resolve(name))));
            }
            return files;
        }
    }

    private static List<LegalFile> inJar(URL url, String folder) throws IOException {
        var text = url.toString();
        var archive = URI.create(text.substring("jar:".length(), text.indexOf("!/")));
        if (!"file".equals(archive.getScheme())) {
            throw new IllegalStateException("a jar within a jar cannot be listed: " + text);
        }
        try (var jar = new JarFile(Path.of(archive).toFile())) {
            var entries = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(folder + "/") && name.endsWith(".yaml"))
                    .filter(name -> name.indexOf('/', folder.length() + 1) < 0)
                    .sorted()
                    .toList();
            var files = new java.util.ArrayList<LegalFile>();
            for (var name : entries) {
                try (var content = jar.getInputStream(jar.getEntry(name))) {
                    files.add(new LegalFile(name, new String(content.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
            return files;
        }
    }
}
