package org.fengqiao.kernel.web;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Calls that answer in other forms than JSON, such as a table, whoever names one of these forms. */
@Singleton
class OtherForms {

    private final Optional<Pattern> paths;
    private final List<String> types;

    /**
     * @param paths {@code fengqiao.other-forms.paths}: a regular expression of the paths of a service whose answers
     *     have other forms; empty if it has none
     * @param types {@code fengqiao.other-forms.types}: the media types, in lower case, separated by commas. Which of
     *     them a path has, its resource says
     */
    OtherForms(
            @ConfigProperty(name = "fengqiao.other-forms.paths") Optional<String> paths,
            @ConfigProperty(name = "fengqiao.other-forms.types") Optional<List<String>> types) {
        this.paths = paths.map(Pattern::compile);
        this.types = types.orElse(List.of());
    }

    /** Returns the form that the caller names before JSON; empty if it names none, or the path has none. */
    Optional<String> named(HttpServerRequest request, MediaRanges ranges) {
        return paths.filter(pattern ->
                        pattern.matcher(String.valueOf(request.path())).matches())
                .flatMap(_ -> ranges.firstNamed(types));
    }
}
