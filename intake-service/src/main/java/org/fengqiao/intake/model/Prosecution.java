package org.fengqiao.intake.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeEvent.CivilSupervisionReferred;
import org.fengqiao.intake.model.IntakeEvent.CriminalReconciliationEnded;
import org.fengqiao.intake.model.IntakeEvent.CriminalReconciliationReferred;
import org.fengqiao.intake.model.IntakeEvent.ReliefDecided;
import org.fengqiao.intake.model.IntakeEvent.ReliefProposed;

/**
 * Facts of the procuratorate's trade (检调): a reconciliation in a public prosecution, civil supervision, and relief that
 * the centre asks of it.
 *
 * @param reconciliation as it was referred; null if none was
 * @param ended how the reconciliation ended last; null as long as it has not
 * @param supervision as it was referred; null if none was
 * @param reliefs first to last
 */
public record Prosecution(
        @Nullable CriminalReconciliationReferred reconciliation,
        @Nullable CriminalReconciliationEnded ended,
        @Nullable CivilSupervisionReferred supervision,
        List<Relief> reliefs) {

    public Prosecution {
        reliefs = List.copyOf(reliefs);
    }

    /** Relief that was asked for, and the answer; null as long as there is none. */
    public record Relief(ReliefProposed proposed, @Nullable ReliefDecided decided) {}

    /** Result of a reconciliation. */
    public enum Result {
        /** The parties agreed, and an authority presided. */
        RECONCILED,
        /** They did not agree. */
        FAILED
    }

    /** The procuratorate's decision on relief. */
    public enum ReliefDecision {
        GRANTED,
        REFUSED
    }

    static Prosecution none() {
        return new Prosecution(null, null, null, List.of());
    }

    Prosecution referred(CriminalReconciliationReferred e) {
        return new Prosecution(e, ended, supervision, reliefs);
    }

    Prosecution ended(CriminalReconciliationEnded e) {
        return new Prosecution(reconciliation, e, supervision, reliefs);
    }

    Prosecution supervised(CivilSupervisionReferred e) {
        return new Prosecution(reconciliation, ended, e, reliefs);
    }

    Prosecution proposed(ReliefProposed e) {
        var more = new ArrayList<>(reliefs);
        more.add(new Relief(e, null));
        return new Prosecution(reconciliation, ended, supervision, more);
    }

    Prosecution decided(ReliefDecided e) {
        return new Prosecution(
                reconciliation,
                ended,
                supervision,
                reliefs.stream()
                        .map(one -> one.proposed().number() == e.number() ? new Relief(one.proposed(), e) : one)
                        .toList());
    }

    Optional<Relief> relief(String referralId) {
        return reliefs.stream()
                .filter(one -> one.proposed().referralId().equals(referralId))
                .findFirst();
    }

    boolean awaitsDecisionFor(String partyId) {
        return reliefs.stream()
                .anyMatch(
                        one -> one.decided() == null && one.proposed().partyId().equals(partyId));
    }
}
