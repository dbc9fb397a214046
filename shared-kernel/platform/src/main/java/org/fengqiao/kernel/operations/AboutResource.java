package org.fengqiao.kernel.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.fengqiao.kernel.jurisdiction.Reach;

/** The answer at a service's bare address: what the service is, and where its interface is described. */
@Path("/")
@PermitAll
@Reach(Reach.Scope.NONE)
public class AboutResource {

    private static final List<Variant> FORMS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.TEXT_HTML_TYPE)
            .build();

    private final About about;

    AboutResource(
            @ConfigProperty(name = "quarkus.application.name") String name,
            @ConfigProperty(name = "quarkus.application.version") String version,
            @ConfigProperty(name = "fengqiao.purpose") String purpose,
            @ConfigProperty(name = "quarkus.swagger-ui.enabled") boolean swaggerUi) {
        var links = new LinkedHashMap<String, String>();
        links.put("openapi", "/q/openapi");
        if (swaggerUi) {
            links.put("swagger-ui", "/q/swagger-ui");
        }
        links.put("schemas", "/schemas");
        links.put("health", "/q/health");
        links.put("metrics", "/q/metrics");
        about = new About(name, version, purpose, links, name + "/README.md");
    }

    /**
     * Description that a service gives of itself.
     *
     * @param name such as {@code intake-service}
     * @param version of the build
     * @param purpose what it does, in a sentence
     * @param links paths within this service, by what is there
     * @param readme where the source code says more
     */
    public record About(String name, String version, String purpose, Map<String, String> links, String readme) {

        /** The same as a page. All of it is the service's own configuration, so nothing needs escaping. */
        String page() {
            return """
                    <!DOCTYPE html>
                    <html lang="en"><head><meta charset="utf-8"><title>Fengqiao: %1$s</title></head>
                    <body>
                    <h1>%1$s</h1>
                    <p>%3$s</p>
                    <ul>
                    %4$s
                    </ul>
                    <p>Version %2$s of Fengqiao 枫桥; more in <code>%5$s</code> of its source.</p>
                    </body></html>
                    """.formatted(
                    name,
                    version,
                    purpose,
                    links.entrySet().stream()
                            .map(link -> "<li><a href=\"%s\">%s</a></li>".formatted(link.getValue(), link.getKey()))
                            .collect(Collectors.joining("\n")),
                    readme);
        }
    }

    /** Returns what the service is: as JSON, or as a page to a browser. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    public Response about(@Context Request request) {
        var form = request.selectVariant(FORMS);
        return form != null && MediaType.TEXT_HTML_TYPE.isCompatible(form.getMediaType())
                ? Response.ok(about.page(), form).build()
                : Response.ok(about, MediaType.APPLICATION_JSON_TYPE).build();
    }
}
