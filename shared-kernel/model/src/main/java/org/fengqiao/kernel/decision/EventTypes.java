package org.fengqiao.kernel.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Table of stored event names and the Java classes they stand for.
 *
 * @param <E> the sealed events of one service
 */
public final class EventTypes<E> {

    private final String service;
    private final Map<String, Class<? extends E>> classes;
    private final Map<Class<?>, String> names;

    private EventTypes(String service, Map<String, Class<? extends E>> classes, Map<Class<?>, String> names) {
        this.service = service;
        this.classes = Map.copyOf(classes);
        this.names = Map.copyOf(names);
    }

    /** Returns the service that writes these events, such as {@code mediation}. */
    public String service() {
        return service;
    }

    /** Returns the full name under which the event is stored and published: {@code fengqiao.<service>.<event>.v<N>}. */
    public String nameOf(E event) {
        var name = names.get(event.getClass());
        if (name == null) {
            throw new IllegalStateException(
                    "no stored name for " + event.getClass().getName());
        }
        return name;
    }

    /** Returns the class that reads events of this name; empty for a name this service never wrote. */
    public Optional<Class<? extends E>> find(String name) {
        return Optional.ofNullable(classes.get(name));
    }

    /**
     * Returns the name without service, as rule files use it: {@code case-assigned.v1} of {@code
     * fengqiao.routing.case-assigned.v1}.
     */
    public String shortNameOf(E event) {
        return nameOf(event).substring(("fengqiao." + service + ".").length());
    }

    /** Returns all stored names, in alphabetical order. */
    public Set<String> names() {
        return new TreeSet<>(classes.keySet());
    }

    /**
     * Starts the list of names of one service.
     *
     * @param service the service's name, as it stands in the event names
     * @param sealed the sealed interface whose records all need a name
     */
    public static <E> Builder<E> of(String service, Class<E> sealed) {
        return new Builder<>(service, sealed);
    }

    /**
     * Builder of the table; {@link #build} fails if a permitted record has no name, so a new event cannot be forgotten.
     */
    public static final class Builder<E> {
        private final String service;
        private final Class<E> sealed;
        private final Map<String, Class<? extends E>> classes = new HashMap<>();
        private final Map<Class<?>, String> names = new HashMap<>();

        private Builder(String service, Class<E> sealed) {
            this.service = service;
            this.sealed = sealed;
        }

        /**
         * Gives a record its stored name.
         *
         * @param event the event and its version, such as {@code session-held.v1}
         * @throws IllegalStateException if the name or the class is used twice
         */
        public Builder<E> name(String event, Class<? extends E> type) {
            var name = "fengqiao." + service + "." + event;
            if (classes.put(name, type) != null || names.put(type, name) != null) {
                throw new IllegalStateException("event name or class used twice: " + name);
            }
            return this;
        }

        /**
         * Returns the finished table.
         *
         * @throws IllegalStateException if a permitted record of the sealed interface has no name
         */
        public EventTypes<E> build() {
            requireNames(sealed);
            return new EventTypes<>(service, classes, names);
        }

        private void requireNames(Class<?> type) {
            if (type.isSealed()) {
                for (var permitted : type.getPermittedSubclasses()) {
                    requireNames(permitted);
                }
            } else if (!names.containsKey(type)) {
                throw new IllegalStateException("no stored name for " + type.getName());
            }
        }
    }
}
