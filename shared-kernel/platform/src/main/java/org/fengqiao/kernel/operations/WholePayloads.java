package org.fengqiao.kernel.operations;

import java.util.UUID;

import io.smallrye.mutiny.Uni;

import org.fengqiao.kernel.web.Caller;

/**
 * The right to see parked records whole. A service that shows personal data by rules and on record has one, as a bean;
 * in others nobody sees more than the structure.
 */
public interface WholePayloads {

    /**
     * Has it recorded that the caller sees everything in a record of the case, and answers whether they may. Nothing is
     * recorded if not.
     */
    Uni<Boolean> disclosed(Caller caller, UUID caseId);
}
