package org.fengqiao.kernel.web;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ParamConverter;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.value.Texts;

/**
 * Check of the query parameters of a call, so that one mistake doesn't hide the others: a call has those that it
 * declares and no others, each with a value and once unless it is a list, read by {@link QueryParameters} and within
 * its constraints. A filter that is mistyped or empty must not pass for an unfiltered list, nor the second of two for
 * both. A call that reads {@link UriInfo} may have others besides; one that {@link NamesItsParameters} has all of them
 * to itself.
 */
@ApplicationScoped
class KnownParameters {

    /**
     * Query parameter that a call declares.
     *
     * @param bean the bean of which it is a property; null if it is a parameter of the method
     * @param place its name in the bean, or its index among the parameters of the method
     * @param converter null if it is read as text
     */
    private record Declared(
            boolean repeatable,
            @Nullable Class<?> bean,
            String place,
            @Nullable ParamConverter<?> converter) {

        /** @throws Problem.Thrown 400 if a value has not the form that is needed */
        Object read(List<String> values) {
            var read = values.stream()
                    .<Object>map(value -> converter == null ? value : converter.fromString(value))
                    .toList();
            return repeatable ? read : read.getFirst();
        }
    }

    private final Map<Method, Map<String, Declared>> declared = new ConcurrentHashMap<>();
    private final QueryParameters converters;
    private final Validator validator;
    private final Instance<Object> resources;

    @Inject
    KnownParameters(QueryParameters converters, Validator validator, @Any Instance<Object> resources) {
        this.converters = converters;
        this.validator = validator;
        this.resources = resources;
    }

    /** @throws Problem.Thrown 400 with every parameter that cannot be accepted */
    @ServerRequestFilter
    public void filter(ContainerRequestContext call, ResourceInfo info) {
        var sent = call.getUriInfo().getQueryParameters();
        var method = info.getResourceMethod();
        if (method.isAnnotationPresent(NamesItsParameters.class)
                || sent.isEmpty() && declared(method).isEmpty()) {
            return;
        }
        var wrong = wrong(sent, resources.select(info.getResourceClass()).get(), method);
        if (!wrong.isEmpty()) {
            throw Problem.badInput(wrong).exception();
        }
    }

    /** Returns every parameter that cannot be accepted, in the order of their names. */
    List<OffendingField> wrong(MultivaluedMap<String, String> sent, Object resource, Method method) {
        var known = declared(method);
        var wrong = new TreeMap<String, OffendingField>();
        sent.forEach((name, values) -> {
            if (values.stream().anyMatch(value -> Texts.isForbidden(value, Texts.Form.LINE))) {
                wrong.put(name, new OffendingField(name, Texts.FORBIDDEN, Texts.FORBIDDEN_DETAIL));
            } else if (!known.containsKey(name) && !readsItself(method)) {
                wrong.put(
                        name,
                        new OffendingField(
                                name,
                                "unknown-parameter",
                                known.isEmpty()
                                        ? "This call has no parameters."
                                        : "Known are " + String.join(", ", known.keySet()) + "."));
            }
        });
        var arguments = new Object[method.getParameterCount()];
        known.forEach((name, parameter) -> {
            var values = sent.get(name);
            var value = wrong.containsKey(name) ? null : value(name, parameter, values, wrong);
            if (parameter.bean() == null) {
                arguments[Integer.parseInt(parameter.place())] = value;
            } else {
                validator
                        .validateValue(parameter.bean(), parameter.place(), value)
                        .forEach(violation -> wrong.putIfAbsent(name, OffendingField.of(name, violation)));
            }
        });
        for (var violation : validator.forExecutables().validateParameters(resource, method, arguments)) {
            var index = indexOf(violation);
            known.forEach((name, parameter) -> {
                if (parameter.bean() == null && parameter.place().equals(index)) {
                    wrong.putIfAbsent(name, OffendingField.of(name, violation));
                }
            });
        }
        return List.copyOf(wrong.values());
    }

    /** Returns the value of a parameter; null if it was not sent, or cannot be read, which is noted. */
    private static @Nullable Object value(
            String name, Declared parameter, @Nullable List<String> values, Map<String, OffendingField> wrong) {
        if (values == null) {
            return null;
        }
        if (values.size() > 1 && !parameter.repeatable()) {
            wrong.put(name, new OffendingField(name, "repeated", "It can be given once."));
        } else if (parameter.bean() == Page.Request.class && name.equals(Page.NO_CURSOR.field())) {
            // The first page has nothing before it.
            if (!values.getFirst().isEmpty() && !Page.Request.isCursor(values.getFirst())) {
                wrong.put(name, Page.NO_CURSOR);
            }
        } else if (values.stream().anyMatch(String::isBlank)) {
            wrong.put(name, new OffendingField(name, "missing", "A value is needed."));
        } else {
            try {
                return parameter.read(values);
            } catch (Problem.Thrown thrown) {
                thrown.problem().fields().forEach(field -> wrong.put(name, field));
            }
        }
        return null;
    }

    private static String indexOf(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .filter(node -> node.getKind() == ElementKind.PARAMETER)
                .map(node -> String.valueOf(node.as(Path.ParameterNode.class).getParameterIndex()))
                .findFirst()
                .orElse("");
    }

    private static boolean readsItself(Method method) {
        return List.of(method.getParameterTypes()).contains(UriInfo.class);
    }

    private Map<String, Declared> declared(Method method) {
        return declared.computeIfAbsent(method, _ -> {
            var known = new TreeMap<String, Declared>();
            var parameters = method.getParameters();
            for (var index = 0; index < parameters.length; index++) {
                var parameter = parameters[index];
                add(known, parameter, parameter.getParameterizedType(), null, String.valueOf(index));
                if (parameter.isAnnotationPresent(BeanParam.class)) {
                    for (var field : parameter.getType().getDeclaredFields()) {
                        add(known, field, field.getGenericType(), parameter.getType(), field.getName());
                    }
                }
            }
            return known;
        });
    }

    private void add(
            Map<String, Declared> known, AnnotatedElement element, Type type, @Nullable Class<?> bean, String place) {
        var query = element.getAnnotation(QueryParam.class);
        if (query == null) {
            return;
        }
        var repeatable = type instanceof ParameterizedType list
                && list.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw);
        var one = repeatable ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
        known.put(
                query.value(),
                new Declared(
                        repeatable,
                        bean,
                        place,
                        converters.getConverter((Class<?>) one, one, element.getAnnotations())));
    }
}
