package org.fengqiao.routing.model;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Words that tell of something, unless what stands next to them says that they mean something else: 持刀 is no threat
 * where somebody cuts vegetables.
 *
 * @param words any of these
 * @param unless none of these near the word
 * @param within so many characters before and behind the word are near it; {@value #NEAR} if missing
 */
public record Signal(
        List<String> words, List<String> unless, @Nullable Integer within) {

    /** Distance within which words are near, where nothing else is said. */
    private static final int NEAR = 10;

    public Signal {
        words = List.copyOf(words);
        unless = unless == null ? List.of() : List.copyOf(unless);
    }

    /** Returns the first word of the text that tells of it; empty if none does. */
    Optional<String> in(String text) {
        return words.stream().filter(word -> tells(text, word)).findFirst();
    }

    private boolean tells(String text, String word) {
        for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (!isMeantOtherwise(text, at, at + word.length())) {
                return true;
            }
        }
        return false;
    }

    private boolean isMeantOtherwise(String text, int from, int to) {
        var distance = within == null ? NEAR : within;
        var near = text.substring(Math.max(0, from - distance), Math.min(text.length(), to + distance));
        return unless.stream().anyMatch(near::contains);
    }
}
