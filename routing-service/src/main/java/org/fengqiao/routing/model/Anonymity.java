package org.fengqiao.routing.model;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Anonymity of what is written for a library: no name of the case's people, and no number by which somebody could be
 * found. Who is meant all the same is for the person to see who approves it.
 */
public final class Anonymity {

    /** Telephone and identity numbers, plates and document numbers; amounts and years are shorter. */
    private static final Pattern NUMBER = Pattern.compile("[0-9](?:[-\\s]?[0-9Xx]){6,}");

    /** A single character is in half of all sentences. */
    private static final int SHORTEST_NAME = 2;

    private Anonymity() {}

    /** Returns whether a text names somebody of these, or has a number of somebody. */
    public static boolean isBroken(String text, Collection<String> names) {
        var bare = bare(text);
        return NUMBER.matcher(text).find()
                || names.stream()
                        .map(Anonymity::bare)
                        .filter(name -> name.codePointCount(0, name.length()) >= SHORTEST_NAME)
                        .anyMatch(bare::contains);
    }

    /** Returns a text without what may stand between the characters of a name, and does not hide it. */
    private static String bare(String text) {
        return text.replaceAll("[\\s·・]", "");
    }
}
