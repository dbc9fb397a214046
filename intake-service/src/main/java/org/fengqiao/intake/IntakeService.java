package org.fengqiao.intake;

import java.nio.file.Path;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.fengqiao.intake.inbound.CommonLog;
import org.fengqiao.intake.model.Gbt31000;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeDecider;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.Places;
import org.fengqiao.intake.model.ReconciliationRules;
import org.fengqiao.intake.model.RepeatRules;
import org.fengqiao.intake.model.UrgencyRules;
import org.fengqiao.intake.policy.AcknowledgementTime;
import org.fengqiao.intake.policy.Belonging;
import org.fengqiao.intake.policy.ErasureApproval;
import org.fengqiao.intake.policy.PartnerAnswers;
import org.fengqiao.intake.policy.PartnerDialogue;
import org.fengqiao.intake.policy.PartnerTrades;
import org.fengqiao.intake.policy.ReceiptCodes;
import org.fengqiao.intake.policy.ReferralObligations;
import org.fengqiao.intake.policy.RepeatAnswers;
import org.fengqiao.intake.policy.UrgencyAlerts;
import org.fengqiao.intake.view.FrontDesk;
import org.fengqiao.intake.view.KeptDocuments;
import org.fengqiao.intake.view.People;
import org.fengqiao.intake.view.ReceiptSteps;
import org.fengqiao.intake.view.RepeatCases;
import org.fengqiao.intake.wire.ReceiptWords;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.eventstore.Consequence;
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
            RepeatRules repeatRules,
            UrgencyRules urgencyRules,
            ReconciliationRules reconciliationRules,
            ReceiptCodes receiptCodes,
            FrontDesk frontDesk,
            People people,
            KeptDocuments documents,
            ReceiptSteps receiptSteps,
            RepeatCases repeatCases,
            ServiceEnvironment environment) {
        super(
                CaseModel.of(
                                IntakeEvent.TYPES,
                                new IntakeDecider(rules, repeatRules, urgencyRules, reconciliationRules))
                        .policy(policy(receiptCodes))
                        .view(frontDesk.and(people).and(documents).and(repeatCases))
                        .follows(CommonLog.followed())
                        .watches(receiptSteps.watched())
                        .afterDeadline(PartnerTrades::follows),
                environment);
    }

    /**
     * Returns the model as it comes with the program, without lists and channels: what a replay outside of the service
     * needs.
     */
    public static CaseModel<IntakeCommand, IntakeCase, IntakeEvent> shipped(ReceiptCodes receiptCodes) {
        return CaseModel.of(
                        IntakeEvent.TYPES,
                        new IntakeDecider(rules(), repeatRules(), urgencyRules(), reconciliationRules()))
                .policy(policy(receiptCodes));
    }

    private static Consequence.Policy<IntakeCase, IntakeEvent> policy(ReceiptCodes receiptCodes) {
        return new PartnerAnswers(receiptCodes)
                .and(new AcknowledgementTime())
                .and(new ErasureApproval())
                .and(new RepeatAnswers())
                .and(new UrgencyAlerts())
                .and(new Belonging())
                .and(new ReferralObligations())
                .and(new PartnerDialogue())
                .and(new PartnerTrades());
    }

    /** The rules of the front desk, every version. */
    @Produces
    @Singleton
    static IntakeRules rules() {
        return DataFile.read("intake-rules.yaml", IntakeRules.class);
    }

    /** The places of the districts that this installation serves. */
    @Produces
    @Singleton
    static Places places(IntakeConfiguration configuration) {
        return new Places(configuration.places().files().stream()
                .map(file -> file.endsWith(".yaml")
                        ? DataFile.read(Path.of(file), Places.District.class)
                        : DataFile.read("places/" + file + ".yaml", Places.District.class))
                .toList());
    }

    /** The form in which a province asks for records of disputes. */
    @Produces
    @Singleton
    static Gbt31000 gbt31000() {
        return DataFile.read("gbt31000.yaml", Gbt31000.class);
    }

    /** The words of receipts. */
    @Produces
    @Singleton
    static ReceiptWords receiptWords() {
        return DataFile.read("receipt.yaml", ReceiptWords.class);
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

    /** The rules of when the parties of a public prosecution may reconcile. */
    @Produces
    @Singleton
    static ReconciliationRules reconciliationRules() {
        return DataFile.read("reconciliation-rules.yaml", ReconciliationRules.class);
    }

    /** The receipt codes of this installation. */
    @Produces
    @Singleton
    static ReceiptCodes receiptCodes(IntakeConfiguration configuration) {
        return new ReceiptCodes(configuration.receiptCodeSecret());
    }
}
