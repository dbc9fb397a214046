package org.fengqiao.kernel.printing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;

/**
 * Forms of paper in a folder of the class path: XHTML files with a version in their names and the style sheet {@code
 * page.css}. What fills them is escaped; a form that names what it is not given fails.
 */
public final class PaperForms {

    private final Engine engine;
    private final String folder;
    private final String style;

    /** @param folder such as {@code documents} */
    public PaperForms(String folder) {
        this.folder = folder;
        engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addValueResolver(ValueResolvers.rawResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .strictRendering(true)
                .build();
        style = resource("page.css");
    }

    /**
     * Returns a form to be filled; it has its style already, as {@code style}.
     *
     * @param name with the version, such as {@code agreement.v1}
     */
    public Filling form(String name) {
        return new Filling(engine.parse(resource(name + ".html"), Variant.forContentType(Variant.TEXT_HTML)), style);
    }

    private String resource(String name) {
        var path = folder + "/" + name;
        try (var file = open(path)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static InputStream open(String path) {
        return Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream(path), path);
    }

    /** Form that is being filled. Single-use. */
    public static final class Filling {

        private final TemplateInstance filled;

        private Filling(Template form, String style) {
            filled = form.data("style", style);
        }

        /** Fills in a value of this name, and returns this filling. Records must be public. */
        public Filling with(String name, Object value) {
            filled.data(name, value);
            return this;
        }

        /** Returns the page. */
        public String page() {
            return filled.render();
        }
    }
}
