package org.fengqiao.control;

import picocli.CommandLine.Option;

import org.fengqiao.local.Service;

/** The one service that a verb is about, as a mixin. */
public final class OneService {

    @Option(
            names = "--service",
            required = true,
            paramLabel = "SERVICE",
            converter = ServiceNames.class,
            completionCandidates = ServiceNames.class,
            description = "whose; one of ${COMPLETION-CANDIDATES}")
    private Service service;

    /** Returns the service. */
    Service get() {
        return service;
    }
}
