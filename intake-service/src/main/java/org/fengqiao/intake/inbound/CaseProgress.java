package org.fengqiao.intake.inbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jakarta.validation.constraints.Positive;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeCommand.BeginAppointedMediation;
import org.fengqiao.intake.model.IntakeCommand.TellProgress;
import org.fengqiao.intake.model.Presided;
import org.fengqiao.intake.model.Progress;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.service.FollowedEvents;

/** Events of routing and mediation that the partner that referred the case is told of while it goes on. */
final class CaseProgress {

    private static final String ROUTING = "fengqiao.routing.";
    private static final String MEDIATION = "fengqiao.mediation.";

    /** Results of a mediation that left the dispute as it was. */
    private static final Set<String> WITHOUT_AGREEMENT = Set.of("FAILED", "REFUSED");

    private CaseProgress() {}

    /** Adds the events to those that are followed. */
    static void addTo(FollowedEvents.Builder<IntakeCommand> followed) {
        followed.on(ROUTING + "case-triaged.v1", Triaged.class, (e, envelope) -> e.told(envelope))
                .on(ROUTING + "case-retriaged.v1", Triaged.class, (e, envelope) -> e.told(envelope))
                .on(
                        ROUTING + "case-returned.v1",
                        Returned.class,
                        (e, envelope) -> tell(Progress.RETURNED, String.valueOf(e.custody()), envelope))
                .on(
                        MEDIATION + "session-scheduled.v1",
                        Scheduled.class,
                        (e, envelope) -> new TellProgress(
                                Progress.SESSION_SET,
                                String.valueOf(e.session()),
                                e.startsAt(),
                                List.of(),
                                null,
                                envelope.time()))
                .on(
                        MEDIATION + "session-held.v1",
                        Held.class,
                        (e, envelope) -> new TellProgress(
                                Progress.SESSION_HELD,
                                String.valueOf(e.session()),
                                null,
                                e.undisputedFacts(),
                                null,
                                envelope.time()))
                .on(
                        MEDIATION + "agreement-signed.v1",
                        Signed.class,
                        (e, envelope) -> new TellProgress(
                                Progress.AGREEMENT_SIGNED,
                                String.valueOf(e.custody()),
                                null,
                                List.of(),
                                e.presided(),
                                envelope.time()))
                .on(
                        MEDIATION + "obligation-performed.v1",
                        OfObligation.class,
                        (e, envelope) -> tell(
                                e.outstanding() == 0 ? Progress.AGREEMENT_PERFORMED : Progress.OBLIGATION_PERFORMED,
                                String.valueOf(e.obligation()),
                                envelope))
                .on(
                        MEDIATION + "mediation-opened.v1",
                        Opened.class,
                        (e, _) -> new BeginAppointedMediation(e.openedAt()))
                .on(
                        MEDIATION + "obligation-breached.v1",
                        OfObligation.class,
                        (e, envelope) -> tell(Progress.OBLIGATION_BREACHED, String.valueOf(e.obligation()), envelope))
                .on(
                        MEDIATION + "mediation-concluded.v1",
                        Concluded.class,
                        (_, e, envelope) -> WITHOUT_AGREEMENT.contains(e.result())
                                ? Optional.of(tell(Progress.MEDIATION_FAILED, e.result(), envelope))
                                : Optional.empty());
    }

    private static TellProgress tell(Progress what, String detail, Envelope envelope) {
        return new TellProgress(what, detail, null, List.of(), null, envelope.time());
    }

    record Triaged(String path) {

        IntakeCommand told(Envelope envelope) {
            return tell(Progress.PATH_CHANGED, path, envelope);
        }
    }

    record Returned(@Positive int custody) {}

    record Scheduled(@Positive int session, Instant startsAt) {}

    record Held(@Positive int session, List<PersonalText> undisputedFacts) {

        Held {
            undisputedFacts = List.copyOf(undisputedFacts);
        }
    }

    record Signed(@Positive int custody, @Nullable Presided presided) {}

    record Opened(Instant openedAt) {}

    record OfObligation(@Positive int obligation, int outstanding) {}

    record Concluded(String result) {}
}
