package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.mediation.model.MediationRefusal.CONFIRMATION_WINDOW_OVER;
import static org.fengqiao.mediation.model.MediationRefusal.FILE_NOT_TOLD;
import static org.fengqiao.mediation.model.MediationRefusal.JOINT_APPLICATION_NEEDED;
import static org.fengqiao.mediation.model.MediationRefusal.NOT_A_PARTY;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.mediation.model.MediationCommand.ApplyForConfirmation;
import org.fengqiao.mediation.model.Proceeding.AwaitingApplication;

/**
 * Application of all parties for judicial confirmation of a signed agreement (民事诉讼法 art. 205), to be judged before it
 * is filed.
 */
record JointApplication(ApplyForConfirmation form, AwaitingApplication signed, CaseFile file, MediationRules rules) {

    static final Condition<JointApplication> CONDITIONS = inOrder(
            require(JointApplication::madeByPartiesOnly, NOT_A_PARTY),
            require(JointApplication::madeByEveryParty, JOINT_APPLICATION_NEEDED),
            require(JointApplication::madeInTime, CONFIRMATION_WINDOW_OVER),
            require(application -> application.file().isTold(), FILE_NOT_TOLD));

    private boolean madeByPartiesOnly() {
        return signed.agreement().signedBy().containsAll(form.applicants());
    }

    private boolean madeByEveryParty() {
        return signed.agreement().isSignedOnlyBy(form.applicants());
    }

    private boolean madeInTime() {
        return form.appliedAt()
                .isBefore(rules.confirmationWindowEnds(signed.agreement().takesEffectOn()));
    }
}
