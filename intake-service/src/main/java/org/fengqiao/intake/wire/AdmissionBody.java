package org.fengqiao.intake.wire;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.CaseKind;
import org.fengqiao.intake.model.Destination;
import org.fengqiao.intake.model.Ground;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.policy.AdmissionGuard.Speaks;
import org.fengqiao.intake.policy.AdmissionGuard.Weighed;
import org.fengqiao.intake.view.IntakeStatus;
import org.fengqiao.kernel.value.Bilingual;

/**
 * Admission of a case as a clerk decides about it.
 *
 * @param kind chooses the grounds that apply
 * @param ruleVersion the version of the rules in force
 * @param grounds every ground there is
 */
public record AdmissionBody(
        UUID caseId, long version, IntakeStatus status, CaseKind kind, String ruleVersion, List<GroundBody> grounds) {

    /**
     * A ground to decline, and what speaks for it.
     *
     * @param article where it stands; null where the rules name none
     * @param verified whether the article was checked against the published text
     * @param applies whether it can be named for this case
     * @param looked whether anything here could tell of it; else only a person can
     * @param goTo where a decline on it sends the parties, unless the clerk says otherwise
     */
    public record GroundBody(
            Ground ground,
            Bilingual title,
            @Nullable String article,
            boolean verified,
            boolean applies,
            boolean looked,
            List<Speaks> speaksFor,
            Destination goTo,
            Bilingual where) {}

    /** The grounds as they were weighed. */
    public static AdmissionBody of(
            UUID caseId,
            long version,
            Registered state,
            IntakeRules.Version inForce,
            IntakeRules rules,
            List<Weighed> weighed) {
        return new AdmissionBody(
                caseId,
                version,
                IntakeStatus.of(state),
                CaseKind.of(state.registered().channel()),
                inForce.version(),
                weighed.stream()
                        .map(one -> new GroundBody(
                                one.ground().code(),
                                new Bilingual(one.ground().zh(), one.ground().en()),
                                one.ground().article(),
                                one.ground().verified(),
                                one.applies(),
                                one.looked(),
                                one.speaksFor(),
                                one.ground().goTo(),
                                rules.words(one.ground().goTo())))
                        .toList());
    }
}
