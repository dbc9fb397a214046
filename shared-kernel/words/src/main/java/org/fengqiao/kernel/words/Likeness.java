package org.fengqiao.kernel.words;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Likeness of accounts by their words: those that they share, weighed by how rare they are among the accounts that are
 * compared, in proportion to all words of both (cosine of tf-idf, each word once). Immutable.
 */
public final class Likeness {

    /** Accounts that are less alike have a common word or two and nothing else. */
    public static final double LEAST = 0.05;

    private final Map<String, Double> weights;
    private final double ofUnknown;

    private Likeness(Map<String, Double> weights, double ofUnknown) {
        this.weights = weights;
        this.ofUnknown = ofUnknown;
    }

    /** Returns how accounts are compared among these; each as the different words it has. */
    public static Likeness among(Collection<Set<String>> accounts) {
        var counts = new HashMap<String, Integer>();
        accounts.forEach(words -> words.forEach(word -> counts.merge(word, 1, Integer::sum)));
        var all = accounts.size();
        return new Likeness(
                counts.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, count -> weight(all, count.getValue()))),
                weight(all, 0));
    }

    private static double weight(int all, int having) {
        return Math.log((all + 1.0) / (having + 1.0)) + 1;
    }

    /** Returns how alike two accounts are, from 0 (no word in common) to 1 (the same words). */
    public double of(Set<String> one, Set<String> other) {
        var whole = Math.sqrt(squares(one) * squares(other));
        return whole == 0 ? 0 : squares(shared(one, other)) / whole;
    }

    /** Returns the words that two accounts share, the rarest first. */
    public List<String> because(Set<String> one, Set<String> other) {
        return shared(one, other).stream()
                .sorted(Comparator.comparingDouble(this::weightOf).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static Set<String> shared(Set<String> one, Set<String> other) {
        var shared = new HashSet<>(one);
        shared.retainAll(other);
        return shared;
    }

    private double squares(Set<String> words) {
        return words.stream()
                .mapToDouble(this::weightOf)
                .map(weight -> weight * weight)
                .sum();
    }

    private double weightOf(String word) {
        return weights.getOrDefault(word, ofUnknown);
    }
}
