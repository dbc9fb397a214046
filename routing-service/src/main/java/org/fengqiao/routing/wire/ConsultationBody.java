package org.fengqiao.routing.wire;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.routing.model.Consultation;
import org.fengqiao.routing.model.Consultation.Materials;
import org.fengqiao.routing.model.Consultation.Position;
import org.fengqiao.routing.model.ConsultationCause;
import org.fengqiao.routing.model.Consultations;
import org.fengqiao.routing.model.Path;

/**
 * A consultation as it stands, as much of it as the caller may see.
 *
 * @param chair the unit that leads it
 * @param level how often it went one level up
 * @param agenda null if a rule convened it, or the caller may not see it
 * @param opinionsCounted how many of those invited have given an opinion that counts
 * @param opinionsNeeded how many have to before it can be concluded
 * @param conclusion null unless it is concluded
 */
public record ConsultationBody(
        int consultation,
        Status status,
        List<ConsultationCause> causes,
        List<String> because,
        String ruleVersion,
        String chair,
        int level,
        List<String> units,
        List<String> experts,
        @Nullable String agenda,
        Materials materials,
        boolean holdsCase,
        @Nullable Integer reconvenes,
        Instant convenedAt,
        int opinionsCounted,
        int opinionsNeeded,
        List<OpinionShown> opinions,
        List<RecusalShown> recusals,
        @Nullable ConclusionShown conclusion) {

    public ConsultationBody {
        causes = List.copyOf(causes);
        because = List.copyOf(because);
        units = List.copyOf(units);
        experts = List.copyOf(experts);
        opinions = List.copyOf(opinions);
        recusals = List.copyOf(recusals);
    }

    /** Status of a consultation. */
    public enum Status {
        UNDERWAY,
        CONCLUDED,
        /** The case was closed before. */
        DISCONTINUED
    }

    /** An opinion; later ones of the same unit or expert take the place of earlier ones. */
    public record OpinionShown(
            int opinion,
            String person,
            @Nullable String unit,
            Position position,
            @Nullable String reasons,
            Instant givenAt) {}

    /** Recusal of somebody who declared an interest. */
    public record RecusalShown(
            String person,
            @Nullable String unit,
            boolean wholeUnit,
            @Nullable String reason,
            Instant at) {}

    /** Conclusion: what was decided. */
    public record ConclusionShown(
            String lead,
            List<String> supports,
            Path path,
            @Nullable String reasons,
            List<String> dissenting,
            Instant concludedAt) {
        public ConclusionShown {
            supports = List.copyOf(supports);
            dissenting = List.copyOf(dissenting);
        }
    }

    /** The consultations on a case, first to last. */
    static List<ConsultationBody> of(Consultations consultations, Disclosed disclosed) {
        return consultations.all().stream().map(one -> of(one, disclosed)).toList();
    }

    private static ConsultationBody of(Consultation consultation, Disclosed disclosed) {
        var meeting = consultation.meeting();
        return new ConsultationBody(
                meeting.number(),
                switch (consultation) {
                    case Consultation.Underway _ -> Status.UNDERWAY;
                    case Consultation.Concluded _ -> Status.CONCLUDED;
                    case Consultation.Discontinued _ -> Status.DISCONTINUED;
                },
                meeting.causes(),
                meeting.because(),
                meeting.ruleVersion(),
                meeting.chair(),
                meeting.level(),
                meeting.units(),
                meeting.experts(),
                disclosed.text(PersonalKind.NARRATIVE, meeting.agenda()),
                meeting.materials(),
                meeting.holdsCase(),
                meeting.reconvenes(),
                meeting.convenedAt(),
                meeting.opinionsThatCount(),
                meeting.opinionsNeeded(),
                meeting.opinions().stream()
                        .map(opinion -> new OpinionShown(
                                opinion.number(),
                                opinion.person(),
                                opinion.unit(),
                                opinion.position(),
                                disclosed.text(PersonalKind.NARRATIVE, opinion.reasons()),
                                opinion.givenAt()))
                        .toList(),
                meeting.recusals().stream()
                        .map(recusal -> new RecusalShown(
                                recusal.person(),
                                recusal.unit(),
                                recusal.wholeUnit(),
                                disclosed.text(PersonalKind.NARRATIVE, recusal.reason()),
                                recusal.at()))
                        .toList(),
                consultation instanceof Consultation.Concluded concluded
                        ? new ConclusionShown(
                                concluded.lead(),
                                concluded.supports(),
                                concluded.path(),
                                disclosed.text(PersonalKind.NARRATIVE, concluded.reasons()),
                                concluded.dissenting(),
                                concluded.concludedAt())
                        : null);
    }
}
