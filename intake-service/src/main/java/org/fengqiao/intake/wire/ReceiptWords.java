package org.fengqiao.intake.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Stage;
import org.fengqiao.kernel.value.Bilingual;

/**
 * The words of receipts, as data: what a party is told.
 *
 * @param stages the stages in words
 * @param steps what happened, by its event
 * @param deadlines the rules whose deadlines are shown
 */
public record ReceiptWords(Map<Stage, Bilingual> stages, List<Words> steps, Set<String> deadlines) {

    /**
     * Checks that it is whole.
     *
     * @throws IllegalArgumentException that names everything that is wrong
     */
    public ReceiptWords {
        stages = Map.copyOf(stages);
        steps = List.copyOf(steps);
        deadlines = Set.copyOf(deadlines);
        var problems = new ArrayList<String>();
        for (var stage : Stage.values()) {
            if (!stages.containsKey(stage)) {
                problems.add("stage " + stage + " has no words");
            }
        }
        var codes = new HashSet<String>();
        steps.stream()
                .filter(step -> !codes.add(step.code()))
                .forEach(step -> problems.add(step.code() + " is given twice"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("words of receipts: " + String.join("; ", problems));
        }
    }

    /**
     * A step in words.
     *
     * @param code the event, such as {@code case-closed}, and the variant behind a slash if that has words of its own
     * @param ends whether the stage is over with it, so that it can be rated
     * @param outcome whether the case has ended with it, so that the words are its outcome
     * @param next what happens next, as long as nothing else has; missing if nothing is to be said
     * @param asked what is asked of the party meanwhile; missing if nothing is
     */
    public record Words(
            String code,
            Stage stage,
            Bilingual words,
            boolean ends,
            boolean outcome,
            @Nullable Bilingual next,
            @Nullable Bilingual asked) {}

    /** Returns the code of an event, with its variant if that has words of its own. */
    public String codeOf(String event, @Nullable String variant) {
        var code = event + "/" + variant;
        return variant != null && steps.stream().anyMatch(step -> step.code().equals(code)) ? code : event;
    }

    /** Returns whether deadlines of this rule are shown. */
    public boolean showsDeadline(String rule) {
        return deadlines.contains(rule);
    }

    /** Returns the words by their codes. */
    public Map<String, Words> byCode() {
        var byCode = new HashMap<String, Words>();
        steps.forEach(step -> byCode.put(step.code(), step));
        return byCode;
    }
}
