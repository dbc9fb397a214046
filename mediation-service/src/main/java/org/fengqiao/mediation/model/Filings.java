package org.fengqiao.mediation.model;

import java.util.HashMap;
import java.util.Map;

/**
 * Filings of this case with the court, all that were ever made. They tell a first answer from a repeat, a contradiction
 * and an error.
 */
public record Filings(Map<String, Filing> byId) {
    public Filings {
        byId = Map.copyOf(byId);
    }

    static Filings none() {
        return new Filings(Map.of());
    }

    Filing find(String filingId) {
        return byId.getOrDefault(filingId, new Filing.NeverFiled());
    }

    Filings with(String filingId, Filing filing) {
        var all = new HashMap<>(byId);
        all.put(filingId, filing);
        return new Filings(all);
    }

    /** Knowledge about one filing id. */
    public sealed interface Filing {

        /** Nothing: nobody filed anything under this id. */
        record NeverFiled() implements Filing {}

        /** An application for confirmation the court has not answered. */
        record ConfirmationAwaited() implements Filing {}

        /** An application for confirmation, answered. */
        record ConfirmationDecided(ConfirmationDecision decision, String documentNumber) implements Filing {}

        /** A fast-track filing the court has not answered. */
        record FastTrackAwaited() implements Filing {}

        /** A fast-track filing, answered. */
        record FastTrackDecided(FastTrackOutcome outcome, String documentNumber) implements Filing {}
    }
}
