package org.fengqiao.kernel.web;

import java.util.List;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;
import org.fengqiao.kernel.json.OffendingField;

/**
 * Problem that a caller is told when something cannot be done (RFC 9457, {@code application/problem+json}).
 *
 * @param type always {@code urn:fengqiao:problem:<code>}
 * @param title the status in words
 * @param status the HTTP status
 * @param code the stable name of the problem; programs go by this
 * @param detail one sentence for people, without personal data
 * @param fields every offending field of a bad input, in the order they stand; empty otherwise
 */
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OffendingField> fields) {

    /** The media type of problem details. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        fields = List.copyOf(fields);
    }

    /** Carries a problem out of a resource. */
    public static final class Thrown extends WebApplicationException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        private Thrown(Problem problem) {
            this(problem, problem.response());
        }

        Thrown(Problem problem, Response response) {
            super(problem.detail(), response);
            this.problem = problem;
        }

        /** Returns the problem that the caller is told. */
        public Problem problem() {
            return problem;
        }
    }

    /** A problem without fields. */
    public static Problem of(Response.Status status, String code, String detail) {
        return of(status.getStatusCode(), status.getReasonPhrase(), code, detail, List.of());
    }

    private static Problem of(int status, String title, String code, String detail, List<OffendingField> fields) {
        return new Problem("urn:fengqiao:problem:" + code, title, status, code, detail, fields);
    }

    /** 404. */
    public static Problem notFound(String code, String detail) {
        return of(Response.Status.NOT_FOUND, code, detail);
    }

    /** Returns the problem with a case that does not exist, or not for the caller: everywhere the same one. */
    public static Problem noSuchCase() {
        return of(Response.Status.NOT_FOUND, Wording.NO_SUCH_CASE.code(), Wording.NO_SUCH_CASE.detail());
    }

    /** 400 with every offending field. */
    public static Problem badInput(List<OffendingField> fields) {
        return of(400, "Bad Request", "kernel.bad-input", "The input has fields that cannot be accepted.", fields);
    }

    /** 409 that names what stands in the way. */
    public static Problem conflict(String code, String detail, List<OffendingField> fields) {
        return of(409, "Conflict", code, detail, fields);
    }

    /** 422: understood, but it can be done in no state. */
    public static Problem unacceptable(String code, String detail) {
        return of(422, "Unprocessable Content", code, detail, List.of());
    }

    /** Returns the problem for a refusal by the model. */
    public static Problem of(Refusal refusal) {
        return switch (refusal.nature()) {
            case UNKNOWN -> of(Response.Status.NOT_FOUND, refusal.code(), refusal.detail());
            case FORBIDDEN -> of(Response.Status.FORBIDDEN, refusal.code(), refusal.detail());
            case CONFLICT -> of(Response.Status.CONFLICT, refusal.code(), refusal.detail());
            case UNACCEPTABLE -> unacceptable(refusal.code(), refusal.detail());
        };
    }

    /** Returns the problem as an answer. */
    public Response response() {
        return Response.status(status)
                .type(MediaType.valueOf(MEDIA_TYPE))
                .entity(this)
                .build();
    }

    /** Returns the problem as an exception. */
    public Thrown exception() {
        return new Thrown(this);
    }

    /**
     * Returns the problem as an exception with which the connection ends, so that nobody has to read the rest of a
     * body.
     */
    public Thrown exceptionThatCloses() {
        return new Thrown(
                this,
                Response.fromResponse(response()).header("Connection", "close").build());
    }
}
