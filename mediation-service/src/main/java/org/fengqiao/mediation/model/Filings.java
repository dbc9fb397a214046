package org.fengqiao.mediation.model;

import java.util.HashMap;
import java.util.Map;

/** Everything of this case that was ever filed with the court, so that an answer can be told from a repeat, a contradiction and an error. */
record Filings(Map<String, Filing> byId) {
    Filings {
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

    /** What is known of one filing id. */
    sealed interface Filing {

        record NeverFiled() implements Filing {}

        record ConfirmationAwaited() implements Filing {}

        record ConfirmationDecided(ConfirmationDecision decision, String documentNumber) implements Filing {}

        record FastTrackAwaited() implements Filing {}

        record FastTrackDecided(FastTrackOutcome outcome, String documentNumber) implements Filing {}
    }
}
