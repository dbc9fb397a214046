package org.fengqiao.mediation.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.fengqiao.mediation.model.MediationCommand.RecordConfirmationDecision;
import org.fengqiao.mediation.model.MediationCommand.RecordFastTrackDecision;

/**
 * All filings of a case with the court. They tell a first answer of the court from a repeat, a contradiction and an
 * answer to nothing.
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

    /** State of one filing. */
    public sealed interface Filing {

        /** No filing: nothing was filed under this id. */
        record NeverFiled() implements Filing {}

        /** An application for confirmation that the court has not answered. */
        record ConfirmationAwaited(Instant filedAt) implements Filing {}

        /** An application for confirmation that the court has answered. */
        record ConfirmationDecided(ConfirmationDecision decision, String documentNumber, Instant decidedAt)
                implements Filing {

            boolean isRepeatedBy(RecordConfirmationDecision c) {
                return decision == c.decision()
                        && documentNumber.equals(c.documentNumber())
                        && decidedAt.equals(c.decided().happenedAt());
            }
        }

        /** An application for confirmation that a party took back before the court had answered. */
        record ConfirmationTakenBack(Instant at) implements Filing {}

        /** A fast-track filing that the court has not answered. */
        record FastTrackAwaited(Instant filedAt) implements Filing {}

        /** A fast-track filing that the court has answered. */
        record FastTrackDecided(FastTrackOutcome outcome, String documentNumber, Instant decidedAt) implements Filing {

            boolean isRepeatedBy(RecordFastTrackDecision c) {
                return outcome == c.outcome()
                        && documentNumber.equals(c.documentNumber())
                        && decidedAt.equals(c.decided().happenedAt());
            }
        }
    }
}
