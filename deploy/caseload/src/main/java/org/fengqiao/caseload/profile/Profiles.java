package org.fengqiao.caseload.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import org.fengqiao.local.UserError;

/** The profile files of a folder. */
public final class Profiles {

    private static final String ENDING = ".yaml";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");
    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory())
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path folder;

    /** The profiles in this folder. */
    public Profiles(Path folder) {
        this.folder = folder;
    }

    /** All profiles, by name. */
    public List<Profile> all() throws IOException {
        var profiles = new ArrayList<Profile>();
        try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (var file : files) {
                profiles.add(read(file));
            }
        }
        profiles.sort(java.util.Comparator.comparing(Profile::name));
        return profiles;
    }

    /**
     * The profile of that name.
     *
     * @throws UserError if there is none, if the file can't be read, or if it contradicts itself
     */
    public Profile named(String name) throws IOException {
        var file = folder.resolve(name + ENDING);
        if (!NAME.matcher(name).matches() || !Files.exists(file)) {
            throw new UserError("There is no profile \"%s\". There are: %s."
                    .formatted(
                            name,
                            String.join(", ", all().stream().map(Profile::name).toList())));
        }
        return read(file);
    }

    private static Profile read(Path file) throws IOException {
        Profile profile;
        try {
            profile = YAML.readValue(file.toFile(), Profile.class);
        } catch (JsonProcessingException exception) {
            throw new UserError("%s, line %d: %s"
                    .formatted(file, exception.getLocation().getLineNr(), exception.getOriginalMessage()));
        }
        var contradictions = profile.contradictions();
        if (!contradictions.isEmpty()) {
            throw new UserError(file + ": " + String.join(" ", contradictions));
        }
        return profile;
    }
}
