package org.fengqiao.kernel.testing;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.jurisdiction.Reach.Scope;

/**
 * A call of a service, as its code has it.
 *
 * @param method such as {@code GET}
 * @param path with its parameters in braces
 * @param admission who may make it at all
 * @param roles those that may; empty unless the admission is {@link Admission#ROLES}
 * @param scope what it is about
 */
public record Call(String method, String path, Admission admission, List<String> roles, Scope scope) {

    /** Admission to a call. */
    public enum Admission {
        /** Everybody, with a token or without. */
        EVERYBODY,
        /** Everybody with a token. */
        TOKEN,
        /** Whoever has one of the roles. */
        ROLES
    }

    /** The calls found so far, by package. To look for them takes longer than most tests, and each test method asks. */
    private static final Map<String, List<Call>> FOUND = new ConcurrentHashMap<>();

    /** All calls of the service below this package, the kernel's among them, in the order of their paths. */
    public static List<Call> of(String service) {
        return FOUND.computeIfAbsent(service, Call::find);
    }

    private static List<Call> find(String service) {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.fengqiao.kernel", service)
                        .stream()
                        .filter(one -> one.isAnnotatedWith(Path.class))
                        .filter(one -> !one.getPackageName().endsWith(".example"))
                        .map(JavaClass::reflect)
                        .flatMap(Call::of)
                        // One that answers in several forms has a method for each.
                        .distinct()
                        .sorted(Comparator.comparing(Call::path).thenComparing(Call::method))
                        .toList();
    }

    private static Stream<Call> of(Class<?> resource) {
        return Stream.of(resource.getDeclaredMethods())
                .flatMap(method -> verb(method).map(verb -> of(resource, method, verb)).stream());
    }

    private static Optional<String> verb(Method method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static Call of(Class<?> resource, Method method, String verb) {
        var below = method.getAnnotation(Path.class);
        var path = (resource.getAnnotation(Path.class).value() + "/" + (below == null ? "" : below.value()))
                .replaceAll("\\{\\s*(\\w+)\\s*:(?:[^{}]|\\{[^{}]*})*}", "{$1}")
                .replaceAll("/{2,}", "/")
                .replaceAll("(?<=.)/$", "");
        requireCarriedThrough(resource, method);
        var roles = nearest(resource, method, RolesAllowed.class);
        return new Call(
                verb,
                path,
                admission(resource, method),
                roles.map(Call::roles).orElse(List.of()),
                path.contains("{caseId}")
                        ? Scope.CASE
                        : nearest(resource, method, Reach.class)
                                .map(Reach::value)
                                .orElse(Scope.CITY));
    }

    /**
     * Requires that a call is carried through although its caller hung up: the web layer would give up in the middle of
     * a transaction, and its locks would stay until the database ends it.
     */
    private static void requireCarriedThrough(Class<?> resource, Method method) {
        if (Uni.class.isAssignableFrom(method.getReturnType())
                && nearest(resource, method, Cancellable.class)
                        .filter(cancellable -> !cancellable.value())
                        .isEmpty()) {
            throw new AssertionError("@Cancellable(false) is missing: " + resource + "." + method.getName());
        }
    }

    private static Admission admission(Class<?> resource, Method method) {
        for (var place : List.of(method, resource)) {
            if (place.isAnnotationPresent(RolesAllowed.class)) {
                return Admission.ROLES;
            }
            if (place.isAnnotationPresent(Authenticated.class)) {
                return Admission.TOKEN;
            }
            if (place.isAnnotationPresent(PermitAll.class)) {
                return Admission.EVERYBODY;
            }
        }
        throw new AssertionError(
                "nobody may make it, since nothing says who may: " + resource + "." + method.getName());
    }

    private static List<String> roles(RolesAllowed allowed) {
        var roles = new TreeSet<String>();
        for (var role : allowed.value()) {
            var configured = role.startsWith("${")
                    ? ConfigProvider.getConfig()
                            .getValue(role.substring(2, role.length() - 1).split(":")[0], String.class)
                    : role;
            Stream.of(configured.split(",")).map(String::strip).forEach(roles::add);
        }
        return List.copyOf(roles);
    }

    private static <A extends Annotation> Optional<A> nearest(Class<?> resource, Method method, Class<A> type) {
        return Optional.ofNullable(method.getAnnotation(type))
                .or(() -> Optional.ofNullable(resource.getAnnotation(type)));
    }

    /** Returns whether somebody with this role may make the call. */
    public boolean admits(String role) {
        return switch (admission) {
            case EVERYBODY, TOKEN -> true;
            case ROLES -> roles.contains(role);
        };
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
