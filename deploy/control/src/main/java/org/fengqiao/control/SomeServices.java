package org.fengqiao.control;

import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import org.fengqiao.local.Service;

/** Choice of the services that a verb asks, as a mixin. */
public final class SomeServices {

    @Option(
            names = "--service",
            split = ",",
            paramLabel = "SERVICE",
            converter = ServiceNames.class,
            completionCandidates = ServiceNames.class,
            description = "only these; all that can be asked if not given")
    private @Nullable List<Service> services;

    /** Returns those that were named, in the order in which a dispute meets them; all if none was. */
    List<Service> orAll() {
        return services == null
                ? List.of(Service.values())
                : services.stream().distinct().sorted().toList();
    }
}
