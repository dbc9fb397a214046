package org.fengqiao.kernel.sealing;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The personal and the clear components of a record, and of all records in it: personal data, sealed; or text in clear.
 * A build that looks at both knows that nothing personal leaves in clear: the first list is complete by type, and the
 * second is for a person to approve.
 */
public final class PersonalComponents {

    private static final ConcurrentHashMap<Class<?>, RecordComponent[]> COMPONENTS = new ConcurrentHashMap<>();

    private final TreeMap<String, PersonalKind> personal = new TreeMap<>();
    private final TreeSet<String> clear = new TreeSet<>();
    private final TreeSet<String> faults = new TreeSet<>();

    private PersonalComponents() {}

    /**
     * Returns those of a record, or of all records that a sealed interface permits.
     *
     * @throws IllegalStateException if a component of type {@link PersonalText} doesn't say its kind, another one says
     *     one, or personal text is in a container that is not written in boxes; all of them are named
     */
    public static PersonalComponents of(Class<?> type) {
        var found = new PersonalComponents();
        found.walk(type, "", new HashSet<>());
        if (!found.faults.isEmpty()) {
            throw new IllegalStateException(String.join("; ", found.faults));
        }
        return found;
    }

    /** Returns the personal ones with their kinds, by path, such as {@code CaseRegistered.applicants[].name}. */
    public Map<String, PersonalKind> personal() {
        return new TreeMap<>(personal);
    }

    /** Returns the paths of what is text in clear: {@code String}, and classes of which nothing is known. */
    public Set<String> clear() {
        return new TreeSet<>(clear);
    }

    private void walk(Class<?> type, String path, Set<Class<?>> above) {
        if (type.isSealed() && !type.isEnum()) {
            for (var permitted : type.getPermittedSubclasses()) {
                walk(permitted, path, above);
            }
        } else if (type.isRecord()) {
            if (!above.add(type)) {
                return;
            }
            for (var component : type.getRecordComponents()) {
                var owner = path.isEmpty() ? type.getSimpleName() : path;
                component(component, owner + "." + component.getName(), above);
            }
            above.remove(type);
        } else if (CharSequence.class.isAssignableFrom(type) || !isPlain(type)) {
            clear.add(path);
        }
    }

    private void component(RecordComponent component, String path, Set<Class<?>> above) {
        var marked = component.getAnnotation(Personal.class);
        var type = component.getGenericType();
        if (isPersonal(type) || isListOfPersonal(type)) {
            if (marked == null) {
                faults.add(path + " is personal and doesn't say of what kind: @Personal");
            } else {
                personal.put(isPersonal(type) ? path : path + "[]", marked.value());
            }
        } else if (marked != null) {
            faults.add(path + " is said to be personal and is not of type PersonalText or List<PersonalText>");
        } else {
            type(type, path, above);
        }
    }

    private void type(Type type, String path, Set<Class<?>> above) {
        switch (type) {
            case Class<?> array when array.isArray() -> type(array.getComponentType(), path + "[]", above);
            case Class<?> raw
            when isPersonal(raw) ->
                faults.add(path + " holds personal text in a container that is not written in boxes");
            case Class<?> raw -> walk(raw, path, above);
            case ParameterizedType generic -> {
                var raw = (Class<?>) generic.getRawType();
                if (raw.isRecord()) {
                    walk(raw, path, above);
                }
                for (var argument : generic.getActualTypeArguments()) {
                    type(argument, path + (raw == Optional.class ? "" : "[]"), above);
                }
            }
            case WildcardType wildcard -> type(wildcard.getUpperBounds()[0], path, above);
            case GenericArrayType array -> type(array.getGenericComponentType(), path + "[]", above);
            default -> clear.add(path);
        }
    }

    private static boolean isPersonal(Type type) {
        return type instanceof Class<?> raw && PersonalText.class.isAssignableFrom(raw);
    }

    private static boolean isListOfPersonal(Type type) {
        return type instanceof ParameterizedType list
                && list.getRawType() == List.class
                && isPersonal(list.getActualTypeArguments()[0]);
    }

    /** Numbers, times, identifiers, codes: what has no room for a name. */
    private static boolean isPlain(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || Number.class.isAssignableFrom(type)
                || type == Boolean.class
                || type == java.util.UUID.class
                || java.time.temporal.Temporal.class.isAssignableFrom(type)
                || java.time.temporal.TemporalAmount.class.isAssignableFrom(type);
    }

    /**
     * Returns the subjects whose data an event, or any record, holds in clear: those whose keys must be on the ring to
     * write it.
     *
     * @param events the records
     */
    public static Set<SubjectId> subjectsToSeal(Collection<?> events) {
        var subjects = new HashSet<SubjectId>();
        each(events, text -> {
            if (text instanceof PersonalText.Known) {
                subjects.add(text.subject());
            }
        });
        return subjects;
    }

    /** Returns the subjects of all personal texts in these records, closed or known. */
    public static Set<SubjectId> subjectsIn(Collection<?> records) {
        var subjects = new HashSet<SubjectId>();
        each(records, text -> subjects.add(text.subject()));
        return subjects;
    }

    private static void each(@Nullable Object value, Consumer<PersonalText> use) {
        switch (value) {
            case null -> {}
            case PersonalText text -> use.accept(text);
            case Record record -> {
                for (var component : COMPONENTS.computeIfAbsent(record.getClass(), PersonalComponents::accessible)) {
                    each(read(component, record), use);
                }
            }
            case Iterable<?> several -> several.forEach(each -> each(each, use));
            case Map<?, ?> map -> map.values().forEach(each -> each(each, use));
            case Optional<?> maybe -> maybe.ifPresent(each -> each(each, use));
            default -> {}
        }
    }

    /** Only those that may lead to personal text: an event has many others. */
    private static RecordComponent[] accessible(Class<?> record) {
        var kept = new ArrayList<RecordComponent>();
        for (var component : record.getRecordComponents()) {
            if (!isPlain(component.getType()) && component.getType() != String.class) {
                component.getAccessor().setAccessible(true);
                kept.add(component);
            }
        }
        return kept.toArray(RecordComponent[]::new);
    }

    private static @Nullable Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
