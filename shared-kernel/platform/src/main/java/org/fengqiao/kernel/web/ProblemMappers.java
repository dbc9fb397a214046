package org.fengqiao.kernel.web;

import java.util.ArrayList;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import org.fengqiao.kernel.failures.Failures;
import org.fengqiao.kernel.failures.Outage;
import org.fengqiao.kernel.json.OffendingField;

/** Every failure leaves the service as a problem; none takes a stack trace with it. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** About as long as a database takes to come back, or a standby to take over. */
    private static final int RETRY_AFTER_SECONDS = 5;

    /** A problem somebody raised on purpose. */
    @ServerExceptionMapper
    public Response problem(Problem.Thrown thrown) {
        return thrown.getResponse();
    }

    /** No token, or one that is expired or forged. */
    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public Response unauthorized(SecurityException failure) {
        return Response.fromResponse(Problem.of(
                                Response.Status.UNAUTHORIZED,
                                "kernel.unauthenticated",
                                "A valid bearer token is needed.")
                        .response())
                .header("WWW-Authenticate", "Bearer")
                .build();
    }

    /** A token without the role. */
    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure) {
        return Problem.of(Response.Status.FORBIDDEN, "kernel.forbidden", "The token's roles do not allow this call.")
                .response();
    }

    /** Bad parts of a path; {@link KnownParameters} looks at those of a query, all at once. */
    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException failure) {
        var fields = new ArrayList<OffendingField>();
        for (var violation : failure.getConstraintViolations()) {
            var name = "";
            for (var node : violation.getPropertyPath()) {
                name = node.toString();
            }
            fields.add(OffendingField.of(name, violation));
        }
        return Problem.badInput(fields).response();
    }

    /** Maps what the web layer itself refuses: no such path, wrong method, wrong media type. */
    @ServerExceptionMapper
    public Response web(WebApplicationException failure) {
        var status = failure.getResponse().getStatusInfo();
        if (failure instanceof NotFoundException) {
            return Problem.notFound("kernel.not-found", "There is nothing at this address.")
                    .response();
        }
        if (status.getFamily() == Response.Status.Family.SERVER_ERROR) {
            return unexpected(failure);
        }
        var known = Response.Status.fromStatusCode(status.getStatusCode());
        return Problem.of(
                        known == null ? Response.Status.BAD_REQUEST : known,
                        "kernel.http-" + status.getStatusCode(),
                        status.getReasonPhrase() + ".")
                .response();
    }

    /** A bug, or an outage of the database: said in the log, not to the caller. */
    @ServerExceptionMapper
    public Response unexpected(Throwable failure) {
        if (Outage.explains(failure)) {
            return unavailable(failure);
        }
        LOG.error("a call failed", Failures.withoutContent(failure));
        return Problem.of(
                        Response.Status.INTERNAL_SERVER_ERROR,
                        "kernel.unexpected",
                        "The call could not be completed."
                                + " Nothing was recorded unless a repeat with the same Idempotency-Key says so.")
                .response();
    }

    private static Response unavailable(Throwable failure) {
        // Without its stack: an outage is in many calls, and is nobody's line of code.
        LOG.errorf("a call was refused, since the database is out: %s", Failures.inShort(failure));
        return Response.fromResponse(Problem.of(
                                Response.Status.SERVICE_UNAVAILABLE,
                                "kernel.unavailable",
                                "This cannot be recorded or read now. Call again after the time in Retry-After,"
                                        + " with the same Idempotency-Key: nothing happens twice.")
                        .response())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
