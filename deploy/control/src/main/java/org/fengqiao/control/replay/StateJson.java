package org.fengqiao.control.replay;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * States as JSON, for people and for comparison. All their parts are shown by name, whatever they are: a state is not
 * written anywhere, so nobody has said how. A part of a sealed type tells which one it is as {@code is}; what is
 * personal shows its kind only. The same state is always written the same way.
 */
public final class StateJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StateJson() {}

    /** Returns the state; what is null or empty in it is left out. */
    public static JsonNode of(@Nullable Object state) {
        return node(state, null);
    }

    private static JsonNode node(@Nullable Object value, @Nullable PersonalKind kind) {
        return switch (value) {
            case null -> JSON.nullNode();
            case PersonalText text -> JSON.textNode(shown(text, kind));
            case JsonNode tree -> tree;
            case Boolean truth -> JSON.booleanNode(truth);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Enum<?> constant -> JSON.textNode(constant.name());
            case Optional<?> optional -> node(optional.orElse(null), kind);
            case Map<?, ?> map -> map(map, kind);
            case Set<?> set -> set(set, kind);
            case Collection<?> list -> {
                var array = JSON.arrayNode();
                list.forEach(item -> array.add(node(item, kind)));
                yield array;
            }
            case DeadlineName name -> JSON.textNode(name.text());
            case Record part -> record(part);
            default -> value.getClass().getName().startsWith("java.") ? JSON.textNode(value.toString()) : fields(value);
        };
    }

    private static String shown(PersonalText text, @Nullable PersonalKind kind) {
        return switch (text) {
            case PersonalText.Erased _ -> PersonalText.Erased.SHOWN;
            case PersonalText.Closed _, PersonalText.Known _ ->
                kind == null ? "[sealed]" : "[sealed %s]".formatted(kind);
        };
    }

    private static JsonNode map(Map<?, ?> map, @Nullable PersonalKind kind) {
        var sorted = new TreeMap<String, JsonNode>();
        map.forEach((key, value) -> sorted.put(key(key), node(value, kind)));
        return JSON.objectNode().setAll(sorted);
    }

    private static String key(@Nullable Object key) {
        var node = node(key, null);
        return node.isValueNode() ? node.asText() : node.toString();
    }

    /** Sets have no order, or one that differs from run to run. */
    private static JsonNode set(Set<?> set, @Nullable PersonalKind kind) {
        var array = JSON.arrayNode();
        set.stream()
                .map(item -> node(item, kind))
                .sorted(Comparator.comparing(JsonNode::toString))
                .forEach(array::add);
        return array;
    }

    private static JsonNode record(Record part) {
        var object = named(part);
        for (var component : part.getClass().getRecordComponents()) {
            put(object, component.getName(), node(value(part, component), kindOf(component)));
        }
        // A record with one component that is a value itself is shown as that: an identifier, a name.
        var only = object.size() == 1 && part.getClass().getRecordComponents().length == 1
                ? object.get(part.getClass().getRecordComponents()[0].getName())
                : null;
        return only != null && only.isValueNode() ? only : object;
    }

    private static @Nullable PersonalKind kindOf(RecordComponent component) {
        var personal = component.getAnnotation(Personal.class);
        return personal == null ? null : personal.value();
    }

    private static @Nullable Object value(Record part, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(part);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static JsonNode fields(Object value) {
        var object = named(value);
        for (var field : value.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                put(object, field.getName(), node(value(value, field), null));
            }
        }
        return object;
    }

    private static @Nullable Object value(Object of, Field field) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }

    private static ObjectNode named(Object value) {
        var object = JSON.objectNode();
        for (var type : value.getClass().getInterfaces()) {
            if (type.isSealed()) {
                object.put("is", value.getClass().getSimpleName());
                break;
            }
        }
        return object;
    }

    private static void put(ObjectNode object, String name, JsonNode node) {
        if (!node.isNull() && !(node.isContainerNode() && node.isEmpty())) {
            object.set(name, node);
        }
    }
}
