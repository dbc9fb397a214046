package org.fengqiao.kernel.proof;

import java.util.Objects;
import java.util.UUID;

/**
 * The name of a stream: the events that one service recorded about one case.
 *
 * @param service the service's name, such as {@code mediation}
 * @param caseId the case
 */
public record EventStream(String service, UUID caseId) {
    public EventStream {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(caseId, "caseId");
    }
}
