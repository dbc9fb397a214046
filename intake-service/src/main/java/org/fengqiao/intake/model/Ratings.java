package org.fengqiao.intake.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The party's ratings of the stages of its case.
 *
 * @param scores 1–5, by stage
 */
public record Ratings(Map<Stage, Integer> scores) {

    public Ratings {
        scores = Map.copyOf(scores);
    }

    /** Returns the ratings of a case that has just come in: none. */
    static Ratings none() {
        return new Ratings(Map.of());
    }

    /** Returns how a stage was rated; empty if it was not. */
    public Optional<Integer> of(Stage stage) {
        return Optional.ofNullable(scores.get(stage));
    }

    Ratings rated(Stage stage, int score) {
        var more = new EnumMap<Stage, Integer>(Stage.class);
        more.putAll(scores);
        more.put(stage, score);
        return new Ratings(more);
    }
}
