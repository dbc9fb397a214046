package org.fengqiao.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Notes that one process leaves for another: properties files that are never seen half written. */
final class PropertiesFile {

    private PropertiesFile() {}

    /** Returns the values in the file by key. */
    static Map<String, String> read(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        var read = new TreeMap<String, String>();
        for (var name : properties.stringPropertyNames()) {
            read.put(name, properties.getProperty(name));
        }
        return read;
    }

    /** Writes the file whole or not at all. */
    static void write(Path file, Map<String, String> entries) throws IOException {
        var properties = new Properties();
        properties.putAll(entries);
        var written = Files.createTempFile(file.getParent(), "properties", null);
        try (var writer = Files.newBufferedWriter(written, StandardCharsets.UTF_8)) {
            properties.store(writer, null);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
