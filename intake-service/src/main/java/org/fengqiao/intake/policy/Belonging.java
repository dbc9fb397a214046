package org.fengqiao.intake.policy;

import java.util.List;

import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.ClosingNoted;
import org.fengqiao.intake.model.IntakeEvent.ClosingRevoked;
import org.fengqiao.intake.model.IntakeEvent.ErasureRefused;
import org.fengqiao.intake.model.IntakeEvent.ErasureRequested;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldPlaced;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldReleased;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;
import org.fengqiao.intake.model.IntakeEvent.WithdrawalReceived;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.CaseBelongs;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.value.Territory;

/** Territory of a case: the place it is registered in. */
public final class Belonging implements Consequence.Policy<IntakeCase, IntakeEvent> {

    @Override
    public List<Consequence> of(Recorded<IntakeCase, IntakeEvent> recorded) {
        return switch (recorded.event()) {
            case CaseRegistered e -> List.of(new CaseBelongs(Territory.of(e.place())));
            case ReferralReceived _,
                    WithdrawalReceived _,
                    ReferralAnswered _,
                    CaseAccepted _,
                    CaseDeclined _,
                    CaseWithdrawn _,
                    ClosingNoted _,
                    ClosingRevoked _,
                    SettlementNoted _,
                    SettlementRevoked _,
                    LegalHoldPlaced _,
                    LegalHoldReleased _,
                    ErasureRequested _,
                    ErasureRefused _,
                    SubjectErased _ -> List.of();
        };
    }
}
