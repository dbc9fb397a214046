package org.fengqiao.kernel.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.OffendingField;

/**
 * The form of every call, looked at before anything is done for it: its address is text, its body, if it has one, is
 * JSON in UTF-8 that nobody has compressed (on the pages of a service also an HTML form), and JSON is what its caller
 * takes, or another form that there is ({@link OtherForms}). What a call about a file brings or fetches is no JSON
 * ({@link FileCalls}).
 */
@ApplicationScoped
class CallForm {

    /** After the length of the body is looked at. */
    private static final int EARLY = 90;

    private static final Set<String> JSON = Set.of(
            "application/json",
            "application/json;charset=utf-8",
            "application/json;charset=\"utf-8\"",
            "application/json;charset=utf8");

    private static final Problem COMPRESSED = Problem.of(
            Response.Status.UNSUPPORTED_MEDIA_TYPE,
            "kernel.compressed-body",
            "Send the body as it is, without Content-Encoding.");
    private static final Problem NOT_JSON = Problem.of(
            Response.Status.UNSUPPORTED_MEDIA_TYPE,
            "kernel.not-json",
            "Send the body as JSON in UTF-8, with Content-Type: application/json.");

    private static final Problem NOT_ACCEPTABLE = Problem.of(
            Response.Status.NOT_ACCEPTABLE,
            "kernel.not-acceptable",
            "Answers are JSON: let Accept be application/json, or leave it out.");
    private static final Problem NO_MEDIA_RANGES = Problem.badInput(List.of(new OffendingField(
            HttpHeaders.ACCEPT, "wrong-form", "A list of media ranges is needed, such as application/json.")));

    private final Optional<String> pages;
    private final FileCalls files;
    private final OtherForms others;

    /**
     * @param pages the path under which a service has pages with forms ({@code fengqiao.public-pages.path}); empty if
     *     it has none
     */
    CallForm(
            @ConfigProperty(name = "fengqiao.public-pages.path") Optional<String> pages,
            FileCalls files,
            OtherForms others) {
        this.pages = pages;
        this.files = files;
        this.others = others;
    }

    void watch(@Observes Filters filters) {
        filters.register(
                call -> {
                    var problem = problem(call.request());
                    if (problem == null) {
                        leaveJson(call.request());
                        call.next();
                    } else {
                        EarlyRefusal.refuse(call, problem);
                    }
                },
                EARLY);
    }

    private @Nullable Problem problem(HttpServerRequest request) {
        var fault = Address.fault(String.valueOf(request.path()), request.query());
        if (fault.isPresent()) {
            return Problem.badInput(List.of(fault.get()));
        }
        var coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            return COMPRESSED;
        }
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (hasBody(request) && !isJson(type) && !isForm(request, type) && !files.include(request)) {
            return NOT_JSON;
        }
        return isTechnical(request) || files.include(request) ? null : unacceptable(request);
    }

    private @Nullable Problem unacceptable(HttpServerRequest request) {
        var accepted = MediaRanges.read(request.headers().getAll(HttpHeaders.ACCEPT));
        if (accepted.isEmpty()) {
            return NO_MEDIA_RANGES;
        }
        var ranges = accepted.get();
        return ranges.includeJson()
                        || isPage(request) && ranges.includeHtml()
                        || others.named(request, ranges).isPresent()
                ? null
                : NOT_ACCEPTABLE;
    }

    /**
     * Takes the header away where only JSON comes back: the web layer would write an answer as any text that the caller
     * likes better, by {@code toString()} and without asking what may be shown. Of other forms that there are, the one
     * that the caller names first is left.
     */
    private void leaveJson(HttpServerRequest request) {
        if (!isTechnical(request) && !isPage(request)) {
            var named = MediaRanges.read(request.headers().getAll(HttpHeaders.ACCEPT))
                    .flatMap(ranges -> others.named(request, ranges));
            request.headers().remove(HttpHeaders.ACCEPT);
            named.ifPresent(type -> request.headers().set(HttpHeaders.ACCEPT, type));
        }
    }

    /** Returns whether the call is none of a resource's: health, metrics, the OpenAPI document. */
    private static boolean isTechnical(HttpServerRequest request) {
        var path = String.valueOf(request.path());
        return path.equals("/q") || path.startsWith("/q/");
    }

    private boolean isForm(HttpServerRequest request, @Nullable String type) {
        return isOfPages(request)
                && type != null
                && MediaType.APPLICATION_FORM_URLENCODED.equals(type.split(";", 2)[0].trim());
    }

    private boolean isOfPages(HttpServerRequest request) {
        return pages.filter(String.valueOf(request.path())::startsWith).isPresent();
    }

    /** Returns whether the answer may be a page. */
    private boolean isPage(HttpServerRequest request) {
        return "/".equals(request.path()) || isOfPages(request);
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.getHeader("Transfer-Encoding") != null : !length.equals("0");
    }

    private static boolean isJson(@Nullable String type) {
        return type != null && JSON.contains(type.replace(" ", "").toLowerCase(Locale.ROOT));
    }
}
