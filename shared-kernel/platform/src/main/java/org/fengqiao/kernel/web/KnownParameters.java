package org.fengqiao.kernel.web;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import org.fengqiao.kernel.json.OffendingField;

/**
 * Check that a call has the query parameters that it declares and no others, each with a value and once unless it is a
 * list: a filter that is mistyped or empty must not pass for an unfiltered list, nor the second of two for both. A call
 * that reads {@link UriInfo} itself says itself what it knows.
 */
@ApplicationScoped
class KnownParameters {

    /** Parameter that may be empty: the first page has nothing before it. */
    private static final String CURSOR = "cursor";

    /** Of each parameter that a call declares, whether it may be repeated. */
    private record Declared(Map<String, Boolean> repeatable) {}

    private final Map<Method, Optional<Declared>> declared = new ConcurrentHashMap<>();

    /** @throws Problem.Thrown 400 with every parameter that is unknown, repeated or empty */
    @ServerRequestFilter
    public void filter(ContainerRequestContext call, ResourceInfo resource) {
        var sent = call.getUriInfo().getQueryParameters();
        if (sent.isEmpty()) {
            return;
        }
        declared.computeIfAbsent(resource.getResourceMethod(), KnownParameters::of)
                .map(known -> wrong(sent, known.repeatable()))
                .filter(wrong -> !wrong.isEmpty())
                .ifPresent(wrong -> {
                    throw Problem.badInput(wrong).exception();
                });
    }

    static List<OffendingField> wrong(MultivaluedMap<String, String> sent, Map<String, Boolean> repeatable) {
        var wrong = new ArrayList<OffendingField>();
        new TreeMap<>(sent).forEach((name, values) -> {
            if (!repeatable.containsKey(name)) {
                wrong.add(new OffendingField(
                        name,
                        "unknown-parameter",
                        repeatable.isEmpty()
                                ? "This call has no parameters."
                                : "Known are " + String.join(", ", repeatable.keySet()) + "."));
            } else if (values.size() > 1 && !repeatable.get(name)) {
                wrong.add(new OffendingField(name, "repeated", "It can be given once."));
            } else if (!name.equals(CURSOR) && values.stream().anyMatch(String::isBlank)) {
                wrong.add(new OffendingField(name, "missing", "A value is needed."));
            }
        });
        return wrong;
    }

    private static Optional<Declared> of(Method method) {
        if (List.of(method.getParameterTypes()).contains(UriInfo.class)) {
            return Optional.empty();
        }
        var repeatable = new TreeMap<String, Boolean>();
        for (var parameter : method.getParameters()) {
            add(repeatable, parameter, parameter.getType());
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                Arrays.stream(parameter.getType().getDeclaredFields())
                        .forEach(field -> add(repeatable, field, field.getType()));
            }
        }
        return Optional.of(new Declared(repeatable));
    }

    private static void add(Map<String, Boolean> repeatable, AnnotatedElement element, Class<?> type) {
        var query = element.getAnnotation(QueryParam.class);
        if (query != null) {
            repeatable.put(query.value(), Collection.class.isAssignableFrom(type));
        }
    }
}
