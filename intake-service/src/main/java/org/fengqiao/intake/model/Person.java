package org.fengqiao.intake.model;

import org.jspecify.annotations.Nullable;

/**
 * A person or organisation as named by whoever files the case. Never written to a log: {@link #toString()} keeps silent.
 *
 * @param name as given
 * @param idNumber identity card or organisation number; missing if not given
 * @param phone missing if not given
 */
public record Person(
        String name, @Nullable String idNumber, @Nullable String phone) {

    /** Whether this person is named and can be identified or reached. */
    boolean isReachable() {
        return !name.isBlank() && (isGiven(idNumber) || isGiven(phone));
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    @Override
    public String toString() {
        return "Person";
    }
}
