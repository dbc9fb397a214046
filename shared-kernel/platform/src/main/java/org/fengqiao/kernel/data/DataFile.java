package org.fengqiao.kernel.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * Reads rules and other data that are kept in YAML files beside the code, strictly: a misspelt field would be a rule
 * that silently does not apply.
 *
 * <p>A setting is meant to be read once, at start-up, so that a broken file keeps the service from starting.
 */
public final class DataFile {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private DataFile() {}

    /**
     * The content of a file on the class path.
     *
     * @param path from the root of the class path, without a leading slash
     * @param type what it holds; its constructors check what the types can't say
     * @throws IllegalStateException if the file is missing, or holds something else than the type allows: names the
     *     file, the place and what is wrong
     */
    public static <T> T read(String path, Class<T> type) {
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + ": no such file on the class path");
            }
            return YAML.readValue(file, type);
        } catch (IOException e) {
            throw new IllegalStateException(path + ": " + e.getMessage(), e);
        }
    }

    /**
     * The content of a file of an installation, read like those on the class path.
     *
     * @param path of the file
     * @param type what it holds
     * @throws IllegalStateException if the file is missing, or holds something else than the type allows
     */
    public static <T> T read(Path path, Class<T> type) {
        try (var file = Files.newInputStream(path)) {
            return YAML.readValue(file, type);
        } catch (IOException e) {
            throw new IllegalStateException(path + ": " + e.getMessage(), e);
        }
    }
}
