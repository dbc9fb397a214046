package org.fengqiao.kernel.web;

import java.io.IOException;
import java.io.InputStream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.quarkus.vertx.http.runtime.filters.Filters;
import org.jspecify.annotations.Nullable;

/**
 * No body is longer than a mebibyte, but those that bring a file ({@link FileCalls}). Whoever says so beforehand is
 * told at once; of a body without a stated length no more is read than that. Either way the caller gets a problem, and
 * the connection ends with it, so that nobody has to read the rest. {@code quarkus.http.limits.max-body-size}, which
 * answers with nothing but a status, is larger and stands behind it.
 */
@ApplicationScoped
class BodyLimit {

    /** Largest size of a body, in bytes. */
    static final int MOST = 1 << 20;

    /** Before Quarkus looks at the length itself. */
    private static final int EARLY = 100;

    private static final Problem TOO_LARGE = tooLarge(MOST);

    private final FileCalls files;

    BodyLimit(FileCalls files) {
        this.files = files;
    }

    private static Problem tooLarge(int most) {
        return Problem.of(
                Response.Status.REQUEST_ENTITY_TOO_LARGE,
                "kernel.body-too-large",
                "The body has more than %d bytes. Nothing was recorded.".formatted(most));
    }

    void watch(@Observes Filters filters) {
        filters.register(
                call -> {
                    var most = files.include(call.request()) ? files.mostOfBody() : MOST;
                    if (isTooLong(call.request().getHeader(HttpHeaders.CONTENT_LENGTH), most)) {
                        EarlyRefusal.refuse(call, tooLarge(most));
                    } else {
                        call.next();
                    }
                },
                EARLY);
    }

    private static boolean isTooLong(@Nullable String stated, int most) {
        try {
            return stated != null && Long.parseLong(stated) > most;
        } catch (NumberFormatException _) {
            // What is no number is the server's to refuse.
            return false;
        }
    }

    /**
     * Reads a body to its end.
     *
     * @throws Problem.Thrown 413 if it is too long
     */
    static byte[] read(InputStream body) throws IOException {
        var bytes = body.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw TOO_LARGE.exceptionThatCloses();
        }
        return bytes;
    }
}
