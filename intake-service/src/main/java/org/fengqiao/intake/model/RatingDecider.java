package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_RATED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.STAGE_NOT_OVER;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCommand.RateStage;
import org.fengqiao.intake.model.IntakeCommand.RatingCommand;
import org.fengqiao.intake.model.IntakeEvent.RatingEvent;
import org.fengqiao.intake.model.IntakeEvent.StageRated;
import org.fengqiao.kernel.decision.Decision;

/** The party's ratings as a table of state against command: each stage once. */
final class RatingDecider {

    private record Moment(IntakeCase state, RatingCommand command) {}

    /** Decides about a rating. The same one again changes nothing. */
    Decision<IntakeEvent> decide(RatingCommand command, IntakeCase state) {
        return switch (new Moment(state, command)) {
            case Moment(Unregistered _, RateStage _) -> refuse(NO_SUCH_CASE);
            case Moment(Registered s, RateStage c) ->
                s.ratings()
                        .of(c.stage())
                        .<Decision<IntakeEvent>>map(score -> score == c.score() ? alreadyTrue() : refuse(ALREADY_RATED))
                        .orElseGet(() -> c.over()
                                ? accept(new StageRated(c.stage(), c.score(), c.remark(), c.at()))
                                : refuse(STAGE_NOT_OVER));
        };
    }

    /** Applies a rating. */
    IntakeCase evolve(IntakeCase state, RatingEvent event) {
        return switch (event) {
            case StageRated e -> state.asRegistered().rating(all -> all.rated(e.stage(), e.score()));
        };
    }
}
