package org.fengqiao.intake.inbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jakarta.validation.constraints.Positive;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeCommand.AnswerClosing;
import org.fengqiao.intake.model.IntakeCommand.AnswerReopening;
import org.fengqiao.intake.model.IntakeCommand.NoteSettlement;
import org.fengqiao.intake.model.IntakeCommand.TellFile;
import org.fengqiao.kernel.service.FollowedEvents;
import org.fengqiao.kernel.value.Territory;

/**
 * The events that intake follows on the common log: closing and reopening, told to the referring partner; the claim of
 * a case, with which mediation gets its file; and the units that get a case, or have something to do in it for as long
 * as that lasts.
 */
public final class CommonLog {

    private CommonLog() {}

    private static final String ROUTING = "fengqiao.routing.";

    /** The task of units that support the one that holds the case. */
    private static final String SUPPORT = "support";

    /** The events, and what each asks. */
    public static FollowedEvents<IntakeCommand> followed() {
        var followed = FollowedEvents.<IntakeCommand>list()
                .on(
                        "fengqiao.routing.case-closed.v1",
                        Closed.class,
                        (_, e, _) -> Optional.of(new AnswerClosing(e.closure(), e.outcome(), e.closedAt())),
                        _ -> Territory.afterTask(SUPPORT))
                .on(
                        "fengqiao.routing.case-reopened.v1",
                        Reopened.class,
                        (e, _) -> new AnswerReopening(e.closure(), e.reopenedAt()))
                .on("fengqiao.routing.case-verified.v1", Verified.class, (e, _) -> new NoteSettlement(e.closure()))
                .on(
                        "fengqiao.routing.case-claimed.v1",
                        Claimed.class,
                        (_, e, envelope) ->
                                e.needsTheFile() ? Optional.of(new TellFile(envelope.time())) : Optional.empty())
                .telling(
                        "fengqiao.routing.case-assigned.v1",
                        Assigned.class,
                        e -> Optional.of(Territory.ofUnit(e.unit())))
                .telling(
                        "fengqiao.petition.kind-judged.v1",
                        KindJudged.class,
                        e -> Optional.of(Territory.keptFrom(e.accused())));
        consultations(followed);
        evaluations(followed);
        CaseProgress.addTo(followed);
        return followed.build();
    }

    /** Lets who is invited to consult read the case until that ends, and who supports it until it is closed. */
    private static void consultations(FollowedEvents.Builder<IntakeCommand> followed) {
        followed.telling(
                        ROUTING + "consultation-convened.v1",
                        Invited.class,
                        e -> Optional.of(Territory.ofTask(e.task(), e.units())))
                .telling(
                        ROUTING + "participants-invited.v1",
                        Invited.class,
                        e -> Optional.of(Territory.ofTask(e.task(), e.units())))
                .telling(
                        ROUTING + "consultation-escalated.v1",
                        Escalated.class,
                        e -> Optional.ofNullable(e.to())
                                .map(to -> Territory.ofTask(consultation(e.consultation()), List.of(to))))
                .telling(ROUTING + "participant-recused.v1", Recused.class, Recused::territory)
                .telling(
                        ROUTING + "consultation-concluded.v1",
                        Concluded.class,
                        e -> Optional.of(Territory.afterTask(consultation(e.consultation()))
                                .then(Territory.afterTask(SUPPORT))
                                .then(Territory.ofTask(SUPPORT, e.supports()))))
                .telling(
                        ROUTING + "consultation-discontinued.v1",
                        Discontinued.class,
                        e -> Optional.of(Territory.afterTask(consultation(e.consultation()))))
                .telling(
                        ROUTING + "duty-assigned.v1",
                        DutyAssigned.class,
                        e -> Optional.of(Territory.ofTask(duty(e.duty()), List.of(e.unit()))))
                .telling(
                        ROUTING + "duty-returned.v1",
                        DutyEnded.class,
                        e -> Optional.of(Territory.afterTask(duty(e.duty()))))
                .telling(
                        ROUTING + "duty-done.v1",
                        DutyEnded.class,
                        e -> Optional.of(Territory.afterTask(duty(e.duty()))))
                .telling(
                        ROUTING + "duty-cancelled.v1",
                        DutyEnded.class,
                        e -> Optional.of(Territory.afterTask(duty(e.duty()))));
    }

    /** Lets reviewers read the case until the review is concluded and its rectification checked. */
    private static void evaluations(FollowedEvents.Builder<IntakeCommand> followed) {
        followed.telling(
                        ROUTING + "review-sampled.v1",
                        Sampled.class,
                        e -> Optional.of(Territory.ofTask(review(e.sample()), e.reviewers())))
                .telling(
                        ROUTING + "review-concluded.v1",
                        Reviewed.class,
                        e -> Optional.of(Territory.afterTask(review(e.sample()))))
                .telling(
                        ROUTING + "rectification-ordered.v1",
                        RectificationOrdered.class,
                        e -> Optional.of(Territory.ofTask(rectification(e.rectification()), e.reviewers())))
                .telling(
                        ROUTING + "rectification-refused.v1",
                        RectificationRefused.class,
                        e -> Optional.of(Territory.afterTask(rectification(e.rectification()))
                                .then(Territory.ofTask(rectification(e.next()), e.reviewers()))))
                .telling(
                        ROUTING + "rectification-completed.v1",
                        RectificationEnded.class,
                        e -> Optional.of(Territory.afterTask(rectification(e.rectification()))))
                .telling(
                        ROUTING + "rectification-waived.v1",
                        RectificationEnded.class,
                        e -> Optional.of(Territory.afterTask(rectification(e.rectification()))));
    }

    private static String consultation(int number) {
        return "consultation/" + number;
    }

    private static String duty(int number) {
        return "duty/" + number;
    }

    private static String review(UUID sample) {
        return "review/" + sample;
    }

    private static String rectification(int number) {
        return "rectification/" + number;
    }

    /** A petition's kind; an accusation is kept from those whom it is about. */
    record KindJudged(List<String> accused) {}

    record Closed(@Positive int closure, String outcome, Instant closedAt) {}

    record Reopened(@Positive int closure, Instant reopenedAt) {}

    record Verified(@Positive int closure) {}

    record Assigned(String unit) {}

    /** A claim; on these paths an agreement may be confirmed by a court, or a claim filed with it. */
    record Claimed(String path) {

        boolean needsTheFile() {
            return path.equals("MEDIATION") || path.equals("COURT");
        }
    }

    record Invited(@Positive int consultation, List<String> units) {

        String task() {
            return CommonLog.consultation(consultation);
        }
    }

    record Escalated(@Positive int consultation, @Nullable String to) {}

    record Recused(@Positive int consultation, @Nullable String unit, boolean wholeUnit) {

        Optional<Territory> territory() {
            return wholeUnit && unit != null
                    ? Optional.of(Territory.afterTask(CommonLog.consultation(consultation), unit))
                    : Optional.empty();
        }
    }

    record Concluded(@Positive int consultation, List<String> supports) {}

    record Discontinued(@Positive int consultation) {}

    record DutyAssigned(@Positive int duty, String unit) {}

    record DutyEnded(@Positive int duty) {}

    record Sampled(UUID sample, List<String> reviewers) {}

    record Reviewed(UUID sample) {}

    record RectificationOrdered(@Positive int rectification, List<String> reviewers) {}

    record RectificationRefused(
            @Positive int rectification, @Positive int next, List<String> reviewers) {}

    record RectificationEnded(@Positive int rectification) {}
}
