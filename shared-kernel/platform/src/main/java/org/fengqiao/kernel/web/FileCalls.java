package org.fengqiao.kernel.web;

import java.util.Optional;
import java.util.regex.Pattern;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Calls that bring or fetch a file: their body is no JSON, and may be longer than any other. What they bring is looked
 * at by who takes it.
 */
@Singleton
public class FileCalls {

    /** Room for what a form puts around a file. */
    private static final int AROUND = 1 << 16;

    private final Optional<Pattern> paths;
    private final int most;

    /**
     * @param paths {@code fengqiao.files.paths}: a regular expression of the paths of a service under which files come
     *     and go; empty if it has none
     * @param most {@code fengqiao.files.most}: the largest size of a file, in bytes. {@code
     *     quarkus.http.limits.max-body-size} is larger
     */
    FileCalls(
            @ConfigProperty(name = "fengqiao.files.paths") Optional<String> paths,
            @ConfigProperty(name = "fengqiao.files.most", defaultValue = "20971520") int most) {
        this.paths = paths.map(Pattern::compile);
        this.most = most;
    }

    /** Returns the largest size of a file that any call brings, in bytes. */
    public int most() {
        return most;
    }

    /** Returns whether the call is about a file. */
    boolean include(HttpServerRequest request) {
        return paths.filter(pattern ->
                        pattern.matcher(String.valueOf(request.path())).matches())
                .isPresent();
    }

    /** Returns the largest size of the body of a call that is about a file, in bytes. */
    int mostOfBody() {
        return most + AROUND;
    }
}
