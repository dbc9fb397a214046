package org.fengqiao.intake.inbound;

import java.time.Instant;
import java.util.Optional;
import jakarta.validation.constraints.Positive;

import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeCommand.AnswerClosing;
import org.fengqiao.intake.model.IntakeCommand.AnswerReopening;
import org.fengqiao.intake.model.IntakeCommand.NoteSettlement;
import org.fengqiao.kernel.service.FollowedEvents;
import org.fengqiao.kernel.value.Territory;

/** The events that intake follows on the common log: closing and reopening, told to the referring partner. */
public final class CommonLog {

    private CommonLog() {}

    /** The events, and what each asks. */
    public static FollowedEvents<IntakeCommand> followed() {
        return FollowedEvents.<IntakeCommand>list()
                .on(
                        "fengqiao.routing.case-closed.v1",
                        Closed.class,
                        (e, _) -> new AnswerClosing(e.closure(), e.outcome(), e.closedAt()))
                .on(
                        "fengqiao.routing.case-reopened.v1",
                        Reopened.class,
                        (e, _) -> new AnswerReopening(e.closure(), e.reopenedAt()))
                .on("fengqiao.routing.case-verified.v1", Verified.class, (e, _) -> new NoteSettlement(e.closure()))
                .telling(
                        "fengqiao.routing.case-assigned.v1",
                        Assigned.class,
                        e -> Optional.of(Territory.ofUnit(e.unit())))
                .build();
    }

    record Closed(@Positive int closure, String outcome, Instant closedAt) {}

    record Reopened(@Positive int closure, Instant reopenedAt) {}

    record Verified(@Positive int closure) {}

    record Assigned(String unit) {}
}
