package org.fengqiao.kernel.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.json.OffendingField;

/**
 * Pages for people who come with a code and have no account: Chinese first, English beside it, without scripts. Their
 * words are files of one folder on the class path: {@code page.html} around everything (with {@code {style}} and {@code
 * {content}}), {@code page.css}, {@code problem.html} (with {@code {zh}} and {@code {en}}), and {@code
 * problems.properties}, the Chinese of each problem by its code, and {@code otherwise}.
 */
public final class PublicPage {

    /** Media type of the pages. */
    public static final String HTML = MediaType.TEXT_HTML + ";charset=utf-8";

    /** After the headers of the configuration, whose policy allows no style and no form. */
    private static final int LATER = 50;

    private static final String POLICY = "default-src 'none'; style-src 'sha256-%s'; img-src 'self';"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final String folder;
    private final String page;
    private final String style;
    private final String problem;
    private final Properties problems = new Properties();

    /**
     * Reads the files of a folder.
     *
     * @param folder from the root of the class path, such as {@code revisit}
     */
    public PublicPage(String folder) {
        this.folder = folder;
        this.page = file("page.html");
        this.style = file("page.css");
        this.problem = file("problem.html");
        try {
            problems.load(new StringReader(file("problems.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the words of problems", e);
        }
    }

    /** A field of a form that was filled in. */
    public record Field(String name, String value) {}

    /**
     * Allows the pages their own style and images, and to send forms to where they came from, and nothing else.
     *
     * @param path under which they are
     */
    public void allow(Filters filters, String path) {
        var digest = Suite.INTERNATIONAL.digest(style.getBytes(UTF_8));
        var policy = POLICY.formatted(Base64.getEncoder().encodeToString(digest));
        filters.register(
                call -> {
                    if (call.normalizedPath().startsWith(path)) {
                        call.response().putHeader("Content-Security-Policy", policy);
                    }
                    call.next();
                },
                LATER);
    }

    /** Returns another file of the folder. */
    public String file(String name) {
        try (var file = Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream(folder + "/" + name), name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** Returns the whole page. */
    public String whole(String content) {
        return page.replace("{style}", style).replace("{content}", content);
    }

    /** Returns the page that says why something cannot be done. */
    public String problem(Problem told) {
        return whole(problem.replace("{zh}", problems.getProperty(told.code(), problems.getProperty("otherwise")))
                .replace("{en}", escaped(told.detail())));
    }

    /** Answers with the page, or with another one that says why there is none. */
    public Uni<Response> shown(Supplier<Uni<Response>> answer) {
        return Uni.createFrom()
                .deferred(answer::get)
                .onFailure(Problem.Thrown.class)
                .recoverWithItem(failure -> refused(failure));
    }

    private Response refused(Problem.Thrown thrown) {
        var answer = html(thrown.problem().status(), problem(thrown.problem()));
        for (var header : List.of(HttpHeaders.RETRY_AFTER, "Connection")) {
            var value = thrown.getResponse().getHeaderString(header);
            if (value != null) {
                answer = Response.fromResponse(answer).header(header, value).build();
            }
        }
        return answer;
    }

    /** Answers with a page. */
    public static Response html(int status, String text) {
        return Response.status(status).type(HTML).entity(text).build();
    }

    /** Returns the text as it stands in a page. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * Reads a form ({@code application/x-www-form-urlencoded}), in the order of its fields.
     *
     * @throws Problem.Thrown 400 if it is none
     */
    public static List<Field> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .map(parts -> new Field(decoded(parts[0]), decoded(parts.length == 2 ? parts[1] : "")))
                .toList();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8).replace("\r\n", "\n");
        } catch (IllegalArgumentException _) {
            throw notAForm();
        }
    }

    /** Returns the number that a field of a form holds, as {@link #fields} does. */
    public static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw notAForm();
        }
    }

    private static Problem.Thrown notAForm() {
        return Problem.badInput(List.of(new OffendingField("", "wrong-form", "This is no answer of the form.")))
                .exception();
    }
}
