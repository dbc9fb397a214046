package org.fengqiao.intake.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Urgency;
import org.fengqiao.intake.model.Urgency.Kind;
import org.fengqiao.intake.model.Urgency.Recipient;
import org.fengqiao.intake.model.Urgency.Report;
import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Place;

/** Bodies of the calls about urgency, and the message to the police. */
public final class UrgencyBodies {

    private UrgencyBodies() {}

    /**
     * Report of what is urgent.
     *
     * @param account what is known, in words
     */
    public record UrgencyBody(
            @NotNull Kind kind,

            @FreeText @Nullable @Size(max = 2_000) String account) {}

    /**
     * Acknowledgement by a leader.
     *
     * @param reportedTo to whom it was reported on
     */
    public record AcknowledgementBody(
            @NotEmpty @Size(max = 4) List<@NotNull Recipient> reportedTo) {}

    /**
     * A partner's word that what it refers is urgent.
     *
     * @param account what is known beside the summary
     */
    public record UrgentFlag(
            @NotNull Kind kind,

            @FreeText @Nullable @Size(max = 2_000) String account) {}

    /**
     * Alert to the police.
     *
     * @param report counts those of the case from 1
     * @param account what is known, in words; null if nothing was said
     */
    public record Alert(
            UUID caseId,
            int report,
            Kind kind,
            Place place,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText account,
            Instant reportedAt) {}

    /**
     * A report as it is shown.
     *
     * @param account null if the caller may not see it, or nothing was said
     * @param acknowledgedBy null unless a leader has acknowledged it
     * @param acknowledgedAt null unless a leader has acknowledged it
     * @param reportedTo null unless a leader has acknowledged it
     */
    public record UrgencyShown(
            int report,
            Kind kind,
            @Nullable String account,
            List<String> alerted,
            String reportedBy,
            Instant reportedAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt,
            @Nullable List<Recipient> reportedTo) {

        /** Returns the reports of a case, as much of them as the caller may see. */
        public static List<UrgencyShown> of(Urgency urgency, Disclosed disclosed) {
            return urgency.reports().stream()
                    .map(report -> switch (report) {
                        case Report.Open _ -> shown(report, null, disclosed);
                        case Report.Acknowledged done -> shown(report, done, disclosed);
                    })
                    .toList();
        }

        private static UrgencyShown shown(Report report, Report.@Nullable Acknowledged done, Disclosed disclosed) {
            var reported = report.reported();
            return new UrgencyShown(
                    reported.report(),
                    reported.kind(),
                    disclosed.text(PersonalKind.NARRATIVE, reported.account()),
                    reported.alerted(),
                    reported.by(),
                    reported.reportedAt(),
                    done == null ? null : done.by(),
                    done == null ? null : done.acknowledgedAt(),
                    done == null ? null : done.reportedTo());
        }
    }
}
