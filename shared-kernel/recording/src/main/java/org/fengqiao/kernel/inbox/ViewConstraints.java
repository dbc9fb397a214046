package org.fengqiao.kernel.inbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import jakarta.validation.constraints.Positive;

import org.jspecify.annotations.Nullable;

/**
 * Constraints that every event must satisfy to be read as a view: each component that is not {@code @Nullable}, and a
 * number that counts from 1 in each {@code int} that is {@code @Positive}. A missing number is 0.
 */
final class ViewConstraints {

    private final List<RecordComponent> components;

    private ViewConstraints(List<RecordComponent> components) {
        this.components = components;
    }

    /**
     * Those of a view.
     *
     * @throws IllegalArgumentException if it is not a record
     */
    static ViewConstraints of(Class<?> view) {
        if (!view.isRecord()) {
            throw new IllegalArgumentException("not a record: " + view.getName());
        }
        var components = List.of(view.getRecordComponents());
        // A service's views are seen by no other package.
        components.forEach(component -> component.getAccessor().setAccessible(true));
        return new ViewConstraints(components);
    }

    /** @throws IllegalArgumentException if the event lacks something */
    void check(Object event) {
        for (var component : components) {
            var value = value(component, event);
            if (value == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw new IllegalArgumentException(component.getName() + " is missing");
            }
            if (value instanceof Integer number
                    && number < 1
                    && component.getAccessor().isAnnotationPresent(Positive.class)) {
                throw new IllegalArgumentException(component.getName() + " counts from 1");
            }
        }
    }

    private static @Nullable Object value(RecordComponent component, Object event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot look at " + component.getName(), e);
        }
    }
}
