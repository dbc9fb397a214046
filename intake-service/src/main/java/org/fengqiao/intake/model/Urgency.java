package org.fengqiao.intake.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fengqiao.intake.model.IntakeEvent.UrgencyReported;

/**
 * Urgency of a case (信访工作条例 第二十五条): what may harm people or disturb public order, who was told of it, and which
 * leader has acknowledged that.
 *
 * @param reports first to last
 */
public record Urgency(List<Report> reports) {

    public Urgency {
        reports = List.copyOf(reports);
    }

    /**
     * Kinds of what is urgent. What each entails is data: see {@link UrgencyRules}; routing knows them as grounds of
     * risk.
     */
    public enum Kind {
        /** Somebody announced violence. */
        VIOLENCE_ANNOUNCED,
        /** Somebody has a weapon or something dangerous. */
        WEAPON,
        /** Somebody may do harm to themselves. */
        SELF_HARM,
        /** Many gather. */
        GROUP_GATHERING,
        /** Violence at home. */
        DOMESTIC_VIOLENCE,
        /** A minor is in danger. */
        MINORS
    }

    /** Those to whom a leader reports on (信访工作条例 第二十五条). */
    public enum Recipient {
        /** The Party committee and government of the level. */
        PARTY_COMMITTEE_AND_GOVERNMENT,
        /** The department in charge. */
        DEPARTMENT_IN_CHARGE,
        /** The office of the joint conference on petition work of the level. */
        JOINT_CONFERENCE_OFFICE,
        /** The petition office one level up. */
        PETITION_OFFICE_ABOVE
    }

    /** A report of urgency. */
    public sealed interface Report {

        /** Returns what was reported. */
        UrgencyReported reported();

        /** Nobody has acknowledged it. */
        record Open(UrgencyReported reported) implements Report {}

        /**
         * A leader has acknowledged it.
         *
         * @param by who
         * @param reportedTo to whom it was reported on
         */
        record Acknowledged(UrgencyReported reported, String by, List<Recipient> reportedTo, Instant acknowledgedAt)
                implements Report {

            public Acknowledged {
                reportedTo = List.copyOf(reportedTo);
            }
        }
    }

    /** Returns the urgency of a case of which nobody reported any. */
    public static Urgency none() {
        return new Urgency(List.of());
    }

    /** Returns when the first report came that nobody has acknowledged; empty if there is none. */
    public Optional<Instant> openSince() {
        return reports.stream()
                .filter(Report.Open.class::isInstance)
                .map(report -> report.reported().reportedAt())
                .findFirst();
    }

    /** Returns what was reported, whether or not a leader has acknowledged it, each kind once. */
    public List<Kind> kinds() {
        return reports.stream()
                .map(report -> report.reported().kind())
                .distinct()
                .toList();
    }

    /** Returns whether that kind was reported and nobody has acknowledged it yet. */
    boolean isOpen(Kind kind) {
        return reports.stream()
                .anyMatch(report ->
                        report instanceof Report.Open open && open.reported().kind() == kind);
    }

    /** Returns the report of that number; empty if there is none. */
    public Optional<Report> report(int number) {
        return number < 1 || number > reports.size() ? Optional.empty() : Optional.of(reports.get(number - 1));
    }

    int next() {
        return reports.size() + 1;
    }

    Urgency with(UrgencyReported reported) {
        var more = new ArrayList<>(reports);
        more.add(new Report.Open(reported));
        return new Urgency(more);
    }

    Urgency acknowledged(IntakeEvent.UrgencyAcknowledged e) {
        var more = new ArrayList<>(reports);
        var report = more.get(e.report() - 1);
        more.set(
                e.report() - 1, new Report.Acknowledged(report.reported(), e.by(), e.reportedTo(), e.acknowledgedAt()));
        return new Urgency(more);
    }
}
