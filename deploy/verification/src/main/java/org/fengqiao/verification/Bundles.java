package org.fengqiao.verification;

import java.util.Set;

import org.fengqiao.kernel.proof.CaseProof;
import org.fengqiao.kernel.proof.Verdict;

/** The verification of the bundle of one case, with nothing but the bundle. */
public final class Bundles {

    private final Set<String> trustedKeys;

    /** @param trustedKeys ids of the keys the reader trusts; empty to take the bundle's own */
    public Bundles(Set<String> trustedKeys) {
        this.trustedKeys = Set.copyOf(trustedKeys);
    }

    /** Returns what the bundle proves. */
    public Finding verify(String bundle) {
        return switch (CaseProof.verify(bundle, trustedKeys)) {
            case Verdict.Intact(var events, var signed) ->
                new Finding(
                        true,
                        "intact: %d events, the first %d of them under a signed checkpoint%s"
                                .formatted(events, signed, trustedKeys.isEmpty() ? " (by the bundle's own key)" : ""));
            case Verdict.Broken(var kind, var version, var upTo, var eventId) ->
                new Finding(
                        false,
                        "BROKEN: %s, version %s%s"
                                .formatted(
                                        kind,
                                        version == upTo ? version : version + " to " + upTo,
                                        eventId == null ? "" : ", event " + eventId));
            case Verdict.Unproven(var because) -> new Finding(false, "UNPROVEN: " + because);
        };
    }
}
