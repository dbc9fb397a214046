package org.fengqiao.routing.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The words by which lay people tell what a dispute is about, made ready to be looked for: a text is read once, however
 * many words there are.
 *
 * <p>At each place of the text the longest word that begins there is taken, unless it lies within an earlier one. A
 * word counts once. The score of a category is the sum of the weights of its words. Immutable.
 */
public final class Lexicon {

    /** Weights are kept in hundredths, so that their sums are exact. */
    private static final int HUNDREDTHS = 2;

    private final String name;
    private final Words words;
    private final Map<String, List<Weight>> weights = new HashMap<>();
    private final Trie trie;

    /**
     * A lexicon as it stands in a file.
     *
     * @param name by which a table names it
     * @param categories the words of each category
     */
    public record Words(String name, List<CategoryWords> categories) {

        public Words {
            categories = List.copyOf(categories);
        }

        /**
         * Returns this lexicon with other weights for some words. A word that is not in it is added; one of weight 0 no
         * longer counts.
         */
        Words with(List<Change> changes) {
            var changed = new ArrayList<>(categories);
            for (var change : changes) {
                changed.add(new CategoryWords(
                        change.category(),
                        change.weight().signum() < 0
                                ? List.of()
                                : List.of(new Weighted(change.weight(), change.words())),
                        change.weight().signum() < 0
                                ? List.of(new Weighted(change.weight().negate(), change.words()))
                                : List.of()));
            }
            return new Words(name, changed);
        }
    }

    /**
     * Words that speak for and against a category.
     *
     * @param speaksFor words whose weight is added
     * @param speaksAgainst words whose weight is taken away
     */
    public record CategoryWords(String category, List<Weighted> speaksFor, List<Weighted> speaksAgainst) {

        public CategoryWords {
            speaksFor = List.copyOf(speaksFor);
            speaksAgainst = List.copyOf(speaksAgainst);
        }
    }

    /** Words of one weight, which is not negative. */
    public record Weighted(BigDecimal weight, List<String> words) {

        public Weighted {
            words = List.copyOf(words);
        }
    }

    /**
     * Another weight for some words of a category.
     *
     * @param weight negative if the words speak against the category; 0 if they say nothing
     */
    public record Change(String category, BigDecimal weight, List<String> words) {

        public Change {
            words = List.copyOf(words);
        }
    }

    /**
     * A category, and how much of a text speaks for it.
     *
     * @param score the sum of the weights
     * @param words the words of the text that speak for it, in their order; no personal data, since each is in the
     *     lexicon
     */
    public record Ranked(String category, BigDecimal score, List<String> words) {

        public Ranked {
            score = plain(score);
            words = List.copyOf(words);
        }
    }

    /** Returns the same number in the form in which it is read again from JSON. */
    static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }

    private record Weight(String category, int hundredths) {}

    private Lexicon(Words words) {
        this.name = words.name();
        this.words = words;
        var all = new HashMap<String, Map<String, Integer>>();
        for (var category : words.categories()) {
            category.speaksFor().forEach(some -> put(all, category.category(), some, 1));
            category.speaksAgainst().forEach(some -> put(all, category.category(), some, -1));
        }
        all.forEach((word, byCategory) -> {
            var counted = byCategory.entrySet().stream()
                    .filter(weight -> weight.getValue() != 0)
                    .map(weight -> new Weight(weight.getKey(), weight.getValue()))
                    .toList();
            if (!counted.isEmpty()) {
                weights.put(word, counted);
            }
        });
        this.trie = Trie.of(weights.keySet());
    }

    private static void put(Map<String, Map<String, Integer>> all, String category, Weighted some, int sign) {
        var hundredths = some.weight()
                .movePointRight(HUNDREDTHS)
                .setScale(0, RoundingMode.HALF_UP)
                .intValueExact();
        some.words()
                .forEach(word ->
                        all.computeIfAbsent(word, _ -> new LinkedHashMap<>()).put(category, sign * hundredths));
    }

    /**
     * Makes a lexicon ready for use.
     *
     * @throws IllegalArgumentException that names each faulty category or word
     */
    public static Lexicon of(Words words, List<String> categories) {
        var problems = new ArrayList<String>();
        for (var category : words.categories()) {
            if (!categories.contains(category.category())) {
                problems.add("unknown category " + category.category());
            }
            var seen = new HashMap<String, String>();
            for (var some : List.of(category.speaksFor(), category.speaksAgainst())) {
                for (var weighted : some) {
                    if (weighted.weight().signum() < 0) {
                        problems.add(category.category() + ": a negative weight; name the words under speaksAgainst");
                    }
                    for (var word : weighted.words()) {
                        if (word.isBlank()) {
                            problems.add(category.category() + ": a blank word");
                        } else if (seen.put(word, word) != null) {
                            problems.add(category.category() + ": " + word + " is given twice");
                        }
                    }
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("lexicon " + words.name() + ": " + String.join("; ", problems));
        }
        return new Lexicon(words);
    }

    /** Returns the name by which a table names it. */
    public String name() {
        return name;
    }

    /** Returns this lexicon with other weights for some words. */
    Lexicon with(List<Change> changes) {
        return changes.isEmpty() ? this : new Lexicon(words.with(changes));
    }

    /** Ranks the categories for which something in the text speaks, the best first; equal ones by their codes. */
    public List<Ranked> rank(String text) {
        var sums = new HashMap<String, Integer>();
        var found = new HashMap<String, List<String>>();
        for (var word : wordsIn(text)) {
            for (var weight : weights.getOrDefault(word, List.of())) {
                sums.merge(weight.category(), weight.hundredths(), Integer::sum);
                if (weight.hundredths() > 0) {
                    found.computeIfAbsent(weight.category(), _ -> new ArrayList<>())
                            .add(word);
                }
            }
        }
        return sums.entrySet().stream()
                .filter(sum -> sum.getValue() > 0)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(sum -> new Ranked(
                        sum.getKey(),
                        BigDecimal.valueOf(sum.getValue(), HUNDREDTHS),
                        found.getOrDefault(sum.getKey(), List.of())))
                .toList();
    }

    private LinkedHashSet<String> wordsIn(String text) {
        var words = new LinkedHashSet<String>();
        var covered = 0;
        for (var start = 0; start < text.length(); start++) {
            var end = trie.endOfLongest(text, start);
            if (end > covered) {
                words.add(text.substring(start, end));
                covered = end;
            }
        }
        return words;
    }

    /** A tree of words by their characters. */
    private static final class Trie {
        private final char[] characters;
        private final Trie[] children;
        private final boolean word;

        private Trie(char[] characters, Trie[] children, boolean word) {
            this.characters = characters;
            this.children = children;
            this.word = word;
        }

        static Trie of(Iterable<String> words) {
            var sorted = new ArrayList<String>();
            words.forEach(sorted::add);
            sorted.sort(null);
            return of(sorted, 0);
        }

        /** Makes the tree of sorted words that share their first characters. */
        private static Trie of(List<String> sorted, int depth) {
            var word = !sorted.isEmpty() && sorted.getFirst().length() == depth;
            var from = word ? 1 : 0;
            var characters = new StringBuilder();
            var children = new ArrayList<Trie>();
            while (from < sorted.size()) {
                var character = sorted.get(from).charAt(depth);
                var to = from;
                while (to < sorted.size() && sorted.get(to).charAt(depth) == character) {
                    to++;
                }
                characters.append(character);
                children.add(of(sorted.subList(from, to), depth + 1));
                from = to;
            }
            return new Trie(characters.toString().toCharArray(), children.toArray(Trie[]::new), word);
        }

        /** Returns the end of the longest word that begins here; -1 if none does. */
        int endOfLongest(String text, int start) {
            var end = -1;
            @Nullable Trie node = this;
            for (var at = start; node != null; at++) {
                if (node.word) {
                    end = at;
                }
                node = at < text.length() ? node.child(text.charAt(at)) : null;
            }
            return end;
        }

        private @Nullable Trie child(char character) {
            var index = Arrays.binarySearch(characters, character);
            return index < 0 ? null : children[index];
        }
    }
}
