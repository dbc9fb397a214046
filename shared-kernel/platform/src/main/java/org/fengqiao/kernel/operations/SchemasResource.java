package org.fengqiao.kernel.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** The JSON Schemas of everything this service publishes or takes in on topics; open to everybody who integrates. */
@Path("/schemas")
@PermitAll
@Reach(Reach.Scope.NONE)
public class SchemasResource {

    /** Returns the types there are schemas of. */
    @GET
    @Produces("application/json")
    public Page<String> types() {
        return Page.whole(known());
    }

    private static List<String> known() {
        try (var index = SchemasResource.class.getResourceAsStream("/schemas/index.txt")) {
            return index == null
                    ? List.of()
                    : new String(index.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the schema of a type, such as {@code fengqiao.routing.case-claimed.v1}; a trailing {@code .json} is
     * allowed.
     */
    @GET
    @Path("/{type}")
    @Produces("application/schema+json")
    public String schema(@PathParam("type") String type) {
        var name = type.endsWith(".json") ? type.substring(0, type.length() - 5) : type;
        if (known().contains(name)) {
            try (var schema = SchemasResource.class.getResourceAsStream("/schemas/" + name + ".json")) {
                if (schema != null) {
                    return new String(schema.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw Problem.notFound("kernel.unknown-type", "This service neither publishes nor takes in such a type.")
                .exception();
    }
}
