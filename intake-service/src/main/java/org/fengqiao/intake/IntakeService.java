package org.fengqiao.intake;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.fengqiao.intake.inbound.CommonLog;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeDecider;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.RepeatRules;
import org.fengqiao.intake.model.UrgencyRules;
import org.fengqiao.intake.policy.AcknowledgementTime;
import org.fengqiao.intake.policy.Belonging;
import org.fengqiao.intake.policy.ErasureApproval;
import org.fengqiao.intake.policy.PartnerAnswers;
import org.fengqiao.intake.policy.ReceiptCodes;
import org.fengqiao.intake.policy.RepeatAnswers;
import org.fengqiao.intake.policy.UrgencyAlerts;
import org.fengqiao.intake.view.FrontDesk;
import org.fengqiao.intake.view.People;
import org.fengqiao.intake.view.RepeatCases;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.service.CaseModel;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.service.ServiceEnvironment;

/**
 * The front desk. A referral that nobody acknowledged in time is still to be acknowledged: that it is late is recorded,
 * and nothing else follows from the deadline.
 */
@Singleton
public class IntakeService extends CaseService<IntakeCommand, IntakeCase, IntakeEvent> {

    IntakeService(
            IntakeRules rules,
            RepeatRules repeatRules,
            UrgencyRules urgencyRules,
            ReceiptCodes receiptCodes,
            FrontDesk frontDesk,
            People people,
            RepeatCases repeatCases,
            ServiceEnvironment environment) {
        super(
                CaseModel.of(IntakeEvent.TYPES, new IntakeDecider(rules, repeatRules, urgencyRules))
                        .policy(new PartnerAnswers(receiptCodes)
                                .and(new AcknowledgementTime())
                                .and(new ErasureApproval())
                                .and(new RepeatAnswers())
                                .and(new UrgencyAlerts())
                                .and(new Belonging()))
                        .view(frontDesk.and(people).and(repeatCases))
                        .follows(CommonLog.followed()),
                environment);
    }

    /** The rules of the front desk, every version. */
    @Produces
    @Singleton
    static IntakeRules rules() {
        return DataFile.read("intake-rules.yaml", IntakeRules.class);
    }

    /** The rules by which repeats are found, every version. */
    @Produces
    @Singleton
    static RepeatRules repeatRules() {
        return DataFile.read("repeat-rules.yaml", RepeatRules.class);
    }

    /** The rules of what is urgent. */
    @Produces
    @Singleton
    static UrgencyRules urgencyRules() {
        return DataFile.read("urgency-rules.yaml", UrgencyRules.class);
    }

    /** The receipt codes of this installation. */
    @Produces
    @Singleton
    static ReceiptCodes receiptCodes(IntakeConfiguration configuration) {
        return new ReceiptCodes(configuration.receiptCodeSecret());
    }
}
