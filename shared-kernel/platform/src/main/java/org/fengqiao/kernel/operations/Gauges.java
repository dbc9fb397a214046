package org.fengqiao.kernel.operations;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** Gauges that keep the value last measured. */
@Singleton
public class Gauges {

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> values = new ConcurrentHashMap<>();

    Gauges(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Sets a gauge without tags. */
    public void set(String name, long value) {
        set(name, Tags.empty(), value);
    }

    /** Sets a gauge, and registers it if it is new. */
    public void set(String name, Tags tags, long value) {
        values.computeIfAbsent(name + tags, _ -> registry.gauge(name, tags, new AtomicLong()))
                .set(value);
    }
}
