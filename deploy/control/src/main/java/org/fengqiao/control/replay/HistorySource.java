package org.fengqiao.control.replay;

import java.io.IOException;
import java.util.Set;
import java.util.UUID;

import org.fengqiao.local.Service;

/** Place where histories are kept. */
@FunctionalInterface
public interface HistorySource {

    /**
     * Returns the history of the case.
     *
     * @param services whose streams are read
     * @throws org.fengqiao.local.UserError if the source is away or has no event of the case
     */
    CaseHistory read(UUID caseId, Set<Service> services) throws IOException, InterruptedException;
}
