package org.fengqiao.intake.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * Digests of what a partner told in a referral, field by field. They tell whether another referral says the same, and
 * in which fields it differs, without what was told. A digest of a telephone number can be guessed, so this is personal
 * too: it is kept in a box, and goes with the key of the texts about the case.
 *
 * @param digests by the name of the field
 */
public record Fingerprint(Map<String, String> digests) {

    private static final String BETWEEN_FIELDS = " ";
    private static final String BEFORE_DIGEST = ":";

    public Fingerprint {
        digests = Map.copyOf(digests);
    }

    /**
     * Returns the fingerprint that is on record.
     *
     * @param text its text, closed or known; null if there is none
     * @param keys open it
     * @return empty if there is none, or it cannot be opened since the people of the case were erased
     */
    static Optional<Fingerprint> onRecord(@Nullable PersonalText text, KeyRing keys) {
        return switch (text) {
            case null -> Optional.empty();
            case PersonalText.Known known -> Optional.of(parse(known.reveal()));
            case PersonalText.Closed closed ->
                keys.open(closed) instanceof PersonalText.Known known
                        ? Optional.of(parse(known.reveal()))
                        : Optional.empty();
            case PersonalText.Erased _ -> Optional.empty();
        };
    }

    /** Returns the text that is kept, such as {@code place:3f… summary:9c…}. */
    String text() {
        return new TreeMap<>(digests)
                .entrySet().stream()
                        .map(field -> field.getKey() + BEFORE_DIGEST + field.getValue())
                        .collect(Collectors.joining(BETWEEN_FIELDS));
    }

    private static Fingerprint parse(String text) {
        return new Fingerprint(Arrays.stream(text.split(BETWEEN_FIELDS))
                .map(field -> field.split(BEFORE_DIGEST))
                .collect(Collectors.toMap(field -> field[0], field -> field[1])));
    }

    /** Returns the names of the fields that differ, those that only one of both has included, in alphabetical order. */
    List<String> differencesFrom(Fingerprint other) {
        var fields = new TreeSet<>(digests.keySet());
        fields.addAll(other.digests.keySet());
        fields.removeIf(field -> Objects.equals(digests.get(field), other.digests.get(field)));
        return List.copyOf(fields);
    }
}
