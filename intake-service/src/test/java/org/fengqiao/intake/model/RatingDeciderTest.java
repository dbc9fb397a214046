package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.model.Histories.ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.REGISTERED;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.Histories.words;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_RATED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.STAGE_NOT_OVER;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.IntakeCommand.RateStage;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.StageRated;
import org.fengqiao.kernel.decision.Decision.Accepted;

/** Ratings of the stages of a case by its party. */
class RatingDeciderTest {

    static RateStage rate(Stage stage, int score, boolean over) {
        return new RateStage(stage, score, words("很快"), over, NOON);
    }

    static StageRated rated(Stage stage, int score) {
        return new StageRated(stage, score, words("很快"), NOON);
    }

    @Test
    void aStageIsRatedOnceWhenItIsOver() {
        var accepted = UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE);
        accepted.when(rate(Stage.INTAKE, 5, true)).then(rated(Stage.INTAKE, 5));
        accepted.when(rate(Stage.MEDIATION, 5, false)).thenRefused(STAGE_NOT_OVER);
        var rated = accepted.given(rated(Stage.INTAKE, 5));
        rated.when(rate(Stage.INTAKE, 5, true)).thenNothing();
        rated.when(rate(Stage.INTAKE, 1, true)).thenRefused(ALREADY_RATED);
        rated.when(rate(Stage.DISPATCH, 1, true)).then(rated(Stage.DISPATCH, 1));
    }

    @Test
    void alsoACaseThatWasWithdrawn() {
        UNKNOWN.given(REGISTERED, new CaseWithdrawn(words("和好了")))
                .when(rate(Stage.INTAKE, 2, true))
                .then(rated(Stage.INTAKE, 2));
        UNKNOWN.when(rate(Stage.INTAKE, 5, true)).thenRefused(NO_SUCH_CASE);
    }

    @Property
    void whateverIsSentEachStageHasOneRating(
            @ForAll List<Stage> stages, @ForAll @IntRange(min = 1, max = 5) int score) {
        var story = UNKNOWN.given(REGISTERED);
        for (var stage : stages) {
            var decision = story.when(rate(stage, (score + story.history().size()) % 5 + 1, true))
                    .decision();
            if (decision instanceof Accepted<IntakeEvent>(var events)) {
                story = story.given(events);
            }
        }
        assertThat(story.history().stream()
                        .filter(StageRated.class::isInstance)
                        .map(event -> ((StageRated) event).stage()))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(stages.stream().distinct().toList());
    }
}
