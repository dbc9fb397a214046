package org.fengqiao.intake;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.fengqiao.intake.inbound.CommonLog;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeDecider;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.policy.AcknowledgementTime;
import org.fengqiao.intake.policy.Belonging;
import org.fengqiao.intake.policy.ErasureApproval;
import org.fengqiao.intake.policy.PartnerAnswers;
import org.fengqiao.intake.policy.PartnerDialogue;
import org.fengqiao.intake.policy.PartnerTrades;
import org.fengqiao.intake.policy.ReceiptCodes;
import org.fengqiao.intake.policy.ReferralObligations;
import org.fengqiao.intake.view.FrontDesk;
import org.fengqiao.intake.view.People;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.service.CaseModel;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.service.ServiceEnvironment;

/**
 * The front desk. What it owes and is late with is still owed: that it is late is recorded, and nothing else follows. A
 * transfer that nobody objected to in time stands.
 */
@Singleton
public class IntakeService extends CaseService<IntakeCommand, IntakeCase, IntakeEvent> {

    IntakeService(
            IntakeRules rules,
            ReceiptCodes receiptCodes,
            FrontDesk frontDesk,
            People people,
            ServiceEnvironment environment) {
        super(
                CaseModel.of(IntakeEvent.TYPES, new IntakeDecider(rules))
                        .policy(new PartnerAnswers(receiptCodes)
                                .and(new AcknowledgementTime())
                                .and(new ErasureApproval())
                                .and(new Belonging())
                                .and(new ReferralObligations())
                                .and(new PartnerDialogue())
                                .and(new PartnerTrades()))
                        .view(frontDesk.and(people))
                        .follows(CommonLog.followed())
                        .afterDeadline(PartnerTrades::follows),
                environment);
    }

    /** The rules of the front desk, every version. */
    @Produces
    @Singleton
    static IntakeRules rules() {
        return DataFile.read("intake-rules.yaml", IntakeRules.class);
    }

    /** The receipt codes of this installation. */
    @Produces
    @Singleton
    static ReceiptCodes receiptCodes(IntakeConfiguration configuration) {
        return new ReceiptCodes(configuration.receiptCodeSecret());
    }
}
